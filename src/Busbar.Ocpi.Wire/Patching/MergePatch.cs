using System.Buffers;
using System.Text.Json;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Common;

namespace Busbar.Ocpi.Wire.Patching;

/// <summary>
/// Applies the body of an OCPI PATCH to a stored object. Values are copied as they stand in the two texts: no number is read and written again,
/// and unknown properties stay.
/// </summary>
/// <remarks>
/// OCPI chapter "Transport and format / PATCH" with the modules' own rules: a property replaces, null removes, nested objects and lists are
/// replaced as a whole, except Location.evses and EVSE.connectors (merged by id, nothing removed) and Session.charging_periods (appended,
/// a period with a known start replaces it). Whether the patch may be applied at all is the validator's to say.
/// </remarks>
public static class MergePatch
{
    /// <summary>Merges a patch into a stored object.</summary>
    /// <param name="type">The type of both.</param>
    /// <param name="version">The version both are written in.</param>
    /// <param name="stored">The stored object, well-formed JSON.</param>
    /// <param name="patch">The body of the PATCH, well-formed JSON.</param>
    /// <returns>The merged object.</returns>
    /// <exception cref="JsonException">One of the two is no JSON object.</exception>
    /// <exception cref="ArgumentException">The version has no PATCH for this object: CDRs are never changed.</exception>
    public static byte[] Apply(ObjectType type, OcpiVersion version, ReadOnlySpan<byte> stored, ReadOnlySpan<byte> patch)
    {
        if (type == ObjectType.Cdr)
        {
            throw new ArgumentException($"OCPI {version.Number()} has no PATCH for {type}.", nameof(type));
        }

        var output = new ArrayBufferWriter<byte>(stored.Length + patch.Length);
        MergeObject(type, stored, patch, output);
        return output.WrittenSpan.ToArray();
    }

    private static void MergeObject(ObjectType type, ReadOnlySpan<byte> stored, ReadOnlySpan<byte> patch, ArrayBufferWriter<byte> output)
    {
        var changes = ReadChanges(patch);
        output.Write("{"u8);
        var first = true;
        var members = new JsonMembers(stored);
        while (members.MoveNext())
        {
            if (!changes.TryGetValue(members.Name, out var change))
            {
                WriteName(members.RawNameBytes, output, ref first);
                output.Write(members.ValueBytes);
            }
            else if (change.TakeOnce())
            {
                WriteChanged(type, members, change, patch, output, ref first);
            }
        }

        foreach (var change in changes.Values)
        {
            if (change.TakeOnce() && change.Kind != JsonTokenType.Null)
            {
                WriteName(patch[change.RawName], output, ref first);
                output.Write(patch[change.Value]);
            }
        }

        output.Write("}"u8);
    }

    private static void WriteChanged(
        ObjectType type, JsonMembers member, Change change, ReadOnlySpan<byte> patch, ArrayBufferWriter<byte> output, ref bool first)
    {
        var list = KeyedList.Of(type, member.Name);
        if (list is not null && change.Kind == JsonTokenType.Null)
        {
            // Null and an empty list are the same; both say "nothing to add".
            WriteName(member.RawNameBytes, output, ref first);
            output.Write(member.ValueBytes);
        }
        else if (list is not null && change.Kind == JsonTokenType.StartArray && member.Kind == JsonTokenType.StartArray)
        {
            WriteName(member.RawNameBytes, output, ref first);
            MergeList(list, member.ValueBytes, patch[change.Value], output);
        }
        else if (change.Kind != JsonTokenType.Null)
        {
            WriteName(member.RawNameBytes, output, ref first);
            output.Write(patch[change.Value]);
        }
    }

    private static void MergeList(KeyedList list, ReadOnlySpan<byte> stored, ReadOnlySpan<byte> patch, ArrayBufferWriter<byte> output)
    {
        var changes = new List<(string? Key, Range Value)>();
        var additions = new JsonItems(patch);
        while (additions.MoveNext())
        {
            var key = additions.Kind == JsonTokenType.StartObject ? JsonMembers.FindString(patch[additions.Item], list.Key) : null;
            changes.Add((key, additions.Item));
        }

        output.Write("["u8);
        var first = true;
        var items = new JsonItems(stored);
        while (items.MoveNext())
        {
            Separate(output, ref first);
            var item = stored[items.Item];
            var known = items.Kind == JsonTokenType.StartObject ? JsonMembers.FindString(item, list.Key) : null;
            var place = known is null ? -1 : changes.FindLastIndex(change => change.Key is not null && list.SameKey(change.Key, known));
            if (place < 0)
            {
                output.Write(item);
                continue;
            }

            var replacement = patch[changes[place].Value];
            changes.RemoveAll(change => change.Key is not null && list.SameKey(change.Key, known!));
            if (list.MergesItems)
            {
                MergeObject(list.Item, item, replacement, output);
            }
            else
            {
                output.Write(replacement);
            }
        }

        foreach (var (_, value) in changes)
        {
            Separate(output, ref first);
            output.Write(patch[value]);
        }

        output.Write("]"u8);
    }

    private static Dictionary<string, Change> ReadChanges(ReadOnlySpan<byte> patch)
    {
        var changes = new Dictionary<string, Change>(StringComparer.Ordinal);
        var members = new JsonMembers(patch);
        while (members.MoveNext())
        {
            changes[members.Name] = new Change(members.RawName, members.Value, members.Kind);
        }

        return changes;
    }

    private static void WriteName(ReadOnlySpan<byte> rawName, ArrayBufferWriter<byte> output, ref bool first)
    {
        Separate(output, ref first);
        output.Write(rawName);
        output.Write(":"u8);
    }

    private static void Separate(ArrayBufferWriter<byte> output, ref bool first)
    {
        if (!first)
        {
            output.Write(","u8);
        }

        first = false;
    }

    private sealed class Change(Range rawName, Range value, JsonTokenType kind)
    {
        private bool _taken;

        public Range RawName { get; } = rawName;

        public Range Value { get; } = value;

        public JsonTokenType Kind { get; } = kind;

        public bool TakeOnce() => !_taken && (_taken = true);
    }
}
