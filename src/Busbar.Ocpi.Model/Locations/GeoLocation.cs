using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Locations;

/// <summary>A point on the earth (WGS 84).</summary>
/// <remarks>OCPI chapter "Locations module / GeoLocation class". The coordinates are text so that every digit stays as the owner wrote it.</remarks>
public sealed record GeoLocation : OcpiObject
{
    /// <summary>Degrees north, with a decimal point and five to seven decimals.</summary>
    public required string Latitude { get; init; }

    /// <summary>Degrees east, with a decimal point and five to seven decimals.</summary>
    public required string Longitude { get; init; }
}
