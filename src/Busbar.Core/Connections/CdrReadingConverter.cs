using System.Text.Json;
using System.Text.Json.Serialization;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Reports;

namespace Busbar.Core.Connections;

/// <summary>Writes and reads a <see cref="CdrReading"/> where profiles are stored, so that whoever stores them need not know of prices. What is missing is as by default.</summary>
public sealed class CdrReadingConverter : JsonConverter<CdrReading>
{
    public override CdrReading Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("How CDRs are read is an object.");
        }

        return new CdrReading
        {
            Policy = root.TryGetProperty("decisions", out var decisions) ? Decisions(decisions) : Words(root),
            Tolerance = root.TryGetProperty("tolerance", out var tolerance) && tolerance.ValueKind == JsonValueKind.Number ? tolerance.GetDecimal() : CdrReading.Default.Tolerance,
        };
    }

    public override void Write(Utf8JsonWriter writer, CdrReading value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("decisions");
        PolicyWriter.Write(writer, value.Policy);
        writer.WriteNumber("tolerance", value.Tolerance);
        writer.WriteEndObject();
    }

    private static PricingPolicy Decisions(JsonElement decisions)
    {
        try
        {
            return PolicyReader.Read(decisions);
        }
        catch (FormatException unknown)
        {
            throw new JsonException(unknown.Message, unknown);
        }
    }

    /// <summary>What profiles held that were stored before they could hold every decision.</summary>
    private static PricingPolicy Words(JsonElement root)
    {
        var defaults = PricingPolicy.Default;
        return defaults with
        {
            RoundingPoint = Word(root, "rounding_point", defaults.RoundingPoint),
            RoundingMode = Word(root, "rounding_mode", defaults.RoundingMode),
            RoundingDecimals = root.TryGetProperty("rounding_decimals", out var decimals) && decimals.ValueKind == JsonValueKind.Number ? decimals.GetInt32() : null,
            FlatFees = Word(root, "flat_fees", defaults.FlatFees),
            StepScope = Word(root, "step_scope", defaults.StepScope),
        };
    }

    private static T Word<T>(JsonElement root, string name, T @default)
        where T : struct, Enum =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && Enum.TryParse<T>(value.GetString(), out var known) && Enum.IsDefined(known) ? known : @default;
}
