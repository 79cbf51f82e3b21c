using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Storage.Sql;
using Busbar.Storage.Tariffs;
using Busbar.Storage.Writing;

namespace Busbar.Storage.Objects;

/// <summary>Carries out one object write in the open transaction: reads the current state, lets the write decide, stores, appends the change.</summary>
internal static class ObjectWriter
{
    public static WriteResult Apply(WriteContext context, ObjectWrite write)
    {
        var current = Find(context, write.Key);
        var decision = write.Decide(current);
        if (decision is ObjectDecision.Keep)
        {
            return new WriteResult(decision, Created: false, Sequence: 0);
        }

        if (write.Key.Module == ModuleId.Tariffs)
        {
            Remember(context, write, decision);
        }

        return decision switch
        {
            ObjectDecision.Store store when current is null => Insert(context, write, store),
            ObjectDecision.Store store => Update(context, write, store, current),
            ObjectDecision.Delete delete when current is not null => Delete(context, write, delete, current),
            ObjectDecision.Delete => throw new InvalidOperationException("A write decided to delete an object that does not exist."),
            _ => throw new InvalidOperationException("A write must decide something."),
        };
    }

    /// <summary>A CDR is checked against the tariff that was in force, not the one that is there by then.</summary>
    private static void Remember(WriteContext context, ObjectWrite write, ObjectDecision decision)
    {
        if (decision is ObjectDecision.Store store)
        {
            TariffHistory.Replace(context, write, store);
        }
        else if (decision is ObjectDecision.Delete delete)
        {
            TariffHistory.End(context, write.Key, delete.At.UtcTicks);
        }
    }

    private static CurrentObject? Find(WriteContext context, ObjectKey key)
    {
        if (!context.TryModule(key.Module, out var module) || !context.TryParty(key.Owner, out var owner))
        {
            return null;
        }

        using var row = context.Sql.Open(
            "SELECT id, version, last_updated, audience, published, hash, deleted FROM objects WHERE object_id = ? AND module = ? AND owner = ?")
            .Bind(key.Id).Bind(module).Bind(owner);
        if (!row.Step())
        {
            return null;
        }

        PartyId? audience = row.IsNull(3) ? null : context.PartyName(row.Int32(3));
        return new CurrentObject(
            context.Sql, row.Int64(0), (OcpiVersion)row.Int32(1), new ObjectFacts(row.Instant(2), audience, row.Flag(4), row.Hash(5)), row.Flag(6));
    }

    private static WriteResult Insert(WriteContext context, ObjectWrite write, ObjectDecision.Store store)
    {
        var module = context.Module(write.Key.Module);
        var owner = context.Party(write.Key.Owner);
        var last = context.Sql.Open("SELECT id FROM objects WHERE id >= ? AND id < ? ORDER BY id DESC LIMIT 1")
            .Bind(ObjectId.First(module)).Bind(ObjectId.End(module)).ReadInt64() ?? ObjectId.First(module);
        var id = last + 1;
        context.Sql.Open(
            "INSERT INTO objects (id, module, owner, object_id, version, last_updated, audience, published, deleted, sequence, hash, source) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?)")
            .Bind(id).Bind(module).Bind(owner).Bind(write.Key.Id).Bind((long)store.Version).Bind(store.Facts.LastUpdated)
            .Bind(Audience(context, store.Facts)).Bind(store.Facts.Published).Bind(context.NextSequence).BindHash(store.Facts.Hash).Bind(write.Source).Run();
        context.Sql.Open("INSERT INTO bodies (id, utf8) VALUES (?, ?)").Bind(id).Bind(store.Utf8.Span).Run();
        var sequence = context.Append(ChangeKind.ObjectStored, write.Key, id, store.Part, write.Source, membership: true);
        return new WriteResult(store, Created: true, sequence);
    }

    private static WriteResult Update(WriteContext context, ObjectWrite write, ObjectDecision.Store store, CurrentObject current)
    {
        context.Sql.Open(
            "UPDATE objects SET version = ?, last_updated = ?, audience = ?, published = ?, deleted = 0, sequence = ?, hash = ?, source = ? WHERE id = ?")
            .Bind((long)store.Version).Bind(store.Facts.LastUpdated).Bind(Audience(context, store.Facts)).Bind(store.Facts.Published)
            .Bind(context.NextSequence).BindHash(store.Facts.Hash).Bind(write.Source).Bind(current.Id).Run();
        context.Sql.Open("UPDATE bodies SET utf8 = ? WHERE id = ?").Bind(store.Utf8.Span).Bind(current.Id).Run();
        var membership = current.Deleted || current.Facts.Audience != store.Facts.Audience || current.Facts.Published != store.Facts.Published;
        var sequence = context.Append(ChangeKind.ObjectStored, write.Key, current.Id, store.Part, write.Source, membership);
        return new WriteResult(store, current.Deleted, sequence);
    }

    private static WriteResult Delete(WriteContext context, ObjectWrite write, ObjectDecision.Delete delete, CurrentObject current)
    {
        context.Sql.Open("UPDATE objects SET deleted = 1, last_updated = ?, sequence = ?, source = ? WHERE id = ?")
            .Bind(delete.At).Bind(context.NextSequence).Bind(write.Source).Bind(current.Id).Run();
        var sequence = context.Append(ChangeKind.ObjectDeleted, write.Key, current.Id, null, write.Source, membership: true);
        return new WriteResult(delete, Created: false, sequence);
    }

    private static long? Audience(WriteContext context, ObjectFacts facts) => facts.Audience is { } party ? context.Party(party) : null;

    private sealed class CurrentObject(ISqlSession session, long id, OcpiVersion version, ObjectFacts facts, bool deleted) : ICurrentObject
    {
        public long Id => id;

        public OcpiVersion Version => version;

        public ObjectFacts Facts => facts;

        public bool Deleted => deleted;

        public byte[] ReadUtf8()
        {
            using var row = session.Open("SELECT utf8 FROM bodies WHERE id = ?").Bind(id);
            return row.Step() ? row.Blob(0).ToArray() : throw new InvalidDataException("An object has no body.");
        }
    }
}
