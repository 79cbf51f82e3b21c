using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Bookings;

/// <summary>A time that is free or booked, with the power that is there.</summary>
/// <remarks>OCPI bookings package of 2.3.0, chapter "Bookings module / Timeslot class".</remarks>
public sealed record Timeslot : OcpiObject
{
    /// <summary>Where it begins (UTC).</summary>
    public required DateTimeOffset StartDateTime { get; init; }

    /// <summary>Where it ends (UTC).</summary>
    public required DateTimeOffset EndDateTime { get; init; }

    /// <summary>Power that is guaranteed, in watts.</summary>
    public decimal? MinPower { get; init; }

    /// <summary>Power that is there at most, in watts.</summary>
    public decimal? MaxPower { get; init; }

    /// <summary>Whether the energy is green.</summary>
    public bool? GreenEnergySupport { get; init; }
}
