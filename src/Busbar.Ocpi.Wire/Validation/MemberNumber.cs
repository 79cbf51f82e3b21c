using System.Text.Json;

namespace Busbar.Ocpi.Wire.Validation;

/// <summary>Reads one number out of a nested object.</summary>
internal static class MemberNumber
{
    public static bool TryRead(ReadOnlySpan<byte> json, ReadOnlySpan<byte> name, out decimal value)
    {
        value = 0;
        if (json.IsEmpty || json[0] != '{')
        {
            return false;
        }

        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && reader.ValueTextEquals(name))
            {
                reader.Read();
                return reader.TokenType is JsonTokenType.Number or JsonTokenType.String && ObjectView.TryNumberOf(reader.ValueSpan, out value);
            }
        }

        return false;
    }
}
