using System.Text.Json;
using Busbar.Ocpi.Wire.Common;

namespace Busbar.Ocpi.Wire.Patching;

/// <summary>
/// Reads and replaces one EVSE or one Connector inside the JSON of a Location; all other bytes stay as they are. Ids are compared ignoring case.
/// </summary>
/// <remarks>OCPI chapter "Locations module / Receiver interface". The Location must be well-formed JSON.</remarks>
public static class LocationDocument
{
    /// <summary>The bytes of an EVSE; null when the Location has none with that uid.</summary>
    /// <exception cref="JsonException">The Location is no JSON object.</exception>
    public static ReadOnlyMemory<byte>? FindEvse(ReadOnlyMemory<byte> location, string evseUid) => Child(location, "evses", "uid", evseUid);

    /// <summary>The bytes of a Connector; null when the Location has no such EVSE, or the EVSE no such Connector.</summary>
    /// <exception cref="JsonException">The Location is no JSON object.</exception>
    public static ReadOnlyMemory<byte>? FindConnector(ReadOnlyMemory<byte> location, string evseUid, string connectorId) =>
        FindEvse(location, evseUid) is { } evse ? Child(evse, "connectors", "id", connectorId) : null;

    /// <summary>
    /// The Location with the EVSE in place of the one with that uid, or added when there was none. The Location's last_updated moves to the
    /// EVSE's when that is newer.
    /// </summary>
    /// <exception cref="JsonException">One of the two is no JSON object.</exception>
    public static byte[] ReplaceEvse(ReadOnlySpan<byte> location, string evseUid, ReadOnlySpan<byte> evse) =>
        ReplaceChild(location, "evses", "uid", evseUid, evse);

    /// <summary>
    /// The Location with the Connector in place of the one with that id, or added to its EVSE. The last_updated of the EVSE and of the Location
    /// move to the Connector's when that is newer. Null when the Location has no EVSE with that uid.
    /// </summary>
    /// <exception cref="JsonException">One of the two is no JSON object.</exception>
    public static byte[]? ReplaceConnector(ReadOnlyMemory<byte> location, string evseUid, string connectorId, ReadOnlySpan<byte> connector) =>
        FindEvse(location, evseUid) is { } evse
            ? ReplaceEvse(location.Span, evseUid, ReplaceChild(evse.Span, "connectors", "id", connectorId, connector))
            : null;

    private static ReadOnlyMemory<byte>? Child(ReadOnlyMemory<byte> parent, string list, string key, string id)
    {
        var text = parent.Span;
        if (!JsonMembers.TryFind(text, list, out var array, out var kind) || kind != JsonTokenType.StartArray
            || !JsonItems.TryFind(text[array], key, id, out var item))
        {
            return null;
        }

        return parent[array][item];
    }

    private static byte[] ReplaceChild(ReadOnlySpan<byte> parent, string list, string key, string id, ReadOnlySpan<byte> child)
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
