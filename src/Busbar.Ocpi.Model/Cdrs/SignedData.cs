using System.Diagnostics.CodeAnalysis;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Cdrs;

/// <summary>Meter values signed by the meter, so that the driver can check them.</summary>
/// <remarks>OCPI chapter "CDRs module / SignedData class".</remarks>
public sealed record SignedData : OcpiObject
{
    /// <summary>Name of the encoding; at most 36 characters.</summary>
    public required string EncodingMethod { get; init; }

    /// <summary>Version of the encoding.</summary>
    public int? EncodingMethodVersion { get; init; }

    /// <summary>Public key of the signer, Base64; at most 512 characters.</summary>
    public string? PublicKey { get; init; }

    /// <summary>The values; at least one.</summary>
    [AllowNull]
    public IReadOnlyList<SignedValue> SignedValues { get; init => field = value ?? []; } = [];

    /// <summary>Where the driver can check them; at most 512 characters.</summary>
    public string? Url { get; init; }
}
