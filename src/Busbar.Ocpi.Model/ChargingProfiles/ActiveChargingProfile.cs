using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.ChargingProfiles;

/// <summary>The limits that a charge point really keeps to for a session, all profiles taken together.</summary>
/// <remarks>OCPI chapter "Charging profiles module / ActiveChargingProfile class".</remarks>
public sealed record ActiveChargingProfile : OcpiObject
{
    /// <summary>When it was worked out (UTC); the stretches count from here.</summary>
    public required DateTimeOffset StartDateTime { get; init; }

    /// <summary>The limits.</summary>
    public required ChargingProfile ChargingProfile { get; init; }
}
