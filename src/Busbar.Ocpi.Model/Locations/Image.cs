using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Locations;

/// <summary>A picture at a URL.</summary>
/// <remarks>OCPI chapter "Locations module / Image class".</remarks>
public sealed record Image : OcpiObject
{
    /// <summary>Where the image is.</summary>
    public required string Url { get; init; }

    /// <summary>Where a small version of it is.</summary>
    public string? Thumbnail { get; init; }

    /// <summary>What it shows.</summary>
    public required ImageCategory Category { get; init; }

    /// <summary>Its format: gif, jpeg, png or svg; at most 4 characters.</summary>
    public required string Type { get; init; }

    /// <summary>Full width in pixels; at most five digits.</summary>
    public int? Width { get; init; }

    /// <summary>Full height in pixels; at most five digits.</summary>
    public int? Height { get; init; }
}
