using System.Security.Cryptography;
using Busbar.Ocpi.Metering.Keys;

namespace Busbar.Ocpi.Metering.Ocmf;

/// <summary>Verifies the signature of a record with the public key of its meter.</summary>
public static class OcmfVerification
{
    /// <summary>Whether the payload is what the meter signed.</summary>
    public static SignatureResult Verify(OcmfRecord record, MeterKey key)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(key);
        var algorithm = record.Signature.Algorithm;
        if (record.Signature.Method() is not var (curve, hash))
        {
            return new(SignatureState.NotVerifiable, SignatureReasons.AlgorithmUnknown, $"The algorithm {algorithm} is not known.");
        }

        if (record.Signature.Bytes() is not { } signature)
        {
            return new(SignatureState.NotVerifiable, SignatureReasons.SignatureUnreadable, "The signature's encoding cannot be read.");
        }

        try
        {
            using var ecdsa = key.Open(curve);
            return ecdsa is null
                ? new(SignatureState.NotVerifiable, SignatureReasons.KeyOfOtherCurve, $"The key is none of the curve {curve.Name}, which the record was signed on.")
                : ecdsa.VerifyData(record.Payload, signature, hash, DSASignatureFormat.Rfc3279DerSequence)
                    ? new(SignatureState.Verified, null, $"The meter's signature is right ({algorithm}).")
                    : new(SignatureState.Failed, SignatureReasons.SignatureWrong, "The signature does not belong to these readings and this key.");
        }
        catch (PlatformNotSupportedException)
        {
            return new(SignatureState.NotVerifiable, SignatureReasons.CurveNotSupported, $"This machine does not know the curve {curve.Name}.");
        }
        catch (CryptographicException)
        {
            return new(SignatureState.NotVerifiable, SignatureReasons.KeyUnusable, "The public key cannot be used.");
        }
    }
}

/// <summary>What came of verifying a signature.</summary>
/// <param name="State">The outcome.</param>
/// <param name="Reason">Why it is not verified; see <see cref="SignatureReasons"/>. Null when it is.</param>
/// <param name="Message">The same in words.</param>
public sealed record SignatureResult(SignatureState State, string? Reason, string Message);

/// <summary>Whether signed data is what a meter signed.</summary>
public enum SignatureState
{
    /// <summary>It is.</summary>
    Verified,

    /// <summary>It is not.</summary>
    Failed,

    /// <summary>Nobody can tell.</summary>
    NotVerifiable,
}

/// <summary>Why signed data is not verified.</summary>
public static class SignatureReasons
{
    /// <summary>The data is in another format than OCMF.</summary>
    public const string FormatNotSupported = "FORMAT_NOT_SUPPORTED";

    /// <summary>The data claims to be OCMF and cannot be read.</summary>
    public const string DataUnreadable = "DATA_UNREADABLE";

    /// <summary>The algorithm is not known.</summary>
    public const string AlgorithmUnknown = "ALGORITHM_UNKNOWN";

    /// <summary>The signature's encoding cannot be read.</summary>
    public const string SignatureUnreadable = "SIGNATURE_UNREADABLE";

    /// <summary>The signature does not belong to the data and the key.</summary>
    public const string SignatureWrong = "SIGNATURE_WRONG";

    /// <summary>There is no public key, neither in the CDR nor in the register.</summary>
    public const string NoKey = "NO_KEY";

    /// <summary>The public key is in no known form.</summary>
    public const string KeyUnreadable = "KEY_UNREADABLE";

    /// <summary>The public key is of another curve than the signature.</summary>
    public const string KeyOfOtherCurve = "KEY_OF_OTHER_CURVE";

    /// <summary>The public key is no point of its curve.</summary>
    public const string KeyUnusable = "KEY_UNUSABLE";

    /// <summary>This machine does not know the curve.</summary>
    public const string CurveNotSupported = "CURVE_NOT_SUPPORTED";
}
