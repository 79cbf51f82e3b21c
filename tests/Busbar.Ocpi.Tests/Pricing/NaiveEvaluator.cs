using System.Globalization;
using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Sessions;

namespace Busbar.Ocpi.Tests.Pricing;

/// <summary>
/// The price of a session by looking at every single second: deliberately simple, sharing nothing with the engine but its input.
/// Sessions must be as <see cref="RandomSession"/> makes them.
/// </summary>
internal sealed class NaiveEvaluator(RandomSession session)
{
    // A pause by the station that is billed as charging time: time passes and nothing flows.
    private const SessionState Paused = (SessionState)99;

    private readonly List<(string Kind, PriceComponent Component, decimal Volume, Tariff Tariff)> _used = [];
    private readonly List<(string Kind, PriceComponent Component, Tariff Tariff)> _fees = [];
    private readonly HashSet<Tariff> _inSession = [];

    private Tariff _tariff = session.Tariff;
    private decimal _flow;

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
            _tariff = events[i].TariffId == "T2" ? session.Second! : _tariff;
            _flow = events[i].State == SessionState.Charging && events[i + 1].MeterKwh < events[i].MeterKwh ? -session.PowerKw : session.PowerKw;
            for (_now = events[i].At; _now < events[i + 1].At; _now = _now.AddSeconds(1))
            {
                Second(events[i].State!.Value);
            }
        }

        return Bill();
    }

    private void Second(SessionState state)
    {
        _power = state == SessionState.Charging ? _flow : 0;
        switch (state == SessionState.SuspendedByStation
            ? session.Policy.StationPause switch { StationPause.Time => Paused, StationPause.ParkingTime => SessionState.SuspendedByVehicle, _ => state }
            : state)
        {
            case SessionState.Reserved:
                Use("RESERVED", Reserved(TariffDimensionType.Time), 1m / 3600);
                Fee("RESERVED", Reserved(TariffDimensionType.Flat));
                return;
            case SessionState.Charging:
                if (_flow > 0 || session.Policy.ExportedEnergy == ExportedEnergy.SignedPrice)
                {
                    Use("ENERGY", Find(TariffDimensionType.Energy, null), _flow / 3600);
                }

                Use("TIME", Find(TariffDimensionType.Time, null), 1m / 3600);
                break;
            case Paused:
                Use("TIME", Find(TariffDimensionType.Time, null), 1m / 3600);
                break;
            case SessionState.SuspendedByVehicle:
                Use("PARKING", Find(TariffDimensionType.ParkingTime, null), 1m / 3600);
                break;
        }

        _inSession.Add(_tariff);
        Fee("SESSION", Find(TariffDimensionType.Flat, null));
        _energy += _power / 3600;
    }

    private void Use(string kind, PriceComponent? component, decimal volume)
    {
        if (component is not null)
        {
            _used.Add((kind, component, volume, _tariff));
        }
    }

    private void Fee(string kind, PriceComponent? component)
    {
        var each = session.Policy.FlatFees == FlatFees.EachElementOnce;
        if (component is not null && !_fees.Exists(fee => each ? ReferenceEquals(fee.Component, component) : fee.Kind == kind))
        {
            _fees.Add((kind, component, _tariff));
        }
    }

    private PriceComponent? Reserved(TariffDimensionType type) =>
        (_expired ? Find(type, "RESERVATION_EXPIRES") : null) ?? Find(type, "RESERVATION");

    private PriceComponent? Find(TariffDimensionType type, string? reservation)
    {
        foreach (var element in _tariff.Elements)
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

        // In the middle of the second: thresholds lie between seconds, also when energy flows back.
        var soFar = _energy + (_power / 7200);
        var local = TimeZoneInfo.ConvertTime(_now, session.TimeZone).DateTime;
        var elapsed = (decimal)(_now - (reserved ? _start : _sessionStart)).Ticks / TimeSpan.TicksPerSecond;
        return InWindow(when, local.TimeOfDay)
            && (when.StartDate is null || local.Date >= Date(when.StartDate))
            && (when.EndDate is null || local.Date < Date(when.EndDate))
            && (when.DayOfWeek.Count == 0 || when.DayOfWeek.Any(day => string.Equals(day.Value, local.DayOfWeek.ToString(), StringComparison.OrdinalIgnoreCase)))
            && (when.MinDuration is null || elapsed >= when.MinDuration) && (when.MaxDuration is null || elapsed < when.MaxDuration)
            && (when.MinKwh is null || soFar >= when.MinKwh) && (when.MaxKwh is null || soFar < when.MaxKwh)
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
        var parts = new Dictionary<Tariff, (decimal Before, decimal After)>();
        void Add(PriceComponent component, decimal volume, Tariff tariff)
        {
            var (net, gross) = Taxed(component.Price * volume, component.Vat, tariff);
            var (before, after) = parts.GetValueOrDefault(tariff);
            parts[tariff] = (before + net, after + gross);
        }

        foreach (var (_, component, volume, tariff) in _used)
        {
            Add(component, volume, tariff);
        }

        foreach (var (_, component, tariff) in _fees)
        {
            Add(component, 1, tariff);
        }

        RoundUp("ENERGY", 1000, Add);
        RoundUp("RESERVED", 3600, Add);
        RoundUp(_used.Exists(use => use.Kind == "PARKING") ? "PARKING" : "TIME", 3600, Add);
        foreach (var tariff in session.Input.Tariffs)
        {
            if (_inSession.Contains(tariff) || parts.ContainsKey(tariff) || (_expired && ReferenceEquals(tariff, session.Tariff)))
            {
                parts[tariff] = Limited(tariff, parts.GetValueOrDefault(tariff));
            }
        }

        return (parts.Values.Sum(part => part.Before), parts.Values.Sum(part => part.After));
    }

    private (decimal Before, decimal After) Limited(Tariff tariff, (decimal Before, decimal After) part)
    {
        var (before, after) = part;
        if (tariff.MinPrice is { } min && _inSession.Contains(tariff))
        {
            (before, after) = (Math.Max(before, min.BeforeTaxes), Math.Max(after, min.AfterTaxes!.Value));
        }

        return tariff.MaxPrice is { } max ? (Math.Min(before, max.BeforeTaxes), Math.Min(after, max.AfterTaxes!.Value)) : (before, after);
    }

    private void RoundUp(string kind, int units, Action<PriceComponent, decimal, Tariff> add)
    {
        var used = _used.FindAll(use => use.Kind == kind);
        if (used.Count > 0 && used[^1].Component.StepSize > 0)
        {
            // Decimals of thirds add up to a whole number only nearly.
            var total = Math.Round(used.Sum(use => use.Volume) * units, 12);
            var step = used[^1].Component.StepSize;
            if (total > 0)
            {
                add(used[^1].Component, ((Math.Ceiling(total / step) * step) - total) / units, used[^1].Tariff);
            }
        }
    }

    private (decimal Before, decimal After) Taxed(decimal price, decimal? vat, Tariff tariff)
    {
        var rate = vat ?? session.Policy.TaxProfile.Sum(tax => tax.Percentage);
        return tariff.TaxIncluded == TaxIncluded.NotApplicable ? (price, price)
            : tariff.TaxIncluded == TaxIncluded.Yes ? (price / (1 + (rate / 100)), price)
            : (price, price * (1 + (rate / 100)));
    }

    private static DateTime Date(string text) => DateTime.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
