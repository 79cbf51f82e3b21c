using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.ChargingProfiles;

/// <summary>The result of asking for the active charging profile, sent to the response URL.</summary>
/// <remarks>OCPI chapter "Charging profiles module / ActiveChargingProfileResult object".</remarks>
public sealed record ActiveChargingProfileResult : OcpiObject
{
    /// <summary>The outcome.</summary>
    public required ChargingProfileResultType Result { get; init; }

    /// <summary>The active profile, when the outcome is ACCEPTED.</summary>
    public ActiveChargingProfile? Profile { get; init; }
}
