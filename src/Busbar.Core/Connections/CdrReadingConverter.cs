using System.Text.Json;
using System.Text.Json.Serialization;

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

        var defaults = CdrReading.Default;
        return new CdrReading
        {
            RoundingPoint = Word(root, "rounding_point", defaults.RoundingPoint),
            RoundingMode = Word(root, "rounding_mode", defaults.RoundingMode),
            RoundingDecimals = root.TryGetProperty("rounding_decimals", out var decimals) && decimals.ValueKind == JsonValueKind.Number ? decimals.GetInt32() : null,
            FlatFees = Word(root, "flat_fees", defaults.FlatFees),
            StepScope = Word(root, "step_scope", defaults.StepScope),
            Tolerance = root.TryGetProperty("tolerance", out var tolerance) && tolerance.ValueKind == JsonValueKind.Number ? tolerance.GetDecimal() : defaults.Tolerance,
        };
    }

    public override void Write(Utf8JsonWriter writer, CdrReading value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("rounding_point", value.RoundingPoint.ToString());
        writer.WriteString("rounding_mode", value.RoundingMode.ToString());
        if (value.RoundingDecimals is { } decimals)
        {
            writer.WriteNumber("rounding_decimals", decimals);
        }

        writer.WriteString("flat_fees", value.FlatFees.ToString());
        writer.WriteString("step_scope", value.StepScope.ToString());
        writer.WriteNumber("tolerance", value.Tolerance);
        writer.WriteEndObject();
    }

    private static T Word<T>(JsonElement root, string name, T @default)
        where T : struct, Enum =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && Enum.TryParse<T>(value.GetString(), out var known) && Enum.IsDefined(known) ? known : @default;
}
