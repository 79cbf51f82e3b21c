using Busbar.Core.Delivery;
using Busbar.Core.Objects;
using Busbar.Storage.Documents;
using Busbar.Storage.Sql;
using Busbar.Storage.Writing;

namespace Busbar.Storage.Objects;

/// <summary>
/// Which objects are missing from lists. Whoever says that an object exists looks here after it was decided that nothing is to be stored, and whoever removes one
/// looks inside the removal: one of the two comes second, and sees what the other did.
/// </summary>
internal sealed class Absences(IDatabase database) : IAbsences
{
    public async ValueTask<bool> AffirmAsync(Guid connection, ObjectKey key, CancellationToken cancellation)
    {
        // Nearly always there is nothing, and that costs no write.
        var (isMissing, isSought) = await database.ReadAsync(session => Look(session, connection, key), cancellation);
        return (!isMissing && !isSought) || await database.WriteAsync(context => Affirm(context, connection, key, isSought), cancellation);
    }

    /// <summary>Whether an object is missing still, and since the moment that the removal was decided for.</summary>
    public static bool Stands(ISqlSession session, ObjectKey key, Absence absence) => session
        .Open("SELECT 1 FROM missing_objects WHERE connection = ? AND object_id = ? AND module = ? AND country = ? AND code = ? AND since = ?")
        .Bind(absence.Connection).Bind(key.Id).Bind(key.Module.Value).Bind(key.Owner.CountryCode).Bind(key.Owner.Code).Bind(absence.Since).ReadInt64() is not null;

    private static (bool IsMissing, bool IsSought) Look(ISqlSession session, Guid connection, ObjectKey key)
    {
        using var row = session
            .Open("""
                SELECT (SELECT since FROM missing_objects WHERE connection = ? AND object_id = ? AND module = ? AND country = ? AND code = ?),
                    (SELECT document FROM pulls WHERE connection = ? AND module = ?)
                """)
            .Bind(connection).Bind(key.Id).Bind(key.Module.Value).Bind(key.Owner.CountryCode).Bind(key.Owner.Code).Bind(connection).Bind(key.Module.Value);
        row.Step();
        return (!row.IsNull(0), row.TextOrNull(1) is { } document && IsUnfinished(StoredDocument.Pull.Read(document)));
    }

    /// <summary>A pull whose gaps are removals: a process is at it, or another may go on with it.</summary>
    private static bool IsUnfinished(PullStanding pull) => pull.RemovesAtOnce && (pull.Running || pull.ResumeAt is not null);

    private static bool Affirm(WriteContext context, Guid connection, ObjectKey key, bool isSought)
    {
        context.Sql
            .Open("UPDATE missing_objects SET since = CASE WHEN since < ? THEN ? ELSE since + 1 END WHERE connection = ? AND object_id = ? AND module = ? AND country = ? AND code = ?")
            .Bind(context.Now).Bind(context.Now).Bind(connection).Bind(key.Id).Bind(key.Module.Value).Bind(key.Owner.CountryCode).Bind(key.Owner.Code).Run();
        if (isSought)
        {
            context.Sql
                .Open("INSERT INTO missing_objects (connection, module, country, code, object_id, since) SELECT id, ?, ?, ?, ?, ? FROM connections WHERE id = ? ON CONFLICT DO NOTHING")
                .Bind(key.Module.Value).Bind(key.Owner.CountryCode).Bind(key.Owner.Code).Bind(key.Id).Bind(context.Now).Bind(connection).Run();
        }

        return context.TryModule(key.Module, out var module) && context.TryParty(key.Owner, out var owner)
            && context.Objects.Find(module, owner, key.Id) is { Deleted: false };
    }
}
