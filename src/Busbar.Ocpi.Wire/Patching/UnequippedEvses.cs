using System.Buffers;
using System.Text.Json;

namespace Busbar.Ocpi.Wire.Patching;

/// <summary>
/// EVSEs with an empty list of connectors. The standard does not know them, partners send them all the same: they are kept, and left out of what is sent
/// (AMD-014).
/// </summary>
public static class UnequippedEvses
{
    private static ReadOnlySpan<byte> Name => "\"connectors\""u8;

    /// <summary>The Location without such EVSEs; the same bytes when it has none.</summary>
    public static ReadOnlyMemory<byte> LeaveOut(ReadOnlyMemory<byte> location) =>
        Any(location.Span) && Without(location.Span) is { } rest ? rest : location;

    /// <summary>Whether a list of connectors is empty. A quick look: the text need not be read for it.</summary>
    public static bool Any(ReadOnlySpan<byte> location)
    {
        for (var at = location.IndexOf(Name); at >= 0; at = location.IndexOf(Name))
        {
            location = location[(at + Name.Length)..];
            var rest = location.TrimStart(" \t\r\n"u8);
            if (rest.Length == 0 || rest[0] != ':')
            {
                continue;
            }

            rest = rest[1..].TrimStart(" \t\r\n"u8);
            if (rest.Length > 0 && rest[0] == '[' && rest[1..].TrimStart(" \t\r\n"u8) is [(byte)']', ..])
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The places of such EVSEs in the Location's list, from 0.</summary>
    public static IReadOnlyList<int> Places(ReadOnlySpan<byte> location)
    {
        if (!JsonMembers.TryFind(location, "evses", out var list, out var kind) || kind != JsonTokenType.StartArray)
        {
            return [];
        }

        var places = new List<int>();
        var evses = location[list];
        var items = new JsonItems(evses);
        for (var place = 0; items.MoveNext(); place++)
        {
            if (IsUnequipped(evses[items.Item], items.Kind))
            {
                places.Add(place);
            }
        }

        return places;
    }

    private static bool IsUnequipped(ReadOnlySpan<byte> evse, JsonTokenType kind) =>
        kind == JsonTokenType.StartObject && JsonMembers.TryFind(evse, "connectors", out var connectors, out _) && IsEmpty(evse[connectors]);

    private static byte[]? Without(ReadOnlySpan<byte> location)
    {
        if (!JsonMembers.TryFind(location, "evses", out var list, out var kind) || kind != JsonTokenType.StartArray)
        {
            return null;
        }

        var evses = location[list];
        var output = new ArrayBufferWriter<byte>(location.Length);
        output.Write(location[..list.Start.Value]);
        output.Write("["u8);
        var count = 0;
        var items = new JsonItems(evses);
        while (items.MoveNext())
        {
            var evse = evses[items.Item];
            if (IsUnequipped(evse, items.Kind))
            {
                continue;
            }

            if (count++ > 0)
            {
                output.Write(","u8);
            }

            output.Write(evse);
        }

        output.Write("]"u8);
        output.Write(location[list.End.Value..]);
        return output.WrittenSpan.ToArray();
    }

    private static bool IsEmpty(ReadOnlySpan<byte> list)
    {
        if (list[0] != '[')
        {
            return false;
        }

        var items = new JsonItems(list);
        return !items.MoveNext();
    }
}
