using System.Text;
using Busbar.Ocpi.Metering.Keys;
using Busbar.Ocpi.Metering.Ocmf;
using Busbar.Ocpi.Model.Cdrs;

namespace Busbar.Ocpi.Metering.Cdrs;

/// <summary>Verifies the signed data of a CDR and compares the CDR with it.</summary>
/// <remarks>OCPI chapter "CDRs module / SignedData class". OCMF is verified; of other formats it is said that they are not.</remarks>
public static class SignedDataCheck
{
    private const string Format = "OCMF";

    /// <summary>The report; null when the CDR has no signed data.</summary>
    /// <param name="cdr">The CDR.</param>
    /// <param name="registered">The key that the operator registered for the meter; null when there is none and the CDR's own must do.</param>
    /// <param name="tolerance">How far the CDR may be from the readings.</param>
    public static SignedDataReport? Check(Cdr cdr, MeterKey? registered = null, MeterTolerance? tolerance = null)
    {
        ArgumentNullException.ThrowIfNull(cdr);
        if (cdr.SignedData is not { } signed)
        {
            return null;
        }

        var stated = signed.PublicKey is { } text && MeterKey.TryRead(text, out var read) ? read : null;
        var key = registered ?? stated;
        var values = new List<SignedValueReport>();
        var records = new List<OcmfRecord>();
        foreach (var value in signed.SignedValues)
        {
            var record = signed.EncodingMethod.StartsWith(Format, StringComparison.OrdinalIgnoreCase) || Carries(value) ? Read(value) : null;
            if (record is not null)
            {
                records.Add(record);
            }

            values.Add(new(value.Nature, Judge(signed, record, key, value), record?.Readings ?? []));
        }

        var findings = new List<MeterFinding>();
        if (registered is not null && stated is not null && registered.Fingerprint != stated.Fingerprint)
        {
            findings.Add(new(MeterFindingCodes.OtherKey, "The public key in the CDR is not the registered one; the registered one was used."));
        }

        var energy = records.Count > 0 ? MeterComparison.Compare(cdr, records, tolerance ?? MeterTolerance.Default, findings) : null;
        return new SignedDataReport
        {
            State = values.Any(value => value.Result.State == SignatureState.Failed) ? SignatureState.Failed
                : values.Count > 0 && values.All(value => value.Result.State == SignatureState.Verified) ? SignatureState.Verified
                : SignatureState.NotVerifiable,
            Format = signed.EncodingMethod,
            Key = key is null ? null : registered is not null ? KeySource.Register : KeySource.Cdr,
            KeyFingerprint = key?.Fingerprint,
            Values = values,
            Findings = findings,
            Energy = energy,
        };
    }

    private static SignatureResult Judge(SignedData signed, OcmfRecord? record, MeterKey? key, SignedValue value)
    {
        if (record is not null)
        {
            return key is not null ? OcmfVerification.Verify(record, key)
                : signed.PublicKey is not null ? new(SignatureState.NotVerifiable, SignatureReasons.KeyUnreadable, "The public key is in no known form.")
                : new(SignatureState.NotVerifiable, SignatureReasons.NoKey, "There is no public key, neither in the CDR nor in the register.");
        }

        return signed.EncodingMethod.StartsWith(Format, StringComparison.OrdinalIgnoreCase) || Carries(value)
            ? new(SignatureState.NotVerifiable, SignatureReasons.DataUnreadable, "The data claims to be OCMF and cannot be read.")
            : new(SignatureState.NotVerifiable, SignatureReasons.FormatNotSupported, $"The format {signed.EncodingMethod} cannot be verified here; OCMF can.");
    }

    private static bool Carries(SignedValue value) => Texts(value).Any(OcmfRecord.Looks);

    /// <summary>The whole record in either member, as it is or in Base64; or the payload in one and the signature in the other.</summary>
    private static OcmfRecord? Read(SignedValue value)
    {
        foreach (var text in Texts(value))
        {
            if (OcmfRecord.TryRead(text, out var record))
            {
                return record;
            }
        }

        foreach (var payload in Forms(value.PlainData).Where(text => text.StartsWith('{')))
        {
            foreach (var signature in Forms(value.SignedData).Where(text => text.StartsWith('{')))
            {
                if (OcmfRecord.Of(Encoding.UTF8.GetBytes(payload), signature) is { } record)
                {
                    return record;
                }
            }
        }

        return null;
    }

    private static IEnumerable<string> Texts(SignedValue value) => [.. Forms(value.SignedData), .. Forms(value.PlainData)];

    private static IEnumerable<string> Forms(string text)
    {
        yield return text.Trim();
        var bytes = new byte[text.Length];
        if (Convert.TryFromBase64String(text, bytes, out var length) && length > 0)
        {
            yield return Encoding.UTF8.GetString(bytes.AsSpan(0, length)).Trim();
        }
    }
}
