using System.Text.Json;

namespace Busbar.Core.Objects;

/// <summary>Reads one member of an object without reading the rest of it.</summary>
public static class TextMember
{
    /// <summary>The text of a member at the top level; null when there is none, or when it is no text.</summary>
    public static string? Read(ReadOnlySpan<byte> utf8, string name)
    {
        var reader = new Utf8JsonReader(utf8);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals(name);
            reader.Read();
            if (found)
            {
                return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            }

            reader.Skip();
        }

        return null;
    }
}
