using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Storage.Rows;
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
        if (decision is ObjectDecision.Delete && write.Absence is { } absence && !Absences.Stands(context.Sql, write.Key, absence))
        {
            decision = new ObjectDecision.Keep(KeepReason.Older);
        }

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

    private static CurrentObject? Find(WriteContext context, ObjectKey key) =>
        context.TryModule(key.Module, out var module) && context.TryParty(key.Owner, out var owner)
        && context.Objects.Find(module, owner, key.Id) is { } row
            ? new CurrentObject(context, row)
            : null;

    private static WriteResult Insert(WriteContext context, ObjectWrite write, ObjectDecision.Store store)
    {
        var module = context.Module(write.Key.Module);
        var owner = context.Party(write.Key.Owner);
        var facts = store.Facts;
        var row = new ObjectRow(
            context.Objects.NextId(module), module, owner, write.Key.Id, store.Version, facts.LastUpdated, Audience(context, facts), facts.Published, Deleted: false,
            context.NextSequence, facts.Hash, write.Source);
        context.Objects.Insert(row, store.Utf8);
        var sequence = context.Append(ChangeKind.ObjectStored, write.Key, row.Id, store.Part, write.Source, ChangeBefore.Nothing, membership: true);
        return new WriteResult(store, Created: true, sequence);
    }

    private static WriteResult Update(WriteContext context, ObjectWrite write, ObjectDecision.Store store, CurrentObject current)
    {
        var facts = store.Facts;
        context.Objects.Update(
            current.Row with
            {
                Version = store.Version,
                LastUpdated = facts.LastUpdated,
                Audience = Audience(context, facts),
                Published = facts.Published,
                Deleted = false,
                Sequence = context.NextSequence,
                Hash = facts.Hash,
                Source = write.Source,
            },
            store.Utf8);
        var membership = current.Deleted || current.Facts.Audience != facts.Audience || current.Facts.Published != facts.Published;
        var sequence = context.Append(ChangeKind.ObjectStored, write.Key, current.Row.Id, store.Part, write.Source, Before(current), membership);
        return new WriteResult(store, current.Deleted, sequence);
    }

    private static WriteResult Delete(WriteContext context, ObjectWrite write, ObjectDecision.Delete delete, CurrentObject current)
    {
        context.Objects.Update(
            current.Row with { Deleted = true, LastUpdated = delete.At, Sequence = context.NextSequence, Source = write.Source }, utf8: null);
        var sequence = context.Append(ChangeKind.ObjectDeleted, write.Key, current.Row.Id, null, write.Source, Before(current), membership: true);
        return new WriteResult(delete, Created: false, sequence);
    }

    private static ChangeBefore Before(CurrentObject current) => new(current.Row.Sequence, !current.Deleted, current.Row.Published);

    private static int? Audience(WriteContext context, ObjectFacts facts) => facts.Audience is { } party ? context.Party(party) : null;

    private sealed class CurrentObject(WriteContext context, ObjectRow row) : ICurrentObject
    {
        public ObjectRow Row => row;

        public OcpiVersion Version => row.Version;

        public ObjectFacts Facts { get; } =
            new(row.LastUpdated, row.Audience is { } audience ? context.PartyName(audience) : null, row.Published, row.Hash);

        public bool Deleted => row.Deleted;

        public long Sequence => row.Sequence;

        public byte[] ReadUtf8() => context.Objects.ReadBody(row.Id);
    }
}
