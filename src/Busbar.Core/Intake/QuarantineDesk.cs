using Busbar.Core.Connections;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Core.Intake;

/// <summary>What the operator does with documents in quarantine.</summary>
public sealed class QuarantineDesk(IQuarantine quarantine, ObjectIntake intake, ConnectionDirectory directory)
{
    /// <summary>
    /// Brings a document once more as its partner brought it, under the partner's present profile. When it is taken now, its entry ends; otherwise the
    /// entry has the new reasons. Null when there is no such entry any more, or its connection is gone.
    /// </summary>
    public async Task<IntakeResult?> RetryAsync(Guid id, CancellationToken cancellation)
    {
        if (await quarantine.FindAsync(id, cancellation) is not { } entry
            || await quarantine.ReadAsync(id, cancellation) is not { } utf8
            || directory.Current.Find(entry.Connection) is not { } connection
            || !OwnedModule.TryGet(entry.Module, out var module))
        {
            return null;
        }

        // Objects that do not name their owner belong to the one who brought them.
        var source = IntakeSource.Of(connection, entry.Version) with { Speaker = entry.Key?.Owner, For = entry.For };
        if (!entry.Pushed)
        {
            return (await intake.TakeAsync(source, module, [utf8], cancellation))[0];
        }

        return entry.Key is { } key && entry.Module != ModuleId.Cdrs
            ? await intake.PutAsync(source, Target(module, key, entry), utf8, cancellation)
            : await intake.AddAsync(source, module, utf8, cancellation);
    }

    /// <summary>Gives a document up; false when there is no such entry.</summary>
    public Task<bool> DiscardAsync(Guid id, CancellationToken cancellation) => quarantine.DiscardAsync(id, cancellation);

    private static ObjectTarget Target(OwnedModule module, ObjectKey key, QuarantinedObject entry)
    {
        if (module != OwnedModule.Tokens)
        {
            return new ObjectTarget(module, key.Owner, key.Id, entry.Part) { Calendar = entry.Calendar, For = entry.For };
        }

        var (uid, type) = TokenKey.Parse(key.Id);
        return new ObjectTarget(module, key.Owner, uid, TokenType: type == TokenKey.DefaultType ? null : type);
    }
}
