using System.Text;
using System.Text.Json;

namespace Busbar.Ocpi.Translation.Common;

/// <summary>Reads a document once, for all the steps it goes through.</summary>
internal static class DocumentReader
{
    /// <summary>More members than that are compared by a set: a hostile document must not cost its size squared.</summary>
    private const int FewMembers = 48;

    /// <summary>Reads a document.</summary>
    /// <exception cref="JsonException">It is not well-formed, or a member stands twice: nobody could say which one counts.</exception>
    public static Node Read(ReadOnlyMemory<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8.Span);
        reader.Read();
        var root = Value(ref reader, utf8);
        reader.Read();
        return root;
    }

    private static Node Value(ref Utf8JsonReader reader, ReadOnlyMemory<byte> utf8) => reader.TokenType switch
    {
        JsonTokenType.StartObject => Object(ref reader, utf8),
        JsonTokenType.StartArray => Array(ref reader, utf8),
        _ => Node.Read(Kind(reader.TokenType), Read(ref reader, (int)reader.TokenStartIndex, utf8)),
    };

    private static Node Object(ref Utf8JsonReader reader, ReadOnlyMemory<byte> utf8)
    {
        var start = (int)reader.TokenStartIndex;
        var node = Node.Read(JsonValueKind.Object, default);
        Node? last = null;
        var count = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.ValueIsEscaped
                ? Encoding.UTF8.GetBytes(reader.GetString()!)
                : utf8.Slice((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
            reader.Read();
            var child = Value(ref reader, utf8);
            node.AppendRead(child, name, -1, last);
            last = child;
            count++;
        }

        RefuseTwins(node, count);
        node.Close(Read(ref reader, start, utf8));
        return node;
    }

    private static Node Array(ref Utf8JsonReader reader, ReadOnlyMemory<byte> utf8)
    {
        var start = (int)reader.TokenStartIndex;
        var node = Node.Read(JsonValueKind.Array, default);
        Node? last = null;
        for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            var child = Value(ref reader, utf8);
            node.AppendRead(child, default, index, last);
            last = child;
        }

        node.Close(Read(ref reader, start, utf8));
        return node;
    }

    private static ReadOnlyMemory<byte> Read(ref Utf8JsonReader reader, int start, ReadOnlyMemory<byte> utf8) => utf8[start..(int)reader.BytesConsumed];

    private static void RefuseTwins(Node node, int count)
    {
        if (count > FewMembers)
        {
            var names = new HashSet<string>(StringComparer.Ordinal);
            for (var child = node.First; child is not null; child = child.Next)
            {
                Refuse(!names.Add(Encoding.Latin1.GetString(child.Name.Span)));
            }

            return;
        }

        for (var child = node.First; child is not null; child = child.Next)
        {
            for (var other = child.Next; other is not null; other = other.Next)
            {
                Refuse(child.Name.Length == other.Name.Length && child.Name.Span.SequenceEqual(other.Name.Span));
            }
        }
    }

    private static void Refuse(bool twin)
    {
        if (twin)
        {
            throw new JsonException("A member stands twice.");
        }
    }

    private static JsonValueKind Kind(JsonTokenType token) => token switch
    {
        JsonTokenType.String => JsonValueKind.String,
        JsonTokenType.Number => JsonValueKind.Number,
        JsonTokenType.True => JsonValueKind.True,
        JsonTokenType.False => JsonValueKind.False,
        _ => JsonValueKind.Null,
    };
}
