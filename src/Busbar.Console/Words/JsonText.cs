using System.Text;
using System.Text.Json;

namespace Busbar.Console.Words;

/// <summary>A document for people: indented, in pieces that say what they are. Every value stays as it was written.</summary>
internal static class JsonText
{
    /// <param name="Text">A part of the document.</param>
    /// <param name="Class">k a name, s a text, v another value; null for what stands between.</param>
    internal readonly record struct Piece(string Text, string? Class);

    /// <summary>What is no JSON, or was cut, comes as it is, in one piece.</summary>
    public static IReadOnlyList<Piece> Read(string text)
    {
        var pieces = new List<Piece>();
        var between = new StringBuilder();
        var utf8 = Encoding.UTF8.GetBytes(text);
        try
        {
            var reader = new Utf8JsonReader(utf8);
            var first = true;
            var named = false;
            while (reader.Read())
            {
                var end = reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray;
                if (!named && !(end && first))
                {
                    if (!first && !end)
                    {
                        between.Append(',');
                    }

                    if (pieces.Count > 0 || between.Length > 0)
                    {
                        between.Append('\n').Append(' ', 2 * reader.CurrentDepth);
                    }
                }

                named = false;
                first = false;
                switch (reader.TokenType)
                {
                    case JsonTokenType.StartObject or JsonTokenType.StartArray:
                        between.Append(reader.TokenType == JsonTokenType.StartObject ? '{' : '[');
                        first = true;
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        between.Append(reader.TokenType == JsonTokenType.EndObject ? '}' : ']');
                        break;
                    case JsonTokenType.PropertyName:
                        Add(Raw(reader), "k");
                        between.Append(": ");
                        named = true;
                        break;
                    default:
                        Add(Raw(reader), reader.TokenType == JsonTokenType.String ? "s" : "v");
                        break;
                }
            }
        }
        catch (JsonException)
        {
            return [new Piece(text, null)];
        }

        pieces.Add(new Piece(between.ToString(), null));
        return pieces;

        void Add(string value, string kind)
        {
            pieces.Add(new Piece(between.ToString(), null));
            between.Clear();
            pieces.Add(new Piece(value, kind));
        }
    }

    private static string Raw(in Utf8JsonReader reader)
    {
        var text = Encoding.UTF8.GetString(reader.ValueSpan);
        return reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName ? $"\"{text}\"" : text;
    }
}
