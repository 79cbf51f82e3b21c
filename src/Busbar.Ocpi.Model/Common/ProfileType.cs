using System.Text.Json.Serialization;

namespace Busbar.Ocpi.Model.Common;

/// <summary>How a driver would like a session to be charged.</summary>
/// <remarks>OCPI chapter "Sessions module / ProfileType enum".</remarks>
[JsonConverter(typeof(OpenEnumConverter<ProfileType>))]
public readonly record struct ProfileType(string Value) : IOpenEnum<ProfileType>
{
    /// <summary>As cheaply as possible.</summary>
    public static ProfileType Cheap { get; } = new("CHEAP");

    /// <summary>As fast as possible.</summary>
    public static ProfileType Fast { get; } = new("FAST");

    /// <summary>With as much renewable energy as possible.</summary>
    public static ProfileType Green { get; } = new("GREEN");

    /// <summary>As the charge point does it by itself.</summary>
    public static ProfileType Regular { get; } = new("REGULAR");

    /// <inheritdoc/>
    public static ProfileType From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
