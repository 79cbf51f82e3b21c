using System.Diagnostics.CodeAnalysis;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Locations;

namespace Busbar.Ocpi.Model.Bookings;

/// <summary>What can be booked or is booked: one EVSE or connector, or a kind of place.</summary>
/// <remarks>OCPI bookings package of 2.3.0, chapter "Bookings module / BookingOption class".</remarks>
public sealed record BookingOption : OcpiObject
{
    /// <summary>One EVSE of the Location, or #NA while none is assigned; at most 36 characters.</summary>
    public string? EvseUid { get; init; }

    /// <summary>One of its connectors; at most 36 characters.</summary>
    public string? ConnectorId { get; init; }

    /// <summary>A parking place of the Location; at most 36 characters.</summary>
    public string? ParkingId { get; init; }

    /// <summary>Where the EVSE stands beside the vehicle.</summary>
    [AllowNull]
    public IReadOnlyList<EvsePosition> EvsePosition { get; init => field = value ?? []; } = [];

    /// <summary>The vehicles that the place is made for.</summary>
    [AllowNull]
    public IReadOnlyList<VehicleType> VehicleTypes { get; init => field = value ?? []; } = [];

    /// <summary>Socket or cable.</summary>
    [AllowNull]
    public IReadOnlyList<ConnectorFormat> ConnectorFormat { get; init => field = value ?? []; } = [];

    /// <summary>The connectors.</summary>
    [AllowNull]
    public IReadOnlyList<ConnectorType> ConnectorTypes { get; init => field = value ?? []; } = [];

    /// <summary>The kinds of power.</summary>
    [AllowNull]
    public IReadOnlyList<PowerType> PowerTypes { get; init => field = value ?? []; } = [];

    /// <summary>Heaviest vehicle, in kilograms.</summary>
    public decimal? MaxVehicleWeight { get; init; }

    /// <summary>Highest vehicle, in centimetres.</summary>
    public decimal? MaxVehicleHeight { get; init; }

    /// <summary>Longest vehicle, in centimetres.</summary>
    public decimal? MaxVehicleLength { get; init; }

    /// <summary>Widest vehicle, in centimetres.</summary>
    public decimal? MaxVehicleWidth { get; init; }

    /// <summary>Least length of the space, in centimetres.</summary>
    public decimal? MinParkingSpaceLength { get; init; }

    /// <summary>Least width of the space, in centimetres.</summary>
    public decimal? MinParkingSpaceWidth { get; init; }

    /// <summary>Whether vehicles with dangerous goods may stand there.</summary>
    public bool? DangerousGoodsAllowed { get; init; }

    /// <summary>Whether every vehicle can leave forwards without backing up.</summary>
    public bool? DriveThrough { get; init; }

    /// <summary>Whether there is power for a trailer's refrigeration.</summary>
    public bool? RefrigerationOutlet { get; init; }
}
