namespace Busbar.Ocpi.Pricing.Tariffs;

/// <summary>What a line bills.</summary>
/// <remarks>OCPI chapters "CDRs module / CdrDimensionType enum" and "Tariffs module / TariffDimensionType enum".</remarks>
public enum BilledDimension
{
    /// <summary>Energy, in kilowatt-hours.</summary>
    Energy,

    /// <summary>Charging time, in seconds.</summary>
    Time,

    /// <summary>Time in which the vehicle asked for no power, in seconds.</summary>
    ParkingTime,

    /// <summary>Reserved time, in seconds.</summary>
    ReservationTime,

    /// <summary>A fee of the session, as a count.</summary>
    Flat,

    /// <summary>A fee that belongs to parking, as a count (D-FLAT-ATTR).</summary>
    ParkingFlat,

    /// <summary>A fee of the reservation, as a count.</summary>
    ReservationFlat,
}
