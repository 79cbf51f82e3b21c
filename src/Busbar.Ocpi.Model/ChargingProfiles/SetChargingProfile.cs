using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.ChargingProfiles;

/// <summary>Sets a charging profile on a session.</summary>
/// <remarks>OCPI chapter "Charging profiles module / SetChargingProfile object".</remarks>
public sealed record SetChargingProfile : OcpiObject
{
    /// <summary>The limits.</summary>
    public required ChargingProfile ChargingProfile { get; init; }

    /// <summary>Where the result is to be sent.</summary>
    public required string ResponseUrl { get; init; }
}
