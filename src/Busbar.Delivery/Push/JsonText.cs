using System.Text.Json;

namespace Busbar.Delivery.Push;

/// <summary>Reads a single text of a document.</summary>
internal static class JsonText
{
    /// <summary>The text of a member of the object, when it is the expected one in another spelling.</summary>
    public static string Spelling(ReadOnlyMemory<byte> json, string member, string expected)
    {
        if (json.IsEmpty)
        {
            return expected;
        }

        var reader = new Utf8JsonReader(json.Span);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals(member);
            reader.Read();
            if (found)
            {
                return reader.TokenType == JsonTokenType.String
                    && reader.GetString() is { } text && text.Equals(expected, StringComparison.OrdinalIgnoreCase)
                    ? text
                    : expected;
            }

            reader.Skip();
        }

        return expected;
    }
}
