using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Busbar.Ocpi.Translation.Common;
using Busbar.Ocpi.Wire.Validation;

namespace Busbar.Commands;

/// <summary>Writes losses as lines of JSON, one each.</summary>
internal static class LossLines
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(TextWriter error, string pointer, TranslationResult result)
    {
        foreach (var loss in result.Losses)
        {
            Line(error, pointer + loss.Path, loss.Rule, loss.Kind.ToString().ToLowerInvariant(), loss.Message, loss.PriceRelevant);
        }

        if (result.Withheld is { } reason)
        {
            Line(error, pointer, null, "withheld", reason);
        }
    }

    /// <summary>Says why an object is not translated at all.</summary>
    public static void WriteFault(TextWriter error, string pointer, Finding fault) => Line(error, pointer + fault.Path, fault.Rule, "refused", fault.Message);

    private static void Line(TextWriter error, string path, string? rule, string kind, string message, bool priceRelevant = false)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("path", path);
            json.WriteString("rule", rule);
            json.WriteString("kind", kind);
            json.WriteString("message", message);
            if (priceRelevant)
            {
                json.WriteBoolean("price_relevant", true);
            }

            json.WriteEndObject();
        }

        error.WriteLine(Encoding.UTF8.GetString(buffer.ToArray()));
    }
}
