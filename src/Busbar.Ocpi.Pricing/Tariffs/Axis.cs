namespace Busbar.Ocpi.Pricing.Tariffs;

/// <summary>What restrictions look at, as numbers. Lowest and highest power are two: lower limits look at one, upper limits at the other (D-POWER).</summary>
internal enum Axis
{
    /// <summary>Local time of day, in ticks.</summary>
    Time,

    /// <summary>Local date, in days.</summary>
    Date,

    /// <summary>Kilowatt-hours so far.</summary>
    Energy,

    /// <summary>Seconds since the session, or the reservation, started.</summary>
    Duration,

    LowestPower,

    HighestPower,

    LowestCurrent,

    HighestCurrent,
}
