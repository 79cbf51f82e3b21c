using System.Text.Json;
using System.Text.Json.Serialization;

namespace Busbar.Ocpi.Wire.Json;

/// <summary>Whole numbers. Read also as text and with a fraction of zero ("230", 230.0), as partners send them.</summary>
internal sealed class IntConverter : JsonConverter<int>
{
    public override int Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var plain))
        {
            return plain;
        }

        var value = DecimalConverter.ReadDecimal(ref reader);
        return value == decimal.Truncate(value) && value is >= int.MinValue and <= int.MaxValue
            ? (int)value
            : throw new JsonException("The number is not a whole number of 32 bits.");
    }

    public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}
