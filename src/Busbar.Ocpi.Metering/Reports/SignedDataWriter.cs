using System.Text.Json;
using Busbar.Ocpi.Metering.Cdrs;
using Busbar.Ocpi.Metering.Ocmf;

namespace Busbar.Ocpi.Metering.Reports;

/// <summary>Writes a report on signed data as JSON, byte for byte the same for the same report.</summary>
public static class SignedDataWriter
{
    /// <summary>How a state is spelt in documents.</summary>
    public static string Name(SignatureState state) => state switch
    {
        SignatureState.Verified => "VERIFIED",
        SignatureState.Failed => "FAILED",
        _ => "NOT_VERIFIABLE",
    };

    /// <summary>Writes the report as one object.</summary>
    public static void Write(Utf8JsonWriter json, SignedDataReport report)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(report);
        json.WriteStartObject();
        json.WriteString("state", Name(report.State));
        json.WriteString("format", report.Format);
        json.WriteString("key", report.Key switch { KeySource.Cdr => "CDR", KeySource.Register => "REGISTER", _ => null });
        json.WriteString("key_fingerprint", report.KeyFingerprint);
        if (report.Energy is { } energy)
        {
            json.WriteNumber("energy_kwh", energy);
        }

        json.WriteStartArray("values");
        foreach (var value in report.Values)
        {
            json.WriteStartObject();
            json.WriteString("nature", value.Nature);
            json.WriteString("state", Name(value.Result.State));
            json.WriteString("reason", value.Result.Reason);
            json.WriteString("message", value.Result.Message);
            json.WriteNumber("readings", value.Readings.Count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("findings");
        foreach (var finding in report.Findings)
        {
            json.WriteStartObject();
            json.WriteString("code", finding.Code);
            json.WriteString("message", finding.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
