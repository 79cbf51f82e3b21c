using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Busbar.Ocpi.Metering.Keys;

/// <summary>The public key of a meter, in whatever form it was handed over: PEM, or Base64 or hexadecimal of a SubjectPublicKeyInfo or of a bare point.</summary>
/// <remarks>OCPI chapter "CDRs module / SignedData class": public_key is Base64; what of, it leaves open.</remarks>
public sealed class MeterKey
{
    private const byte Sequence = 0x30;
    private const byte Uncompressed = 0x04;

    private readonly byte[] _bytes;

    private MeterKey(byte[] bytes)
    {
        _bytes = bytes;
        Fingerprint = Convert.ToHexStringLower(SHA256.HashData(bytes));
    }

    /// <summary>SHA-256 over the key's bytes, hexadecimal: tells keys apart and names them in reports.</summary>
    public string Fingerprint { get; }

    /// <summary>Reads a key; false when the text is none of the known forms.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out MeterKey? key)
    {
        ArgumentNullException.ThrowIfNull(text);
        key = Decode(text.Trim(), wrappings: 2) is { } bytes ? new MeterKey(bytes) : null;
        return key is not null;
    }

    /// <summary>The key on a curve; null when it is not a point of it, or this machine does not know the curve.</summary>
    /// <param name="curve">The curve that the signature is made on.</param>
    /// <exception cref="CryptographicException">The key cannot be used.</exception>
    /// <exception cref="PlatformNotSupportedException">This machine does not know the curve.</exception>
    internal ECDsa? Open(EllipticCurve curve)
    {
        var ecdsa = ECDsa.Create();
        try
        {
            if (_bytes[0] == Sequence)
            {
                ecdsa.ImportSubjectPublicKeyInfo(_bytes, out _);
            }
            else
            {
                var point = _bytes.Length == (2 * curve.Bytes) + 1 && _bytes[0] == Uncompressed ? _bytes.AsSpan(1) : _bytes;
                if (point.Length != 2 * curve.Bytes)
                {
                    ecdsa.Dispose();
                    return null;
                }

                ecdsa.ImportParameters(new ECParameters
                {
                    Curve = ECCurve.CreateFromValue(curve.Oid),
                    Q = new ECPoint { X = point[..curve.Bytes].ToArray(), Y = point[curve.Bytes..].ToArray() },
                });
            }

            if (IsOn(ecdsa, curve))
            {
                return ecdsa;
            }
        }
        catch
        {
            ecdsa.Dispose();
            throw;
        }

        ecdsa.Dispose();
        return null;
    }

    /// <summary>A curve that is given by its parameters has no name; its size must do.</summary>
    private static bool IsOn(ECDsa key, EllipticCurve curve)
    {
        var present = key.ExportParameters(includePrivateParameters: false);
        return present.Q.X!.Length == curve.Bytes && (!present.Curve.IsNamed || present.Curve.Oid.Value is null || present.Curve.Oid.Value == curve.Oid);
    }

    private static byte[]? Decode(string text, int wrappings)
    {
        if (wrappings < 0 || text.Length == 0)
        {
            return null;
        }

        if (PemEncoding.TryFind(text, out var pem))
        {
            return text[pem.Label] == "PUBLIC KEY" ? Convert.FromBase64String(text[pem.Base64Data]) : null;
        }

        var compact = string.Concat(text.Where(letter => !char.IsWhiteSpace(letter) && letter != ':'));
        var bytes = compact.Length % 2 == 0 && compact.All(char.IsAsciiHexDigit) ? Convert.FromHexString(compact) : FromBase64(compact);
        if (bytes is null or { Length: < 48 })
        {
            return null;
        }

        // Some encode the hexadecimal text or the PEM once more.
        return bytes.All(letter => letter is >= 0x20 and < 0x7F or (byte)'\n' or (byte)'\r') ? Decode(Encoding.ASCII.GetString(bytes).Trim(), wrappings - 1) : bytes;
    }

    private static byte[]? FromBase64(string text)
    {
        var bytes = new byte[text.Length];
        var padded = text.Replace('-', '+').Replace('_', '/').TrimEnd('=');
        return Convert.TryFromBase64String(padded.PadRight((padded.Length + 3) / 4 * 4, '='), bytes, out var length) ? bytes[..length] : null;
    }
}
