using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Cdrs;

/// <summary>One signed meter value.</summary>
/// <remarks>OCPI chapter "CDRs module / SignedValue class".</remarks>
public sealed record SignedValue : OcpiObject
{
    /// <summary>Which moment it is of: Start, End, Intermediate or another; at most 32 characters.</summary>
    public required string Nature { get; init; }

    /// <summary>The value in clear; at most 5000 characters.</summary>
    public required string PlainData { get; init; }

    /// <summary>The value with its signature, Base64; at most 5000 characters.</summary>
    public required string SignedData { get; init; }
}
