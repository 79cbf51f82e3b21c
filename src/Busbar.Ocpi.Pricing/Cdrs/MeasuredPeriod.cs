using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Pricing.Cdrs;

/// <summary>A part of a session with what was used in it, in exact units.</summary>
/// <remarks>OCPI chapter "CDRs module / ChargingPeriod class". A volume that is null was not recorded; zero is no use.</remarks>
public sealed record MeasuredPeriod
{
    /// <summary>When it starts.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>When it ends.</summary>
    public required DateTimeOffset End { get; init; }

    /// <summary>Energy in kilowatt-hours; negative when it was fed back.</summary>
    public Rational? Energy { get; init; }

    /// <summary>Charging time in seconds.</summary>
    public Rational? Charging { get; init; }

    /// <summary>Time in which the vehicle asked for no power, in seconds.</summary>
    public Rational? Parking { get; init; }

    /// <summary>Reserved time in seconds.</summary>
    public Rational? Reserved { get; init; }

    /// <summary>Time beyond the end of a booking, in seconds; it lies in the charging or parking time (D-BOOKING).</summary>
    public Rational? Overtime { get; init; }

    /// <summary>Current in amperes, over all phases.</summary>
    public ElectricalValues Current { get; init; }

    /// <summary>Power in kilowatts.</summary>
    public ElectricalValues Power { get; init; }

    /// <summary>The tariff that counts for it.</summary>
    public string? TariffId { get; init; }

    /// <summary>Whether the times are hours of four decimals as they stand in documents, and stand for whole seconds or the period's length (D-SNAP).</summary>
    public bool IsFromWire { get; init; }

    /// <summary>Whether nothing but a reservation went on.</summary>
    public bool IsReservation => Reserved is not null && Energy is null or { IsZero: true } && Charging is null or { IsZero: true } && Parking is null or { IsZero: true };
}
