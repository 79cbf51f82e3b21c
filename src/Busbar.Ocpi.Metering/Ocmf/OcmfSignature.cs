using System.Security.Cryptography;
using System.Text.Json;
using Busbar.Ocpi.Metering.Keys;

namespace Busbar.Ocpi.Metering.Ocmf;

/// <summary>The signature section of a record: how the payload was signed, and the signature.</summary>
internal sealed record OcmfSignature(string Algorithm, string Encoding, string Mime, string Data)
{
    private const string DefaultAlgorithm = "ECDSA-secp256r1-SHA256";
    private const string Der = "application/x-der";

    /// <summary>Null when it holds no signature.</summary>
    public static OcmfSignature? Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        var section = document.RootElement;
        return section.ValueKind == JsonValueKind.Object && OcmfReadings.Text(section, "SD") is { } data
            ? new(OcmfReadings.Text(section, "SA") ?? DefaultAlgorithm, OcmfReadings.Text(section, "SE") ?? "hex", OcmfReadings.Text(section, "SM") ?? Der, data)
            : null;
    }

    /// <summary>The curve and the hash; null when the algorithm is not known here.</summary>
    public (EllipticCurve Curve, HashAlgorithmName Hash)? Method() =>
        Algorithm.Split('-') is ["ECDSA", var curve, var hash] && EllipticCurve.Find(curve) is { } found
            ? hash.ToUpperInvariant() switch
            {
                "SHA256" => (found, HashAlgorithmName.SHA256),
                "SHA384" => (found, HashAlgorithmName.SHA384),
                "SHA512" => (found, HashAlgorithmName.SHA512),
                _ => null,
            }
            : null;

    /// <summary>The signature's bytes; null when their encoding cannot be read.</summary>
    public byte[]? Bytes()
    {
        if (!Mime.Equals(Der, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        try
        {
            return Encoding.ToUpperInvariant() switch
            {
                "HEX" => Convert.FromHexString(Data),
                "BASE64" => Convert.FromBase64String(Data),
                _ => null,
            };
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
