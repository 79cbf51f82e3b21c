using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.ChargingProfiles;

/// <summary>The result of clearing a charging profile, sent to the response URL.</summary>
/// <remarks>OCPI chapter "Charging profiles module / ClearProfileResult object".</remarks>
public sealed record ClearProfileResult : OcpiObject
{
    /// <summary>The outcome.</summary>
    public required ChargingProfileResultType Result { get; init; }
}
