using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Locations;

namespace Busbar.Ocpi.Model.Cdrs;

/// <summary>Where a session took place, as it was when it started.</summary>
/// <remarks>OCPI chapter "CDRs module / CdrLocation class".</remarks>
public sealed record CdrLocation : OcpiObject
{
    /// <summary>The Location's id; at most 36 characters.</summary>
    public required string Id { get; init; }

    /// <summary>Its name; at most 255 characters.</summary>
    public string? Name { get; init; }

    /// <summary>Street and house number; at most 45 characters.</summary>
    public required string Address { get; init; }

    /// <summary>Town; at most 45 characters.</summary>
    public required string City { get; init; }

    /// <summary>Postal code; at most 10 characters.</summary>
    public string? PostalCode { get; init; }

    /// <summary>State or province; at most 20 characters.</summary>
    public string? State { get; init; }

    /// <summary>Country, ISO 3166-1 alpha-3.</summary>
    public required string Country { get; init; }

    /// <summary>Where it is.</summary>
    public required GeoLocation Coordinates { get; init; }

    /// <summary>The EVSE's uid; "#NA" for a reservation that never became a session. At most 36 characters.</summary>
    public required string EvseUid { get; init; }

    /// <summary>The EVSE's public id; at most 48 characters.</summary>
    public required string EvseId { get; init; }

    /// <summary>The connector's id; at most 36 characters.</summary>
    public required string ConnectorId { get; init; }

    /// <summary>The connector's standard.</summary>
    public required ConnectorType ConnectorStandard { get; init; }

    /// <summary>Socket or cable.</summary>
    public required ConnectorFormat ConnectorFormat { get; init; }

    /// <summary>How it delivers power.</summary>
    public required PowerType ConnectorPowerType { get; init; }
}
