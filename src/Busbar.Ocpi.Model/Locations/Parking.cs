using System.Diagnostics.CodeAnalysis;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Locations;

/// <summary>A parking place, or several alike, that vehicles stand on while charging (2.3.0).</summary>
/// <remarks>OCPI chapter "Locations module / Parking class".</remarks>
public sealed record Parking : OcpiObject
{
    /// <summary>Identifies it within the Location; CiString of at most 36 characters.</summary>
    public required string Id { get; init; }

    /// <summary>What is painted on the ground or on a sign; at most 12 characters.</summary>
    public string? PhysicalReference { get; init; }

    /// <summary>The vehicles it is made for; at least one.</summary>
    [AllowNull]
    public IReadOnlyList<VehicleType> VehicleTypes { get; init => field = value ?? []; } = [];

    /// <summary>Heaviest vehicle, in kilograms.</summary>
    public decimal? MaxVehicleWeight { get; init; }

    /// <summary>Highest vehicle, in centimetres.</summary>
    public decimal? MaxVehicleHeight { get; init; }

    /// <summary>Longest vehicle, in centimetres.</summary>
    public decimal? MaxVehicleLength { get; init; }

    /// <summary>Widest vehicle, in centimetres.</summary>
    public decimal? MaxVehicleWidth { get; init; }

    /// <summary>Length of the space, in centimetres.</summary>
    public decimal? ParkingSpaceLength { get; init; }

    /// <summary>Width of the space, in centimetres.</summary>
    public decimal? ParkingSpaceWidth { get; init; }

    /// <summary>Whether vehicles with dangerous goods may stand here.</summary>
    public bool? DangerousGoodsAllowed { get; init; }

    /// <summary>How vehicles stand relative to the road.</summary>
    public ParkingDirection? Direction { get; init; }

    /// <summary>Whether every vehicle it is made for can leave forwards without backing up.</summary>
    public bool? DriveThrough { get; init; }

    /// <summary>Whether only the vehicles it is made for may stand here.</summary>
    public required bool RestrictedToType { get; init; }

    /// <summary>Whether one must reserve before coming.</summary>
    public required bool ReservationRequired { get; init; }

    /// <summary>Longest stay, in minutes.</summary>
    public decimal? TimeLimit { get; init; }

    /// <summary>Whether it has a roof.</summary>
    public bool? Roofed { get; init; }

    /// <summary>Pictures of it; expected for places for disabled people.</summary>
    [AllowNull]
    public IReadOnlyList<Image> Images { get; init => field = value ?? []; } = [];

    /// <summary>Whether it is lit.</summary>
    public bool? Lighting { get; init; }

    /// <summary>Whether there is power for a trailer's refrigeration.</summary>
    public bool? RefrigerationOutlet { get; init; }

    /// <summary>Standards it meets, for example for accessibility; each at most 36 characters.</summary>
    [AllowNull]
    public IReadOnlyList<string> Standards { get; init => field = value ?? []; } = [];

    /// <summary>Its reference in the Alliance for Parking Data Standards.</summary>
    public string? ApdsReference { get; init; }
}
