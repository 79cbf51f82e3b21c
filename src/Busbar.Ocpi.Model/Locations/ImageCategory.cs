using System.Text.Json.Serialization;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Locations;

/// <summary>What an image shows.</summary>
/// <remarks>OCPI chapter "Locations module / ImageCategory enum".</remarks>
[JsonConverter(typeof(OpenEnumConverter<ImageCategory>))]
public readonly record struct ImageCategory(string Value) : IOpenEnum<ImageCategory>
{
    /// <summary>The charge point.</summary>
    public static ImageCategory Charger { get; } = new("CHARGER");

    /// <summary>The entrance as seen from the street.</summary>
    public static ImageCategory Entrance { get; } = new("ENTRANCE");

    /// <summary>The surroundings.</summary>
    public static ImageCategory Location { get; } = new("LOCATION");

    /// <summary>The logo of the network.</summary>
    public static ImageCategory Network { get; } = new("NETWORK");

    /// <summary>The logo of the operator.</summary>
    public static ImageCategory Operator { get; } = new("OPERATOR");

    /// <summary>Something else.</summary>
    public static ImageCategory Other { get; } = new("OTHER");

    /// <summary>The logo of the owner.</summary>
    public static ImageCategory Owner { get; } = new("OWNER");

    /// <inheritdoc/>
    public static ImageCategory From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
