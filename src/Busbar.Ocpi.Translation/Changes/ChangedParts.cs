using System.Text;
using System.Text.Json;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation.Common;
using Busbar.Ocpi.Wire.Common;

namespace Busbar.Ocpi.Translation.Changes;

/// <summary>Finds the least to send about a change, for a version: PATCH where it can say it, else the smallest whole part (X-DLV-1, X-DLV-3, X-DLV-4).</summary>
internal static class ChangedParts
{
    private const string Time = "last_updated";

    /// <param name="type">What changed.</param>
    /// <param name="version">The version both are written in.</param>
    /// <param name="before">The object before; null when it was not there.</param>
    /// <param name="after">The object after.</param>
    public static IReadOnlyList<PartChange> Between(ObjectType type, OcpiVersion version, ReadOnlyMemory<byte>? before, ReadOnlyMemory<byte> after)
    {
        List<PartChange> whole = [new(null, null, true, after)];
        if (before is not { } known)
        {
            return whole;
        }

        var (then, now) = (DocumentReader.Read(known), DocumentReader.Read(after));
        if (Sameness.Same(then, now))
        {
            return [];
        }

        if (type == ObjectType.Location)
        {
            return WithParts(then, now, "evses", "uid", (uid, old, evse) => EvseParts(uid, old, evse), (uid, evse) => new PartChange(uid, null, true, evse), null, null) ?? whole;
        }

        if (type == ObjectType.Evse)
        {
            return EvseParts(null, then, now);
        }

        return type == ObjectType.Connector || type == ObjectType.Token || type == ObjectType.Session
            ? Flat(null, null, then, now, type == ObjectType.Session ? version : null) ?? whole
            : whole;
    }

    private static List<PartChange> EvseParts(string? uid, Node then, Node now) =>
        WithParts(
            then, now, "connectors", "id",
            (id, old, connector) => Flat(uid, id, old, connector, null) ?? [new PartChange(uid, id, true, DocumentWriter.Write(connector))],
            (id, connector) => new PartChange(uid, id, true, connector),
            uid, null)
        ?? [new PartChange(uid, null, true, DocumentWriter.Write(now))];

    /// <summary>An object with parts of its own; null when only the whole object can say what changed.</summary>
    private static List<PartChange>? WithParts(
        Node then, Node now, string list, string key, Func<string, Node, Node, List<PartChange>> changed,
        Func<string, ReadOnlyMemory<byte>, PartChange> added, string? uid, string? id)
    {
        if (Parts(then, list, key) is not { } old || Parts(now, list, key) is not { } current || old.Keys.Any(part => !current.ContainsKey(part)))
        {
            return null;
        }

        if (Patch(then, now, list, null) is not { } patch)
        {
            return null;
        }

        var parts = new List<PartChange>();
        foreach (var (part, value) in current)
        {
            if (!old.TryGetValue(part, out var was))
            {
                parts.Add(added(part, DocumentWriter.Write(value)));
            }
            else if (!Sameness.Same(was, value))
            {
                parts.AddRange(changed(part, was, value));
            }
        }

        // Whoever is told of a part moves the times of what it belongs to.
        if (parts.Count == 0 || patch.First is not { Next: null } only || !only.Name.Span.SequenceEqual("last_updated"u8))
        {
            if (!patch.IsEmpty)
            {
                parts.Insert(0, new PartChange(uid, id, false, DocumentWriter.Write(patch)));
            }
        }

        return parts;
    }

    private static List<PartChange>? Flat(string? uid, string? id, Node then, Node now, OcpiVersion? session) =>
        Patch(then, now, null, session) is { } patch ? [new PartChange(uid, id, false, DocumentWriter.Write(patch))] : null;

    /// <summary>The members that changed, with the time of change; null when PATCH cannot say it.</summary>
    private static Node? Patch(Node then, Node now, string? except, OcpiVersion? session)
    {
        for (var member = then.First; member is not null; member = member.Next)
        {
            if (!member.IsNull && !IsNamed(member, except) && Sameness.Twin(member, now) is null or { IsNull: true })
            {
                // A member disappears: no PATCH of ours says that.
                return null;
            }
        }

        var patch = Node.NewObject();
        for (var member = now.First; member is not null; member = member.Next)
        {
            var was = Sameness.Twin(member, then);
            if (IsNamed(member, except) || member.IsNull || Sameness.Same(was, member))
            {
                continue;
            }

            var value = session is { } version && IsNamed(member, "charging_periods") ? Additions(was, member, version) : member.Copy();
            if (value is null)
            {
                return null;
            }

            patch.Set(Encoding.UTF8.GetString(member.Name.Span), value);
        }

        if (!patch.IsEmpty && patch.Find(Time) is null && now.Find(Time) is { } updated)
        {
            patch.Set(Time, updated.Copy());
        }

        return patch;
    }

    /// <summary>Periods of a PATCH are added from 2.2 on; a changed one needs the whole session, as does any in 2.1.1, which does not say (X-SES-11 to X-SES-13).</summary>
    private static Node? Additions(Node? was, Node now, OcpiVersion version)
    {
        if (version == OcpiVersion.V211 || now.Kind != JsonValueKind.Array)
        {
            return null;
        }

        var added = now.First;
        for (var old = was?.First; old is not null; old = old.Next)
        {
            if (added is null || !Sameness.Same(old, added))
            {
                return null;
            }

            added = added.Next;
        }

        var list = Node.NewArray();
        for (; added is not null; added = added.Next)
        {
            list.Add(added.Copy());
        }

        return list;
    }

    private static Dictionary<string, Node>? Parts(Node place, string list, string key) =>
        place.Find(list) is { } parts ? KeyedLists.Read(parts, key) : [];

    private static bool IsNamed(Node member, string? name) =>
        name is not null && member.Name.Length == name.Length && Ascii.Equals(member.Name.Span, name);
}
