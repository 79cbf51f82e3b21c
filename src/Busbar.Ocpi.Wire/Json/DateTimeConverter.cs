using System.Text.Json;
using System.Text.Json.Serialization;
using Busbar.Ocpi.Wire.Common;

namespace Busbar.Ocpi.Wire.Json;

/// <summary>Times on the wire by the rules of <see cref="OcpiDateTime"/>.</summary>
internal sealed class DateTimeConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException($"A DateTime is a JSON string, not {reader.TokenType}.");
        }

        DateTimeOffset value;
        var read = reader.HasValueSequence || reader.ValueIsEscaped
            ? OcpiDateTime.TryParse(reader.GetString(), out value)
            : OcpiDateTime.TryParse(reader.ValueSpan, out value, out _);
        return read ? value : throw new JsonException("The text is not a DateTime (expected the form 2025-01-31T12:00:00Z).");
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(OcpiDateTime.Format(value));
}
