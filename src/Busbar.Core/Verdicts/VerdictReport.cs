using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Busbar.Core.Objects;
using Busbar.Ocpi.Metering.Reports;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Pricing.Reports;

namespace Busbar.Core.Verdicts;

/// <summary>Writes what checking a CDR found as the JSON that is stored with its verdict.</summary>
internal static class VerdictReport
{
    public static string Write(ObjectKey cdr, CheckedCdr found)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("id", cdr.Id);
            json.WriteString("version", found.Version.Number());
            json.WriteString("time_zone", found.Verdict?.Result.TimeZone?.Id);
            json.WriteString("tariffs_from", found.Origin switch { TariffOrigin.Cdr => "CDR", TariffOrigin.History => "HISTORY", _ => "NONE" });
            json.WriteStartArray("tariff_hashes");
            foreach (var hash in found.TariffHashes)
            {
                json.WriteStringValue(hash);
            }

            json.WriteEndArray();
            if (found.Problem is not null)
            {
                json.WriteString("problem", found.Problem);
            }

            if (found.Verdict is { } verdict)
            {
                ReportWriter.Write(json, verdict);
            }
            else
            {
                json.WriteString("verdict", "NOT_CHECKABLE");
            }

            if (found.Signed is { } signed)
            {
                json.WritePropertyName("signed_data");
                SignedDataWriter.Write(json, signed);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
