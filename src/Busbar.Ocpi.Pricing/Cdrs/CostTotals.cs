using Busbar.Ocpi.Pricing.Common;

namespace Busbar.Ocpi.Pricing.Cdrs;

/// <summary>The totals of a CDR, exact.</summary>
/// <remarks>OCPI chapter "CDRs module / CDR object". A cost is null where no price of its kind was ever active: the field is left out then.</remarks>
public sealed record CostTotals
{
    /// <summary>All of it, within the limits; negated in a credit CDR.</summary>
    public required Amount TotalCost { get; init; }

    /// <summary>Fees, without those of parking and reservation.</summary>
    public Amount? FixedCost { get; init; }

    /// <summary>Energy.</summary>
    public Amount? EnergyCost { get; init; }

    /// <summary>Charging time.</summary>
    public Amount? TimeCost { get; init; }

    /// <summary>Parking time with its fees.</summary>
    public Amount? ParkingCost { get; init; }

    /// <summary>Reserved time with its fees.</summary>
    public Amount? ReservationCost { get; init; }

    /// <summary>Kilowatt-hours.</summary>
    public required Rational Energy { get; init; }

    /// <summary>Seconds of session, charging or not; without the reservation (D-TOTAL-TIME).</summary>
    public required Rational Time { get; init; }

    /// <summary>Seconds in which the vehicle asked for no power, paid or free.</summary>
    public required Rational ParkingTime { get; init; }

    /// <summary>Seconds reserved.</summary>
    public required Rational ReservationTime { get; init; }
}
