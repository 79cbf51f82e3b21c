using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.ChargingProfiles;

/// <summary>A stretch of a charging profile with one limit.</summary>
/// <remarks>OCPI chapter "Charging profiles module / ChargingProfilePeriod class".</remarks>
public sealed record ChargingProfilePeriod : OcpiObject
{
    /// <summary>Seconds from the start of the profile to the start of this stretch, which ends the one before.</summary>
    public required int StartPeriod { get; init; }

    /// <summary>Highest rate during the stretch, in the profile's unit; at most one digit after the point.</summary>
    public required decimal Limit { get; init; }
}
