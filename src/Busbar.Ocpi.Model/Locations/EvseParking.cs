using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Locations;

/// <summary>Links an EVSE to one of the Location's parking places (2.3.0).</summary>
/// <remarks>OCPI chapter "Locations module / EVSEParking class".</remarks>
public sealed record EvseParking : OcpiObject
{
    /// <summary>Id of the parking place within the Location; at most 36 characters.</summary>
    public required string ParkingId { get; init; }

    /// <summary>Where the EVSE is as seen from there.</summary>
    public EvsePosition? EvsePosition { get; init; }
}
