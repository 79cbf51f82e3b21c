using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Locations;

/// <summary>A further point of a Location, such as an entrance.</summary>
/// <remarks>OCPI chapter "Locations module / AdditionalGeoLocation class".</remarks>
public sealed record AdditionalGeoLocation : OcpiObject
{
    /// <summary>Degrees north, with a decimal point and five to seven decimals.</summary>
    public required string Latitude { get; init; }

    /// <summary>Degrees east, with a decimal point and five to seven decimals.</summary>
    public required string Longitude { get; init; }

    /// <summary>What is there.</summary>
    public DisplayText? Name { get; init; }
}
