using Busbar.Core.Erasure;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Storage.Retention;
using Busbar.Storage.Rows;
using Busbar.Storage.Sql;
using Busbar.Storage.Writing;

namespace Busbar.Storage.Erasure;

/// <summary>
/// Takes a driver out of objects. A Token's row stays under a pseudonym, deleted; of what is about a driver the bytes change, and neither its time nor its place in the change log:
/// nobody is told. Its hash goes, which is how it is known that it was erased.
/// </summary>
internal sealed class ObjectErasure(IDatabase database)
{
    // Looking costs nobody anything; what is found is changed in one write.
    private const int Window = 500;

    private const string Select = """
        SELECT o.id, o.module, o.owner, o.object_id, o.version, o.last_updated, o.audience, o.published, o.hash, o.sequence, o.deleted, o.source, b.utf8
        FROM objects o JOIN bodies b ON b.id = o.id
        """;

    private static readonly ModuleId[] Prefiltered = [ModuleId.Tokens, ModuleId.Locations, ModuleId.Tariffs, ModuleId.Sessions, ModuleId.Cdrs];

    /// <summary>What is final: its owner may say it again, and brings nothing back.</summary>
    private static readonly ModuleId[] Final = [ModuleId.Sessions, ModuleId.Cdrs, ModuleId.Bookings, OwnedModule.FinancialAdviceConfirmations.Module];

    /// <summary>What partners, or we, may still be waiting for.</summary>
    private static readonly ModuleId[] Accounts = [ModuleId.Tokens, ModuleId.Sessions, ModuleId.Cdrs, ModuleId.Bookings];

    public FoundObjects Find(ISqlSession session, DriverTraces driver, long position)
    {
        var rows = Look(session, driver, position, out var last);
        return new FoundObjects(
            [.. rows.Where(row => Accounts.Contains(row.Object.Key.Module) && IsDrivers(session, driver, row.Object, learn: true))
                .Select(row => new FoundObject(row.Object, IsRefused(session, row.Object.Key), IsUnchecked(session, row.Object)))],
            last);
    }

    public async ValueTask<ErasureStep> EraseAsync(DriverTraces driver, ErasurePlace place, bool write, CancellationToken cancellation)
    {
        long? last = null;
        var found = database.Read(session => Look(session, driver, place.Position, out last).FindAll(row => Erase(session, driver, row.Object, write) is not null));
        List<(ModuleId Module, ErasedDocument Erased)> done = found.Count == 0 ? []
            : write ? await database.WriteIsolatedAsync(context => Write(context, driver, found.ConvertAll(row => row.Id)), cancellation)
            : database.Read(session => found.ConvertAll(row => (row.Object.Key.Module, Erase(session, driver, row.Object, write)!)));
        return new ErasureStep(
            done.Where(entry => entry.Erased.IsChanged).GroupBy(entry => entry.Module).ToDictionary(group => group.Key.Value, group => (long)group.Count()),
            done.Count(entry => entry.Erased.KeepsEvidence),
            last is { } next ? new ErasurePlace(0, next) : new ErasurePlace(1, 0));
    }

    private List<(ModuleId Module, ErasedDocument Erased)> Write(WriteContext context, DriverTraces driver, List<long> ids)
    {
        var sql = context.Sql;
        var done = new List<(ModuleId Module, ErasedDocument Erased)>();
        foreach (var id in ids)
        {
            var stored = sql.Open($"{Select} WHERE o.id = ?").Bind(id).ReadFirst(row => Map(sql, row));
            if (stored is null || Erase(sql, driver, stored, write: true) is not { } erased)
            {
                continue;
            }

            done.Add((stored.Key.Module, erased));
            if (erased.IsChanged)
            {
                Write(sql, driver, id, stored, erased);
            }
        }

        foreach (var module in done.Where(entry => entry.Erased.IsChanged).GroupBy(entry => entry.Module))
        {
            context.AppendErased(module.Key, module.Count());
        }

        return done;
    }

    private static void Write(ISqlSession sql, DriverTraces driver, long id, StoredObject stored, ErasedDocument erased)
    {
        var module = stored.Key.Module;
        sql.Open("UPDATE bodies SET utf8 = ? WHERE id = ?").Bind(erased.Utf8.AsSpan()).Bind(id).Run();
        if (module == ModuleId.Tokens)
        {
            sql.Open("UPDATE objects SET object_id = ?, deleted = 1, hash = ? WHERE id = ?").Bind(ErasedToken.IdOf(driver, stored.Key.Id)).BindHash(UInt128.Zero).Bind(id).Run();
            return;
        }

        sql.Open("UPDATE objects SET hash = ? WHERE id = ?").BindHash(Final.Contains(module) ? UInt128.Zero : ObjectScan.Hash(erased.Utf8)).Bind(id).Run();
        if (module == ModuleId.Cdrs)
        {
            var after = CreditedCharges.Marks(erased.Utf8);
            foreach (var (before, name) in CreditedCharges.Marks(stored.Utf8).Zip(after))
            {
                sql.Open("UPDATE links SET name = ? WHERE name = ? AND kind = ? AND country = ? AND code = ?")
                    .Bind(name).Bind(before).Bind(CreditedCharges.Kind).Bind(stored.Key.Owner.CountryCode).Bind(stored.Key.Owner.Code).Run();
            }
        }
    }

    private List<(long Id, StoredObject Object)> Look(ISqlSession session, DriverTraces driver, long position, out long? last)
    {
        var found = new List<(long, StoredObject)>();
        long end = 0;
        var count = 0;
        using (var rows = session.Open($"{Select} WHERE o.id > ? ORDER BY o.id LIMIT {Window}").Bind(position))
        {
            while (rows.Step())
            {
                (count, end) = (count + 1, rows.Int64(0));
                var module = database.State.Modules.Name(session, rows.Int32(1));
                if (!Prefiltered.Contains(module) || driver.MayBeIn(rows.Blob(12)))
                {
                    found.Add((end, Map(session, rows)));
                }
            }
        }

        last = count < Window ? null : end;
        return found;
    }

    private static ErasedDocument? Erase(ISqlSession session, DriverTraces driver, StoredObject stored, bool write)
    {
        if (stored.Key.Module == ModuleId.Tokens)
        {
            // One that its owner has made valid again meanwhile stays: partners accept it.
            return IsDrivers(session, driver, stored, learn: false) && !(write && DriverToken.IsValid(stored)) ? ErasedToken.Of(driver, stored) : null;
        }

        // A text in a document may hold a driver's name where the document is somebody else's.
        var isAccount = Accounts.Contains(stored.Key.Module);
        return isAccount && !IsDrivers(session, driver, stored, learn: false) ? null : driver.Erase(stored.Utf8, isToken: false, Audience(stored));
    }

    private static bool IsDrivers(ISqlSession session, DriverTraces driver, StoredObject stored, bool learn)
    {
        if (stored.Key.Module == ModuleId.Tokens)
        {
            return driver.Reads(stored.Utf8, isToken: true, stored.Key.Owner, learn);
        }

        if (stored.Version == OcpiVersion.V211 && session.Open("SELECT value FROM links WHERE name = ? AND kind = ? AND country = ? AND code = ? ORDER BY at DESC LIMIT 1")
            .Bind(stored.Key.Id).Bind(DriverLinks.Kind(stored.Key)).Bind(stored.Key.Owner.CountryCode).Bind(stored.Key.Owner.Code).ReadFirst(row => row.Text(0)) is { } link
            && !driver.Reads(System.Text.Encoding.UTF8.GetBytes(link), isToken: false, Audience(stored), learn))
        {
            return false; // a contract may have several tokens, and what stands beside it tells which
        }

        return driver.Reads(stored.Utf8, isToken: false, Audience(stored), learn);
    }

    private static PartyId? Audience(StoredObject stored) => HeldAudience.TryRelease(stored.Facts, out var released) ? released.Value.Audience : stored.Facts.Audience;

    private static bool IsRefused(ISqlSession session, ObjectKey key) => session
        .Open("SELECT 1 FROM refusals WHERE object_id = ? AND state = 0 AND module = ? AND country = ? AND code = ? LIMIT 1")
        .Bind(key.Id).Bind(key.Module.Value).Bind(key.Owner.CountryCode).Bind(key.Owner.Code).ReadInt64() is not null;

    private static bool IsUnchecked(ISqlSession session, StoredObject stored) =>
        stored.Key.Module == ModuleId.Cdrs && !stored.Deleted && NeededFrom.ByChecks(session) < stored.Sequence
        && session.Open("SELECT 1 FROM verdicts WHERE object_id = ? AND country = ? AND code = ?")
            .Bind(stored.Key.Id).Bind(stored.Key.Owner.CountryCode).Bind(stored.Key.Owner.Code).ReadInt64() is null;

    private StoredObject Map(ISqlSession session, Statement row) => new()
    {
        Key = new ObjectKey(database.State.Modules.Name(session, row.Int32(1)), database.State.Parties.Name(session, row.Int32(2)), row.Text(3)),
        Version = (OcpiVersion)row.Int32(4),
        Facts = new ObjectFacts(row.Instant(5), row.IsNull(6) ? null : database.State.Parties.Name(session, row.Int32(6)), row.Flag(7), row.Hash(8)),
        Ordinal = ObjectId.Ordinal(row.Int64(0)),
        Sequence = row.Int64(9),
        Deleted = row.Flag(10),
        Source = row.GuidOrNull(11),
        Utf8 = row.Blob(12).ToArray(),
    };
}
