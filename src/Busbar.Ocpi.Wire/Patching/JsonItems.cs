using System.Text.Json;

namespace Busbar.Ocpi.Wire.Patching;

/// <summary>Walks over the items of one JSON array and gives the place of each.</summary>
internal ref struct JsonItems
{
    private Utf8JsonReader _reader;

    public JsonItems(ReadOnlySpan<byte> json)
    {
        _reader = new Utf8JsonReader(json);
        if (!_reader.Read() || _reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("A JSON array is expected.");
        }
    }

    /// <summary>The current item as it stands in the text.</summary>
    public Range Item { get; private set; }

    /// <summary>The kind of the current item (its first token).</summary>
    public JsonTokenType Kind { get; private set; }

    /// <summary>Where the array's closing bracket stands; known once <see cref="MoveNext"/> said false.</summary>
    public int End { get; private set; }

    public bool MoveNext()
    {
        _reader.Read();
        Kind = _reader.TokenType;
        var start = (int)_reader.TokenStartIndex;
        if (Kind == JsonTokenType.EndArray)
        {
            End = start;
            return false;
        }

        _reader.Skip();
        Item = start..(int)_reader.BytesConsumed;
        return true;
    }

    /// <summary>Finds the first object whose string member has the given value, ignoring case.</summary>
    public static bool TryFind(ReadOnlySpan<byte> array, string key, string value, out Range item)
    {
        var items = new JsonItems(array);
        while (items.MoveNext())
        {
            item = items.Item;
            if (items.Kind == JsonTokenType.StartObject
                && string.Equals(JsonMembers.FindString(array[item], key), value, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        item = default;
        return false;
    }
}
