using System.Buffers.Text;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Contracts;

namespace Busbar.Ocpi.Wire.Validation;

/// <summary>One object of a document as the rules see it: its values by name.</summary>
internal readonly ref struct ObjectView
{
    private readonly ReadOnlySpan<byte> _json;
    private readonly ReadOnlySpan<Place> _values;
    private readonly ulong _given;

    public ObjectView(
        OcpiVersion version,
        ObjectContract root,
        ObjectContract contract,
        ReadOnlySpan<byte> json,
        ReadOnlySpan<Place> values,
        ulong given,
        ValidationMode mode)
    {
        Version = version;
        Root = root;
        Contract = contract;
        IsPatch = mode == ValidationMode.Patch;
        _json = json;
        _values = values;
        _given = given;
    }

    public OcpiVersion Version { get; }

    /// <summary>The object that the whole document is.</summary>
    public ObjectContract Root { get; }

    public ObjectContract Contract { get; }

    /// <summary>Whether properties may be missing because they do not change.</summary>
    public bool IsPatch { get; }

    /// <summary>Whether the property is there and not null.</summary>
    public bool Has(ReadOnlySpan<byte> name) => Contract.Find(name) is { } field && (_given & (1UL << field.Index)) != 0;

    /// <summary>The value as it stands in the document; empty when there is none.</summary>
    public ReadOnlySpan<byte> Raw(ReadOnlySpan<byte> name) =>
        Contract.Find(name) is { } field && (_given & (1UL << field.Index)) != 0 ? _values[field.Index].In(_json) : default;

    /// <summary>Whether the property is the JSON literal true.</summary>
    public bool IsTrue(ReadOnlySpan<byte> name) => Raw(name).SequenceEqual("true"u8);

    /// <summary>Whether the property is the JSON literal false.</summary>
    public bool IsFalse(ReadOnlySpan<byte> name) => Raw(name).SequenceEqual("false"u8);

    /// <summary>Whether the property is a string with exactly this text.</summary>
    public bool IsText(ReadOnlySpan<byte> name, ReadOnlySpan<byte> text)
    {
        var raw = Raw(name);
        return raw.Length == text.Length + 2 && raw[0] == '"' && raw[1..^1].SequenceEqual(text);
    }

    /// <summary>Whether the property is a list with at least one item.</summary>
    public bool HasItems(ReadOnlySpan<byte> name)
    {
        var raw = Raw(name);
        return raw.Length > 2 && raw[0] == '[' && raw[1..^1].ContainsAnyExcept(" \t\r\n"u8);
    }

    /// <summary>The number, also when it stands in quotation marks.</summary>
    public bool TryNumber(ReadOnlySpan<byte> name, out decimal value) => TryNumberOf(Raw(name), out value);

    /// <summary>The moment.</summary>
    public bool TryTime(ReadOnlySpan<byte> name, out DateTimeOffset value)
    {
        value = default;
        var raw = Raw(name);
        return raw.Length > 2 && raw[0] == '"' && OcpiDateTime.TryParse(raw[1..^1], out value, out _);
    }

    public static bool TryNumberOf(ReadOnlySpan<byte> raw, out decimal value)
    {
        if (raw.Length > 2 && raw[0] == '"')
        {
            raw = raw[1..^1];
        }

        return Utf8Parser.TryParse(raw, out value, out var used, raw.IndexOfAny((byte)'e', (byte)'E') < 0 ? 'G' : 'E') && used == raw.Length;
    }
}
