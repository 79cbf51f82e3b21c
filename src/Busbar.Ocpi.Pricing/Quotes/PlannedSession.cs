using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Sessions;

namespace Busbar.Ocpi.Pricing.Quotes;

/// <summary>A session as one might have it: a reservation perhaps, charging at one power, and a stay afterwards.</summary>
public sealed record PlannedSession
{
    /// <summary>When charging begins.</summary>
    public required DateTimeOffset Arrival { get; init; }

    /// <summary>Kilowatt-hours to take; nothing, and there is only the stay.</summary>
    public required decimal Energy { get; init; }

    /// <summary>Power in kilowatts.</summary>
    public required decimal Power { get; init; }

    /// <summary>Current in amperes over all phases, when a tariff asks for it.</summary>
    public decimal? Current { get; init; }

    /// <summary>How long the vehicle stays connected when it takes no more.</summary>
    public TimeSpan Parking { get; init; }

    /// <summary>How long before the arrival the place is reserved.</summary>
    public TimeSpan Reserved { get; init; }

    /// <summary>Whether nobody comes: the reservation expires at the arrival.</summary>
    public bool ReservationExpires { get; init; }

    /// <summary>The type of tariff that it is for; null is a contract without preference.</summary>
    public TariffType? Type { get; init; }

    /// <summary>How long charging takes, to the next whole second.</summary>
    public TimeSpan Charging => Energy <= 0 || Power <= 0 ? TimeSpan.Zero : TimeSpan.FromSeconds((long)decimal.Ceiling(Energy / Power * 3600));

    /// <summary>The same as events.</summary>
    public IReadOnlyList<SessionEvent> Events()
    {
        var events = new List<SessionEvent>();
        if (Reserved > TimeSpan.Zero)
        {
            events.Add(new SessionEvent { At = Arrival - Reserved, State = SessionState.Reserved });
        }

        if (ReservationExpires)
        {
            events.Add(new SessionEvent { At = Arrival, State = SessionState.Expired });
            return events;
        }

        var full = Arrival + Charging;
        if (Charging > TimeSpan.Zero)
        {
            events.Add(new SessionEvent { At = Arrival, State = SessionState.Charging, MeterKwh = 0, Power = Power, Current = Current });
        }

        if (Parking > TimeSpan.Zero)
        {
            events.Add(new SessionEvent { At = full, State = SessionState.SuspendedByVehicle, MeterKwh = Energy, Power = 0, Current = Current is null ? null : 0 });
        }

        events.Add(new SessionEvent { At = full + Parking, State = SessionState.Ended, MeterKwh = Energy });
        return events;
    }

    /// <summary>The events up to a moment, at which the meter is read; a session that goes on is as one that ends there.</summary>
    internal IEnumerable<SessionEvent> Until(DateTimeOffset moment)
    {
        SessionEvent? last = null;
        foreach (var seen in Events().Where(seen => seen.At <= moment))
        {
            last = seen;
            yield return seen;
        }

        if (last is not null && last.At < moment)
        {
            var charged = Rational.Of(Math.Clamp((moment - Arrival).Ticks, 0, Charging.Ticks), Math.Max(1, Charging.Ticks)) * Energy;
            yield return new SessionEvent { At = moment, State = last.State, MeterKwh = last.State == SessionState.Reserved ? null : charged };
        }
    }
}
