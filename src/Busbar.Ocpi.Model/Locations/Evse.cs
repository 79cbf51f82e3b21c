using System.Diagnostics.CodeAnalysis;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Locations;

/// <summary>The part of a Location that charges one vehicle at a time.</summary>
/// <remarks>OCPI chapter "Locations module / EVSE object".</remarks>
public sealed record Evse : OcpiObject
{
    /// <summary>Identifies it in the operator's platform, forever and technically; CiString of at most 36 characters.</summary>
    public required string Uid { get; init; }

    /// <summary>Its public id by eMI3/IDACS, for example "NL*ABC*E1"; at most 48 characters.</summary>
    public string? EvseId { get; init; }

    /// <summary>What it is doing.</summary>
    public required Status Status { get; init; }

    /// <summary>What it is planned to do; for information only.</summary>
    [AllowNull]
    public IReadOnlyList<StatusSchedule> StatusSchedule { get; init => field = value ?? []; } = [];

    /// <summary>What it can do.</summary>
    [AllowNull]
    public IReadOnlyList<Capability> Capabilities { get; init => field = value ?? []; } = [];

    /// <summary>Its connectors; at least one, also when it has been removed.</summary>
    [AllowNull]
    public IReadOnlyList<Connector> Connectors { get; init => field = value ?? []; } = [];

    /// <summary>The floor, in local counting; at most 4 characters.</summary>
    public string? FloorLevel { get; init; }

    /// <summary>Where it is, when that differs from the Location.</summary>
    public GeoLocation? Coordinates { get; init; }

    /// <summary>What is printed on it; at most 16 characters.</summary>
    public string? PhysicalReference { get; init; }

    /// <summary>How to find it.</summary>
    [AllowNull]
    public IReadOnlyList<DisplayText> Directions { get; init => field = value ?? []; } = [];

    /// <summary>Who may park here.</summary>
    [AllowNull]
    public IReadOnlyList<ParkingRestriction> ParkingRestrictions { get; init => field = value ?? []; } = [];

    /// <summary>The parking places it serves (2.3.0).</summary>
    [AllowNull]
    public IReadOnlyList<EvseParking> Parking { get; init => field = value ?? []; } = [];

    /// <summary>Pictures of it.</summary>
    [AllowNull]
    public IReadOnlyList<Image> Images { get; init => field = value ?? []; } = [];

    /// <summary>Names of the eMSPs whose contracts are accepted here; each at most 50 characters (2.3.0).</summary>
    [AllowNull]
    public IReadOnlyList<string> AcceptedServiceProviders { get; init => field = value ?? []; } = [];

    /// <summary>When it, or one of its connectors, was last changed (UTC).</summary>
    public required DateTimeOffset LastUpdated { get; init; }
}
