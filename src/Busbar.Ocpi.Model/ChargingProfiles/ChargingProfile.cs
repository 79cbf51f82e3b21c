using System.Diagnostics.CodeAnalysis;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.ChargingProfiles;

/// <summary>How fast a vehicle may charge at most, over time.</summary>
/// <remarks>OCPI chapter "Charging profiles module / ChargingProfile class".</remarks>
public sealed record ChargingProfile : OcpiObject
{
    /// <summary>When the profile starts (UTC). Without it, it starts with the charging.</summary>
    public DateTimeOffset? StartDateTime { get; init; }

    /// <summary>Length of the profile in seconds. Without it the last stretch lasts on.</summary>
    public int? Duration { get; init; }

    /// <summary>Watts or amperes.</summary>
    public required ChargingRateUnit ChargingRateUnit { get; init; }

    /// <summary>Lowest rate at which charging still makes sense for the vehicle, in the same unit; at most one digit after the point.</summary>
    public decimal? MinChargingRate { get; init; }

    /// <summary>The stretches, in order.</summary>
    [AllowNull]
    public IReadOnlyList<ChargingProfilePeriod> ChargingProfilePeriod { get; init => field = value ?? []; } = [];
}
