using System.Globalization;
using System.Text;
using System.Text.Json;
using Busbar.Ocpi.Wire.Patching;

namespace Busbar.Ocpi.Wire.Documents;

/// <summary>Finds the OCPI objects in a file: one object, a list of objects, the response envelope around either, or a stored page.</summary>
public static class DocumentParts
{
    /// <summary>Splits a file into its objects. A byte order mark is skipped.</summary>
    /// <exception cref="JsonException">The file is no well-formed JSON.</exception>
    public static IReadOnlyList<DocumentPart> Split(ReadOnlyMemory<byte> utf8)
    {
        utf8 = SkipMark(utf8);
        RequireWellFormed(utf8.Span);
        return TryFindData(utf8.Span, out var data) ? Items("/data", utf8[data])
            : TryFindContent(utf8.Span, out var content) ? Items("/content", utf8[content])
            : Items("", utf8);
    }

    private static ReadOnlyMemory<byte> SkipMark(ReadOnlyMemory<byte> utf8) => utf8.Span.StartsWith(Encoding.UTF8.Preamble) ? utf8[Encoding.UTF8.Preamble.Length..] : utf8;

    private static List<DocumentPart> Items(string pointer, ReadOnlyMemory<byte> json)
    {
        if (First(json.Span) != (byte)'[')
        {
            return [new DocumentPart(pointer, json)];
        }

        var parts = new List<DocumentPart>();
        var items = new JsonItems(json.Span);
        while (items.MoveNext())
        {
            parts.Add(new DocumentPart(string.Create(CultureInfo.InvariantCulture, $"{pointer}/{parts.Count}"), json[items.Item]));
        }

        return parts;
    }

    /// <summary>Whether the file is a response envelope: it has a status_code, and data that is an object or a list.</summary>
    private static bool TryFindData(ReadOnlySpan<byte> json, out Range data)
    {
        data = default;
        return First(json) == (byte)'{'
            && JsonMembers.TryFind(json, "status_code", out _, out _)
            && JsonMembers.TryFind(json, "data", out data, out var kind)
            && kind is JsonTokenType.StartObject or JsonTokenType.StartArray;
    }

    /// <summary>Whether the file is a page as access points store it: a list named content beside the number of all elements.</summary>
    private static bool TryFindContent(ReadOnlySpan<byte> json, out Range content)
    {
        content = default;
        return First(json) == (byte)'{'
            && JsonMembers.TryFind(json, "totalElements", out _, out _)
            && JsonMembers.TryFind(json, "content", out content, out var kind)
            && kind == JsonTokenType.StartArray;
    }

    private static byte First(ReadOnlySpan<byte> json)
    {
        var start = json.IndexOfAnyExcept(" \t\r\n"u8);
        return start < 0 ? (byte)0 : json[start];
    }

    private static void RequireWellFormed(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
        }
    }
}
