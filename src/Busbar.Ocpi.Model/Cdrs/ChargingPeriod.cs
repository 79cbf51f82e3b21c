using System.Diagnostics.CodeAnalysis;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Cdrs;

/// <summary>A part of a session in which nothing that matters for the price changed.</summary>
/// <remarks>OCPI chapter "CDRs module / ChargingPeriod class".</remarks>
public sealed record ChargingPeriod : OcpiObject
{
    /// <summary>When it started (UTC); it lasts until the next period starts, or the session ends.</summary>
    public required DateTimeOffset StartDateTime { get; init; }

    /// <summary>What was used in it; at least one.</summary>
    [AllowNull]
    public IReadOnlyList<CdrDimension> Dimensions { get; init => field = value ?? []; } = [];

    /// <summary>The tariff that counts for it; when absent, none does. At most 36 characters.</summary>
    public string? TariffId { get; init; }
}
