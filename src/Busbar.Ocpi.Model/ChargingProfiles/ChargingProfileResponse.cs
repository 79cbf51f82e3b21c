using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.ChargingProfiles;

/// <summary>The operator's immediate answer to a request about a charging profile.</summary>
/// <remarks>OCPI chapter "Charging profiles module / ChargingProfileResponse object".</remarks>
public sealed record ChargingProfileResponse : OcpiObject
{
    /// <summary>Whether the request is passed on.</summary>
    public required ChargingProfileResponseType Result { get; init; }

    /// <summary>Seconds within which the result will come.</summary>
    public required int Timeout { get; init; }
}
