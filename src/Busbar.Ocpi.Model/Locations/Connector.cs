using System.Diagnostics.CodeAnalysis;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Locations;

/// <summary>A socket or cable of an EVSE. An EVSE serves one of its connectors at a time.</summary>
/// <remarks>OCPI chapter "Locations module / Connector object".</remarks>
public sealed record Connector : OcpiObject
{
    /// <summary>Identifies it within the EVSE; CiString of at most 36 characters.</summary>
    public required string Id { get; init; }

    /// <summary>The standard it follows.</summary>
    public required ConnectorType Standard { get; init; }

    /// <summary>Whether it is a socket or a cable.</summary>
    public required ConnectorFormat Format { get; init; }

    /// <summary>How it delivers power.</summary>
    public required PowerType PowerType { get; init; }

    /// <summary>Highest voltage, in volts; line to neutral for three-phase AC.</summary>
    public required int MaxVoltage { get; init; }

    /// <summary>Highest current, in amperes.</summary>
    public required int MaxAmperage { get; init; }

    /// <summary>Highest power, in watts; given when it is lower than voltage times current allow.</summary>
    public int? MaxElectricPower { get; init; }

    /// <summary>
    /// Ids of the tariffs that may apply here; each at most 36 characters. No tariff means that the price is unknown, not that charging is
    /// free.
    /// </summary>
    [AllowNull]
    public IReadOnlyList<string> TariffIds { get; init => field = value ?? []; } = [];

    /// <summary>URL of the operator's terms.</summary>
    public string? TermsAndConditions { get; init; }

    /// <summary>What it can do (2.3.0).</summary>
    [AllowNull]
    public IReadOnlyList<ConnectorCapability> Capabilities { get; init => field = value ?? []; } = [];

    /// <summary>When it was last changed (UTC).</summary>
    public required DateTimeOffset LastUpdated { get; init; }
}
