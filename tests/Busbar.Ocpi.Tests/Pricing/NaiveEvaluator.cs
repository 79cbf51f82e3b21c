using System.Globalization;
using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Sessions;

namespace Busbar.Ocpi.Tests.Pricing;

/// <summary>
/// The price of a session by looking at every single second: deliberately simple, sharing nothing with the engine but its input.
/// Sessions must be as <see cref="RandomSession"/> makes them.
/// </summary>
internal sealed class NaiveEvaluator(RandomSession session)
{
    private readonly List<(string Kind, PriceComponent Component, decimal Volume)> _used = [];
    private readonly Dictionary<string, PriceComponent> _fees = [];

    private DateTimeOffset _start;
    private DateTimeOffset _sessionStart;
    private DateTimeOffset _now;
    private decimal _energy;
    private decimal _power;
    private bool _expired;

    public (decimal Before, decimal After) Total()
    {
        var events = session.Events;
        _expired = events[^1].State == SessionState.Expired;
        _start = events[0].At;
        _sessionStart = events.First(seen => seen.State != SessionState.Reserved).At;
        for (var i = 0; i + 1 < events.Count; i++)
        {
            for (_now = events[i].At; _now < events[i + 1].At; _now = _now.AddSeconds(1))
            {
                Second(events[i].State!.Value);
            }
        }

        return Bill();
    }

    private void Second(SessionState state)
    {
        _power = state == SessionState.Charging ? session.PowerKw : 0;
        switch (state)
        {
            case SessionState.Reserved:
                Use("RESERVED", Reserved(TariffDimensionType.Time), 1m / 3600);
                Fee("RESERVED", Reserved(TariffDimensionType.Flat));
                return;
            case SessionState.Charging:
                Use("ENERGY", Find(TariffDimensionType.Energy, null), session.PowerKw / 3600);
                Use("TIME", Find(TariffDimensionType.Time, null), 1m / 3600);
                break;
            case SessionState.SuspendedByVehicle:
                Use("PARKING", Find(TariffDimensionType.ParkingTime, null), 1m / 3600);
                break;
        }

        Fee("SESSION", Find(TariffDimensionType.Flat, null));
        _energy += state == SessionState.Charging ? session.PowerKw / 3600 : 0;
    }

    private void Use(string kind, PriceComponent? component, decimal volume)
    {
        if (component is not null)
        {
            _used.Add((kind, component, volume));
        }
    }

    private void Fee(string kind, PriceComponent? component)
    {
        if (component is not null)
        {
            _fees.TryAdd(kind, component);
        }
    }

    private PriceComponent? Reserved(TariffDimensionType type) =>
        (_expired ? Find(type, "RESERVATION_EXPIRES") : null) ?? Find(type, "RESERVATION");

    private PriceComponent? Find(TariffDimensionType type, string? reservation)
    {
        foreach (var element in session.Tariff.Elements)
        {
            var component = element.PriceComponents.FirstOrDefault(candidate => candidate.Type == type);
            if (component is not null && element.Restrictions?.Reservation?.Value == reservation && Applies(element.Restrictions, reservation is not null))
            {
                return component;
            }
        }

        return null;
    }

    private bool Applies(TariffRestrictions? when, bool reserved)
    {
        if (when is null)
        {
            return true;
        }

        var local = TimeZoneInfo.ConvertTime(_now, session.TimeZone).DateTime;
        var elapsed = (decimal)(_now - (reserved ? _start : _sessionStart)).Ticks / TimeSpan.TicksPerSecond;
        return InWindow(when, local.TimeOfDay)
            && (when.StartDate is null || local.Date >= Date(when.StartDate))
            && (when.EndDate is null || local.Date < Date(when.EndDate))
            && (when.DayOfWeek.Count == 0 || when.DayOfWeek.Any(day => string.Equals(day.Value, local.DayOfWeek.ToString(), StringComparison.OrdinalIgnoreCase)))
            && (when.MinDuration is null || elapsed >= when.MinDuration) && (when.MaxDuration is null || elapsed < when.MaxDuration)
            && (when.MinKwh is null || _energy >= when.MinKwh) && (when.MaxKwh is null || _energy < when.MaxKwh)
            && (when.MinPower is null || _power >= when.MinPower) && (when.MaxPower is null || _power < when.MaxPower);
    }

    private static bool InWindow(TariffRestrictions when, TimeSpan time)
    {
        if (when.StartTime is null && when.EndTime is null)
        {
            return true;
        }

        var from = TimeSpan.Parse(when.StartTime ?? "00:00", CultureInfo.InvariantCulture);
        var to = when.EndTime is null or "00:00" ? TimeSpan.FromDays(1) : TimeSpan.Parse(when.EndTime, CultureInfo.InvariantCulture);
        return from == to || (from < to ? time >= from && time < to : time >= from || time < to);
    }

    private (decimal Before, decimal After) Bill()
    {
        var (before, after) = (0m, 0m);
        void Add(PriceComponent component, decimal volume)
        {
            var (net, gross) = Taxed(component.Price * volume, component.Vat ?? 0);
            before += net;
            after += gross;
        }

        foreach (var (_, component, volume) in _used)
        {
            Add(component, volume);
        }

        foreach (var fee in _fees.Values)
        {
            Add(fee, 1);
        }

        RoundUp("ENERGY", 1000, Add);
        RoundUp("RESERVED", 3600, Add);
        RoundUp(_used.Exists(use => use.Kind == "PARKING") ? "PARKING" : "TIME", 3600, Add);
        if (session.Tariff.MinPrice is { } min && !_expired)
        {
            (before, after) = (Math.Max(before, min.BeforeTaxes), Math.Max(after, min.AfterTaxes!.Value));
        }

        return session.Tariff.MaxPrice is { } max ? (Math.Min(before, max.BeforeTaxes), Math.Min(after, max.AfterTaxes!.Value)) : (before, after);
    }

    private void RoundUp(string kind, int units, Action<PriceComponent, decimal> add)
    {
        var used = _used.FindAll(use => use.Kind == kind);
        if (used.Count > 0 && used[^1].Component.StepSize > 0)
        {
            // Decimals of thirds add up to a whole number only nearly.
            var total = Math.Round(used.Sum(use => use.Volume) * units, 12);
            var step = used[^1].Component.StepSize;
            add(used[^1].Component, ((Math.Ceiling(total / step) * step) - total) / units);
        }
    }

    private (decimal Before, decimal After) Taxed(decimal price, decimal vat) =>
        session.Tariff.TaxIncluded == TaxIncluded.NotApplicable ? (price, price)
        : session.Tariff.TaxIncluded == TaxIncluded.Yes ? (price / (1 + (vat / 100)), price)
        : (price, price * (1 + (vat / 100)));

    private static DateTime Date(string text) => DateTime.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
