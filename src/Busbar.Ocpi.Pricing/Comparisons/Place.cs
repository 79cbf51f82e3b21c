using System.Globalization;
using Busbar.Ocpi.Pricing.Sessions;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Pricing.Comparisons;

/// <summary>One moment out of a region, with a session that passes through it.</summary>
internal sealed class Place
{
    private readonly long _follows;
    private readonly int _dimension;
    private readonly SessionPart _part;
    private readonly DateTimeOffset _at;
    private readonly DateOnly _date;
    private readonly long _time;

    private Place(Region region, SessionPart part, int dimension, DateOnly day, TimeZoneInfo? zone)
    {
        _part = part;
        _dimension = dimension;
        _date = region.FirstDate(day) ?? region.LastDate()!.Value;
        _time = (long)Prefer(region[Axis.Time], TimeSpan.FromHours(12).Ticks);
        _at = LocalTime.ToUtc(_date, _time, zone);
        Energy = region[Axis.Energy].From;
        Power = Prefer(Both(region[Axis.LowestPower], region[Axis.HighestPower]), 11);
        Current = Prefer(Both(region[Axis.LowestCurrent], region[Axis.HighestCurrent]), 48);
        var (from, to) = region[Axis.Duration];

        // Energy takes time.
        var needed = Energy == 0 ? from : Math.Max(from, Math.Max(1, decimal.Ceiling(Energy / 11 * 3600)));
        Seconds = (long)Math.Min(needed, to - 1);

        // It ends while the same price counts, so that the step of that price is the one that rounds.
        var rest = Math.Min(region[Axis.Time].To - _time, (to - Seconds) * TimeSpan.TicksPerSecond);
        _follows = (long)Math.Min(TimeSpan.FromMinutes(20).Ticks, Math.Max(rest, TimeSpan.TicksPerSecond));
    }

    public decimal Energy { get; }

    public decimal Power { get; }

    public decimal Current { get; }

    public long Seconds { get; }

    public static Place Of(Region region, SessionPart part, int dimension, DateOnly day, TimeZoneInfo? zone) => new(region, part, dimension, day, zone);

    /// <summary>For example "Saturday 2026-06-13 23:00, 12 kW, after 10 kWh and 1:30 h".</summary>
    public string Describe(bool withPower, bool withCurrent)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{_date.DayOfWeek} {_date:yyyy-MM-dd} {TimeSpan.FromTicks(_time):hh\\:mm}");
        text += withPower && _part == SessionPart.Session && _dimension != CompiledElement.Parking ? string.Create(CultureInfo.InvariantCulture, $", {Power:0.###} kW") : "";
        text += withCurrent && _part == SessionPart.Session && _dimension != CompiledElement.Parking ? string.Create(CultureInfo.InvariantCulture, $", {Current:0.###} A") : "";
        var after = new List<string>();
        if (Energy > 0)
        {
            after.Add(string.Create(CultureInfo.InvariantCulture, $"{Energy:0.####} kWh"));
        }

        if (Seconds > 0)
        {
            after.Add(string.Create(CultureInfo.InvariantCulture, $"{Seconds / 3600}:{Seconds / 60 % 60:00} h"));
        }

        text += after.Count == 0 ? "" : $", after {string.Join(" and ", after)}";
        return text + (_part switch { SessionPart.Reservation => ", reserved", SessionPart.ExpiredReservation => ", reserved and never used", _ => "" });
    }

    public Probe Probe(bool withPower, bool withCurrent) => new(Describe(withPower, withCurrent), [.. _part == SessionPart.Session ? Session(withPower, withCurrent) : Reservation()]);

    private IEnumerable<SessionEvent> Session(bool withPower, bool withCurrent)
    {
        if (Seconds > 0)
        {
            yield return new SessionEvent
            {
                At = _at.AddSeconds(-Seconds), State = Energy > 0 ? SessionState.Charging : SessionState.SuspendedByStation, MeterKwh = 0, Current = withCurrent ? Current : null,
            };
        }

        var end = _at.AddTicks(_follows);
        var parks = _dimension == CompiledElement.Parking;
        var more = parks ? 0 : Power * _follows / TimeSpan.TicksPerHour;
        yield return new SessionEvent
        {
            At = _at,
            State = parks ? SessionState.SuspendedByVehicle : SessionState.Charging,
            MeterKwh = Energy,
            Power = withPower && !parks ? Power : null,
            Current = withCurrent && !parks ? Current : null,
        };
        yield return new SessionEvent { At = end, State = SessionState.Ended, MeterKwh = Energy + more };
    }

    private IEnumerable<SessionEvent> Reservation()
    {
        var end = _at.AddTicks(_follows);
        yield return new SessionEvent { At = _at.AddSeconds(-Seconds), State = SessionState.Reserved };
        if (_part == SessionPart.ExpiredReservation)
        {
            yield return new SessionEvent { At = end, State = SessionState.Expired };
            yield break;
        }

        yield return new SessionEvent { At = end, State = SessionState.Charging, MeterKwh = 0 };
        yield return new SessionEvent { At = end.AddTicks(_follows), State = SessionState.Ended, MeterKwh = 5 };
    }

    /// <summary>Where the lowest and the highest are one, else the highest.</summary>
    private static (decimal From, decimal To) Both((decimal From, decimal To) lowest, (decimal From, decimal To) highest)
    {
        var both = (From: Math.Max(lowest.From, highest.From), To: Math.Min(lowest.To, highest.To));
        return both.From < both.To ? both : highest;
    }

    private static decimal Prefer((decimal From, decimal To) interval, decimal wanted) => wanted >= interval.From && wanted < interval.To ? wanted : interval.From;
}
