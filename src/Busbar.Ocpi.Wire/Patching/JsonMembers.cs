using System.Text.Json;
using Busbar.Ocpi.Wire.Common;

namespace Busbar.Ocpi.Wire.Patching;

/// <summary>Walks over the members of one JSON object and gives the place of each value, so that values can be copied byte by byte.</summary>
/// <remarks>The text must be well-formed JSON; <see cref="JsonException"/> tells that it is not.</remarks>
internal ref struct JsonMembers
{
    private readonly ReadOnlySpan<byte> _json;
    private Utf8JsonReader _reader;

    public JsonMembers(ReadOnlySpan<byte> json)
    {
        _json = json;
        _reader = new Utf8JsonReader(json);
        if (!_reader.Read() || _reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("A JSON object is expected.");
        }
    }

    /// <summary>The current member's name, without quotation marks and escapes.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The current member's name as it stands in the text, with quotation marks.</summary>
    public Range RawName { get; private set; }

    /// <summary>The current member's value as it stands in the text.</summary>
    public Range Value { get; private set; }

    /// <summary>The kind of the current member's value (its first token).</summary>
    public JsonTokenType Kind { get; private set; }

    /// <summary>Where the object's closing brace stands; known once <see cref="MoveNext"/> said false.</summary>
    public int End { get; private set; }

    public readonly ReadOnlySpan<byte> RawNameBytes => _json[RawName];

    public readonly ReadOnlySpan<byte> ValueBytes => _json[Value];

    public bool MoveNext()
    {
        _reader.Read();
        if (_reader.TokenType == JsonTokenType.EndObject)
        {
            End = (int)_reader.TokenStartIndex;
            return false;
        }

        Name = Text(ref _reader);
        var start = (int)_reader.TokenStartIndex;
        RawName = start..(start + _reader.ValueSpan.Length + 2);
        _reader.Read();
        Kind = _reader.TokenType;
        start = (int)_reader.TokenStartIndex;
        _reader.Skip();
        Value = start..(int)_reader.BytesConsumed;
        return true;
    }

    /// <summary>Finds a member by name; of several with one name the last counts.</summary>
    public static bool TryFind(ReadOnlySpan<byte> json, string name, out Range value, out JsonTokenType kind)
    {
        (value, kind) = (default, JsonTokenType.None);
        var members = new JsonMembers(json);
        while (members.MoveNext())
        {
            if (members.Name == name)
            {
                (value, kind) = (members.Value, members.Kind);
            }
        }

        return kind != JsonTokenType.None;
    }

    /// <summary>The text of a string member; null when it is absent or no string.</summary>
    public static string? FindString(ReadOnlySpan<byte> json, string name) =>
        TryFind(json, name, out var value, out var kind) && kind == JsonTokenType.String ? Text(json[value]) : null;

    /// <summary>The text of a JSON string.</summary>
    public static string Text(ReadOnlySpan<byte> raw)
    {
        var reader = new Utf8JsonReader(raw);
        reader.Read();
        return Text(ref reader);
    }

    private static string Text(ref Utf8JsonReader reader) => !reader.ValueIsEscaped || Surrogates.AreWhole(reader.ValueSpan)
        ? reader.GetString()!
        : throw new JsonException("A text holds half of a surrogate pair.");
}
