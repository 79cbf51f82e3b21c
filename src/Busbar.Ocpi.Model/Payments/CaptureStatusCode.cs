using System.Text.Json.Serialization;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Payments;

/// <summary>How the capture of a payment went.</summary>
/// <remarks>OCPI payments package of 2.3.0, chapter "Payments module / CaptureStatusCode enum".</remarks>
[JsonConverter(typeof(OpenEnumConverter<CaptureStatusCode>))]
public readonly record struct CaptureStatusCode(string Value) : IOpenEnum<CaptureStatusCode>
{
    /// <summary>The whole amount was captured.</summary>
    public static CaptureStatusCode Success { get; } = new("SUCCESS");

    /// <summary>A part of the amount was captured.</summary>
    public static CaptureStatusCode PartialSuccess { get; } = new("PARTIAL_SUCCESS");

    /// <summary>Nothing was captured.</summary>
    public static CaptureStatusCode Failed { get; } = new("FAILED");

    /// <inheritdoc/>
    public static CaptureStatusCode From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
