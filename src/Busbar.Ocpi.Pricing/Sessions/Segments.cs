using Busbar.Ocpi.Pricing.Cdrs;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Pricing.Sessions;

/// <summary>Events as periods, one between each two instants at which something was seen, with the energy of the meter spread over them (D-EST).</summary>
internal sealed class Segments
{
    private readonly List<Segment> _segments = [];

    public Segments(IReadOnlyList<SessionEvent> events, DateTimeOffset? bookedUntil = null)
    {
        var ordered = events.OrderBy(seen => seen.At).ToList();
        if (ordered.Count == 0)
        {
            return;
        }

        var last = ordered.FindIndex(seen => seen.State is SessionState.Ended or SessionState.Expired);
        if (last >= 0)
        {
            // What was read at the very end still counts.
            ordered.RemoveAll(seen => seen.At > ordered[last].At);
        }

        Expired = ordered.Exists(seen => seen.State == SessionState.Expired);
        End = ordered[^1].At;
        if (bookedUntil is { } until && until > ordered[0].At && until < End)
        {
            ordered.Insert(ordered.FindIndex(seen => seen.At > until), new SessionEvent { At = until });
        }

        Walk(ordered);
        SpreadEnergy([.. ordered.Where(seen => seen.MeterKwh is not null)]);
    }

    public bool Expired { get; }

    public DateTimeOffset End { get; }

    public IReadOnlyList<Segment> All => _segments;

    private void Walk(List<SessionEvent> events)
    {
        var state = events.Select(seen => seen.State).FirstOrDefault(seen => seen is not null) ?? SessionState.Charging;
        Rational? power = null;
        Rational? current = null;
        string? tariff = null;
        for (var i = 0; i < events.Count; i++)
        {
            state = events[i].State ?? state;
            power = events[i].Power ?? power;
            current = events[i].Current ?? current;
            tariff = events[i].TariffId ?? tariff;
            if (i + 1 < events.Count && events[i + 1].At > events[i].At)
            {
                _segments.Add(new Segment(events[i].At.UtcTicks, events[i + 1].At.UtcTicks, state) { Power = power, Current = current, TariffId = tariff });
            }
        }
    }

    /// <summary>Between two readings energy flows evenly while the vehicle charges; when it never did, while it is connected.</summary>
    private void SpreadEnergy(List<SessionEvent> readings)
    {
        for (var i = 1; i < readings.Count; i++)
        {
            var (from, to) = (readings[i - 1].At.UtcTicks, readings[i].At.UtcTicks);
            var between = _segments.FindAll(segment => segment.From >= from && segment.To <= to && segment.State != SessionState.Reserved);
            var taking = between.FindAll(segment => segment.State == SessionState.Charging);
            var energy = readings[i].MeterKwh!.Value - readings[i - 1].MeterKwh!.Value;
            taking = taking.Count == 0 && !energy.IsZero ? between : taking;
            var ticks = taking.Sum(segment => segment.To - segment.From);
            foreach (var segment in taking)
            {
                segment.Energy = energy * Rational.Of(segment.To - segment.From, ticks);
                segment.Reading = i;
            }
        }
    }

    internal sealed class Segment(long from, long to, SessionState state)
    {
        public long From => from;

        public long To => to;

        public SessionState State => state;

        public Rational? Power { get; init; }

        public Rational? Current { get; init; }

        public string? TariffId { get; init; }

        /// <summary>Kilowatt-hours; null without readings.</summary>
        public Rational? Energy { get; set; }

        /// <summary>The reading at the end of the interval its energy is from; 0 is none.</summary>
        public int Reading { get; set; }

        public MeasuredPeriod ToPeriod(PricingPolicy policy, DateTimeOffset? bookedUntil)
        {
            var length = Ticks.Seconds(to - from);
            var charging = state == SessionState.Charging || (state == SessionState.SuspendedByStation && policy.StationPause == StationPause.Time);
            var parking = state == SessionState.SuspendedByVehicle || (state == SessionState.SuspendedByStation && policy.StationPause == StationPause.ParkingTime);
            return new MeasuredPeriod
            {
                Start = Ticks.Instant(from),
                End = Ticks.Instant(to),
                Energy = Energy,
                Charging = charging ? length : null,
                Parking = parking ? length : null,
                Reserved = state == SessionState.Reserved ? length : null,
                Overtime = bookedUntil is { } until && from >= until.UtcTicks && state != SessionState.Reserved ? length : null,
                Power = Power is { } power ? ElectricalValues.Constant(power) : default,
                Current = Current is { } current ? ElectricalValues.Constant(current) : default,
                TariffId = TariffId,
            };
        }
    }
}
