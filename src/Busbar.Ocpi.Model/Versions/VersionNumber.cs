using System.Text.Json.Serialization;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Versions;

/// <summary>The number of an OCPI version, as listed by a platform. Versions this library does not speak keep their text.</summary>
/// <remarks>OCPI chapter "Versions module / VersionNumber enum".</remarks>
[JsonConverter(typeof(OpenEnumConverter<VersionNumber>))]
public readonly record struct VersionNumber(string Value) : IOpenEnum<VersionNumber>
{
    /// <summary>OCPI 2.0.</summary>
    public static VersionNumber V20 { get; } = new("2.0");

    /// <summary>OCPI 2.1, replaced by 2.1.1.</summary>
    public static VersionNumber V21 { get; } = new("2.1");

    /// <summary>OCPI 2.1.1.</summary>
    public static VersionNumber V211 { get; } = new("2.1.1");

    /// <summary>OCPI 2.2, replaced by 2.2.1.</summary>
    public static VersionNumber V22 { get; } = new("2.2");

    /// <summary>OCPI 2.2.1.</summary>
    public static VersionNumber V221 { get; } = new("2.2.1");

    /// <summary>OCPI 2.3.0.</summary>
    public static VersionNumber V230 { get; } = new("2.3.0");

    /// <inheritdoc/>
    public static VersionNumber From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
