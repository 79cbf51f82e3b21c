using System.Text.Json;
using Busbar.Ocpi.Wire.Common;

namespace Busbar.Ocpi.Wire.Patching;

/// <summary>Reads and replaces one object in a list of another one; all other bytes stay as they are. Ids are compared ignoring case.</summary>
internal static class NestedObject
{
    /// <summary>The bytes of an item of a list, found by its id; null when there is none.</summary>
    public static ReadOnlyMemory<byte>? Find(ReadOnlyMemory<byte> parent, string list, string key, string id)
    {
        var text = parent.Span;
        if (!JsonMembers.TryFind(text, list, out var array, out var kind) || kind != JsonTokenType.StartArray
            || !JsonItems.TryFind(text[array], key, id, out var item))
        {
            return null;
        }

        return parent[array][item];
    }

    /// <summary>The object with an item in place of the one with that id, or added. Its last_updated moves to the item's when that is newer.</summary>
    public static byte[] Replace(ReadOnlySpan<byte> parent, string list, string key, string id, ReadOnlySpan<byte> child)
    {
        var edits = new JsonEdits();
        if (!JsonMembers.TryFind(parent, list, out var array, out var kind))
        {
            Append(edits, parent, ObjectEnd(parent), [.. "\""u8, .. System.Text.Encoding.UTF8.GetBytes(list), .. "\":["u8, .. child, .. "]"u8]);
        }
        else if (kind != JsonTokenType.StartArray)
        {
            edits.Replace(array, parent.Length, [.. "["u8, .. child, .. "]"u8]);
        }
        else if (JsonItems.TryFind(parent[array], key, id, out var item))
        {
            var start = array.Start.Value;
            edits.Replace((start + item.Start.Value)..(start + item.End.Value), parent.Length, child);
        }
        else
        {
            Append(edits, parent, array.End.Value - 1, child);
        }

        BumpLastUpdated(edits, parent, child);
        return edits.Apply(parent);
    }

    /// <summary>Adds text in front of a closing bracket or brace, with a comma when something stands before it.</summary>
    private static void Append(JsonEdits edits, ReadOnlySpan<byte> text, int end, ReadOnlySpan<byte> addition)
    {
        var last = text[..end].LastIndexOfAnyExcept(" \t\r\n"u8);
        var empty = text[last] is (byte)'[' or (byte)'{';
        edits.Insert(last + 1, empty ? addition : [.. ","u8, .. addition]);
    }

    private static void BumpLastUpdated(JsonEdits edits, ReadOnlySpan<byte> parent, ReadOnlySpan<byte> child)
    {
        if (!JsonMembers.TryFind(child, "last_updated", out var childValue, out _) || LastUpdated(child) is not { } newest || LastUpdated(parent) >= newest)
        {
            return;
        }

        if (JsonMembers.TryFind(parent, "last_updated", out var parentValue, out _))
        {
            edits.Replace(parentValue, parent.Length, child[childValue]);
        }
    }

    private static DateTimeOffset? LastUpdated(ReadOnlySpan<byte> json) =>
        OcpiDateTime.TryParse(JsonMembers.FindString(json, "last_updated"), out var value) ? value : null;

    private static int ObjectEnd(ReadOnlySpan<byte> json)
    {
        var members = new JsonMembers(json);
        while (members.MoveNext())
        {
        }

        return members.End;
    }
}
