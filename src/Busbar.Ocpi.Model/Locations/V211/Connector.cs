using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Locations.V211;

/// <summary>A socket or cable of an EVSE, in the shape of OCPI 2.1.1: one tariff at most, and no power beside voltage and current.</summary>
/// <remarks>OCPI chapter "Locations module / Connector object (2.1.1)".</remarks>
public sealed record Connector : OcpiObject
{
    /// <summary>Identifies it within the EVSE; at most 36 characters.</summary>
    public required string Id { get; init; }

    /// <inheritdoc cref="Locations.Connector.Standard"/>
    public required ConnectorType Standard { get; init; }

    /// <inheritdoc cref="Locations.Connector.Format"/>
    public required ConnectorFormat Format { get; init; }

    /// <inheritdoc cref="Locations.Connector.PowerType"/>
    public required PowerType PowerType { get; init; }

    /// <inheritdoc cref="Locations.Connector.MaxVoltage"/>
    public required int Voltage { get; init; }

    /// <inheritdoc cref="Locations.Connector.MaxAmperage"/>
    public required int Amperage { get; init; }

    /// <summary>Id of the tariff that applies here; at most 36 characters. No tariff means that the price is unknown, not that charging is free.</summary>
    public string? TariffId { get; init; }

    /// <inheritdoc cref="Locations.Connector.TermsAndConditions"/>
    public string? TermsAndConditions { get; init; }

    /// <inheritdoc cref="Locations.Connector.LastUpdated"/>
    public required DateTimeOffset LastUpdated { get; init; }
}
