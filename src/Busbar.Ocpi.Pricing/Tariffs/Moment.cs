using Busbar.Ocpi.Pricing.Common;

namespace Busbar.Ocpi.Pricing.Tariffs;

/// <summary>What restrictions look at.</summary>
internal readonly record struct Moment
{
    /// <summary>The wall clock at the Location, as ticks.</summary>
    public required long LocalTicks { get; init; }

    /// <summary>Kilowatt-hours of the session so far.</summary>
    public required Rational Energy { get; init; }

    /// <summary>Ticks since the session started, without the reservation (D-DUR-RES).</summary>
    public required long SessionTicks { get; init; }

    /// <summary>Ticks since the reservation started.</summary>
    public required long ReservationTicks { get; init; }

    public required IFlow Flow { get; init; }
}
