using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.ChargingProfiles;

/// <summary>The result of setting a charging profile, sent to the response URL.</summary>
/// <remarks>OCPI chapter "Charging profiles module / ChargingProfileResult object".</remarks>
public sealed record ChargingProfileResult : OcpiObject
{
    /// <summary>The outcome.</summary>
    public required ChargingProfileResultType Result { get; init; }
}
