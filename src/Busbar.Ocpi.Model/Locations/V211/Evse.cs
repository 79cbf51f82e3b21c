using System.Diagnostics.CodeAnalysis;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Locations.V211;

/// <summary>The part of a Location that charges one vehicle at a time, in the shape of OCPI 2.1.1.</summary>
/// <remarks>OCPI chapter "Locations module / EVSE object (2.1.1)".</remarks>
public sealed record Evse : OcpiObject
{
    /// <summary>Identifies it in the operator's platform, forever and technically; at most 39 characters.</summary>
    public required string Uid { get; init; }

    /// <inheritdoc cref="Locations.Evse.EvseId"/>
    public string? EvseId { get; init; }

    /// <inheritdoc cref="Locations.Evse.Status"/>
    public required Status Status { get; init; }

    /// <inheritdoc cref="Locations.Evse.StatusSchedule"/>
    [AllowNull]
    public IReadOnlyList<StatusSchedule> StatusSchedule { get; init => field = value ?? []; } = [];

    /// <inheritdoc cref="Locations.Evse.Capabilities"/>
    [AllowNull]
    public IReadOnlyList<Capability> Capabilities { get; init => field = value ?? []; } = [];

    /// <inheritdoc cref="Locations.Evse.Connectors"/>
    [AllowNull]
    public IReadOnlyList<Connector> Connectors { get; init => field = value ?? []; } = [];

    /// <inheritdoc cref="Locations.Evse.FloorLevel"/>
    public string? FloorLevel { get; init; }

    /// <inheritdoc cref="Locations.Evse.Coordinates"/>
    public GeoLocation? Coordinates { get; init; }

    /// <inheritdoc cref="Locations.Evse.PhysicalReference"/>
    public string? PhysicalReference { get; init; }

    /// <inheritdoc cref="Locations.Evse.Directions"/>
    [AllowNull]
    public IReadOnlyList<DisplayText> Directions { get; init => field = value ?? []; } = [];

    /// <inheritdoc cref="Locations.Evse.ParkingRestrictions"/>
    [AllowNull]
    public IReadOnlyList<ParkingRestriction> ParkingRestrictions { get; init => field = value ?? []; } = [];

    /// <inheritdoc cref="Locations.Evse.Images"/>
    [AllowNull]
    public IReadOnlyList<Image> Images { get; init => field = value ?? []; } = [];

    /// <inheritdoc cref="Locations.Evse.LastUpdated"/>
    public required DateTimeOffset LastUpdated { get; init; }
}
