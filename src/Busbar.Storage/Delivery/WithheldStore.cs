using Busbar.Core.Delivery;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Storage.Documents;
using Busbar.Storage.Sql;
using Busbar.Storage.Writing;

namespace Busbar.Storage.Delivery;

internal sealed class WithheldStore(IDatabase database) : IWithheldStore
{
    private const string OfObject = "SELECT id FROM objects WHERE object_id = ? AND module = ? AND owner = ?";

    public async ValueTask<bool> AddAsync(WithheldObject withheld, long? previous, long? asked, CancellationToken cancellation)
    {
        // Of many partners of one version the first one writes; the others find it written.
        var known = await database.ReadAsync(session => Find(session, database.State, withheld.Object, withheld.Version), cancellation);
        return known is { Last: var last } && last >= withheld.Sequence
            ? known.Covers(asked)
            : await database.WriteAsync(context => Write(context, withheld, previous, asked), cancellation);
    }

    public ValueTask<IReadOnlyList<WithheldObject>> ListAsync(ModuleId module, OcpiVersion version, int limit, CancellationToken cancellation) =>
        new(database.ReadAsync<IReadOnlyList<WithheldObject>>(session => List(session, database.State, module, version, limit), cancellation));

    public async ValueTask RemoveAsync(ObjectKey key, OcpiVersion version, CancellationToken cancellation)
    {
        if (await database.ReadAsync(session => Find(session, database.State, key, version), cancellation) is { } known)
        {
            await database.WriteAsync(
                context =>
                {
                    context.Sql.Open("DELETE FROM withheld WHERE object = ? AND version = ?").Bind(known.Object).Bind((long)version).Run();
                    return true;
                },
                cancellation);
        }
    }

    private static Span? Find(ISqlSession session, StoreState state, ObjectKey key, OcpiVersion version) =>
        state.Modules.TryNumber(key.Module, out var module) && state.Parties.TryNumber(key.Owner, out var owner)
            ? session.Open($"SELECT object, since, last, reason FROM withheld WHERE version = ? AND object = ({OfObject})")
                .Bind((long)version).Bind(key.Id).Bind(module).Bind(owner)
                .ReadFirst(row => new Span(row.Int64(0), row.Int64(1), row.Int64(2), row.Text(3)))
            : null;

    private static List<WithheldObject> List(ISqlSession session, StoreState state, ModuleId module, OcpiVersion version, int limit) =>
        state.Modules.TryNumber(module, out var number)
            ? session.Open("""
                SELECT o.owner, o.object_id, w.last, w.at, w.reason FROM withheld w JOIN objects o ON o.id = w.object
                WHERE w.version = ? AND o.module = ? AND o.sequence = w.last ORDER BY w.last DESC LIMIT ?
                """).Bind((long)version).Bind(number).Bind(limit)
                .ReadAll(row => new WithheldObject(
                    new ObjectKey(module, state.Parties.Name(session.Beside, row.Int32(0)), row.Text(1)), version, row.Int64(2), row.Instant(3), row.Text(4)))
            : [];

    private static bool Write(WriteContext context, WithheldObject withheld, long? previous, long? asked)
    {
        var key = withheld.Object;
        if (!context.TryModule(key.Module, out var module) || !context.TryParty(key.Owner, out var owner)
            || context.Sql.Open(OfObject).Bind(key.Id).Bind(module).Bind(owner).ReadInt64() is not { } id)
        {
            return false;
        }

        var known = context.Sql.Open("SELECT since, last, reason FROM withheld WHERE object = ? AND version = ?").Bind(id).Bind((long)withheld.Version)
            .ReadFirst(row => new Span(id, row.Int64(0), row.Int64(1), row.Text(2)));
        if (known is not null && known.Last >= withheld.Sequence)
        {
            return known.Covers(asked);
        }

        // Only what follows upon a state that had no form either is known to have had none all the time.
        var goesOn = known?.Covers(previous) == true;
        context.Sql.Open("""
            INSERT INTO withheld (object, version, since, last, at, reason) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (object, version) DO UPDATE SET since = excluded.since, last = excluded.last, at = excluded.at, reason = excluded.reason
            """)
            .Bind(id).Bind((long)withheld.Version).Bind(goesOn ? known!.Since : withheld.Sequence).Bind(withheld.Sequence).Bind(withheld.At).Bind(withheld.Reason).Run();
        if (!goesOn || known!.Reason != withheld.Reason)
        {
            context.Append(ChangeKind.ObjectWithheld, key, id, EventDetail.Of(("version", withheld.Version.Number()), ("reason", withheld.Reason)));
        }

        return known?.Covers(asked) == true;
    }

    /// <summary>From which change to which one every state had no form.</summary>
    private sealed record Span(long Object, long Since, long Last, string Reason)
    {
        public bool Covers(long? sequence) => sequence is { } asked && asked >= Since && asked <= Last;
    }
}
