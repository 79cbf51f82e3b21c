using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Busbar.Ocpi.Wire.Json;

/// <summary>Exact decimal numbers; the digits after the point stay as they were written. Read also as text.</summary>
internal sealed class DecimalConverter : JsonConverter<decimal>
{
    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => ReadDecimal(ref reader);

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) => writer.WriteNumberValue(value);

    internal static decimal ReadDecimal(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetDecimal(out var number))
        {
            return number;
        }

        if (reader.TokenType == JsonTokenType.String
            && decimal.TryParse(
                reader.GetString(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var quoted))
        {
            return quoted;
        }

        throw new JsonException($"Expected a number that fits 28 digits, found {reader.TokenType}.");
    }
}
