using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace Busbar.Ocpi.Metering.Ocmf;

/// <summary>A record in the Open Charge Metering Format: "OCMF|payload|signature", where the signature is over the payload's own bytes.</summary>
public sealed class OcmfRecord
{
    private static readonly byte[] Header = "OCMF|"u8.ToArray();

    private OcmfRecord(byte[] payload, OcmfSignature signature, string? meter, IReadOnlyList<OcmfReading> readings)
    {
        Payload = payload;
        Signature = signature;
        MeterSerial = meter;
        Readings = readings;
    }

    /// <summary>The serial number of the meter.</summary>
    public string? MeterSerial { get; }

    /// <summary>The readings, in their order.</summary>
    public IReadOnlyList<OcmfReading> Readings { get; }

    internal byte[] Payload { get; }

    internal OcmfSignature Signature { get; }

    /// <summary>Whether a text claims to be such a record.</summary>
    public static bool Looks(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.StartsWith("OCMF|", StringComparison.Ordinal);
    }

    /// <summary>Reads a record; false when the text is none.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out OcmfRecord? record)
    {
        ArgumentNullException.ThrowIfNull(text);
        var utf8 = Encoding.UTF8.GetBytes(text.Trim());
        record = null;
        if (!utf8.AsSpan().StartsWith(Header))
        {
            return false;
        }

        try
        {
            // A bar may stand inside a text of the payload: its end is where its JSON ends.
            var rest = utf8.AsSpan(Header.Length);
            var reader = new Utf8JsonReader(rest, new JsonReaderOptions { AllowMultipleValues = true });
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            reader.Skip();
            var end = (int)reader.BytesConsumed;
            if (end >= rest.Length || rest[end] != (byte)'|')
            {
                return false;
            }

            record = Of(rest[..end].ToArray(), Encoding.UTF8.GetString(rest[(end + 1)..]));
            return record is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>A record whose payload and signature were handed over apart; null when they are none.</summary>
    /// <param name="payload">The payload as it was signed.</param>
    /// <param name="signature">The signature section, a JSON object.</param>
    internal static OcmfRecord? Of(byte[] payload, string signature)
    {
        try
        {
            using var document = JsonDocument.Parse(payload);
            return document.RootElement.ValueKind == JsonValueKind.Object && OcmfSignature.Read(signature) is { } read
                ? new(payload, read, OcmfReadings.Text(document.RootElement, "MS"), OcmfReadings.Of(document.RootElement))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
