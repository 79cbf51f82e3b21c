using Busbar.Core.Connections;
using Busbar.Core.Delivery;
using Busbar.Core.Intake;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Delivery.Pull;

/// <summary>
/// Removes what a complete pull of everything no longer lists. Tariffs go at once: the standard has the list replace what is known. Locations and Tokens are
/// marked as removed (their last state is kept, and other partners are told by EVSEs that are REMOVED and by Tokens that are not valid) once they have been
/// missing for the partner's grace period and from a second complete list, unless so many are missing at once that a fault of the partner is likelier.
/// Sessions, CDRs, bookings and what the payments module has stay. Any doubt about the list keeps everything. What the partner itself says of an object is
/// newer than the list that it was missing from: its absence counts from there.
/// </summary>
internal sealed class Removals(IObjectStore store, IChangeLog log, IPullStore pulls, IAbsences absences, ObjectIntake intake, PullOptions options, TimeProvider time)
{
    private const int Step = 1000;

    public async Task InferAsync(
        Connection connection, IntakeSource source, OwnedModule module, PullCount count, long loggedAtStart, CancellationToken cancellation)
    {
        if (module.IsKept)
        {
            return;
        }

        count.Close();
        var (known, missing) = await MissingAsync(connection, module.Module, count, loggedAtStart, cancellation);
        if (missing.Count > 0 && count.Doubt is { } doubt)
        {
            count.Note($"{missing.Count} known objects are not listed any more; nothing was removed, because the list is in doubt: {doubt}");
            return;
        }

        if (module.Module != ModuleId.Tariffs && missing.Count > known * options.MostMissing)
        {
            count.Note($"{missing.Count} of {known} known objects are not listed any more. That many at once look like a fault: nothing was removed.");
            return;
        }

        var grace = connection.Profile.RemovalGraceOf(module.Module);
        var now = time.GetUtcNow();
        var waiting = new List<ObjectKey>();
        foreach (var (key, since) in await pulls.SetMissingAsync(connection.Id, module.Module, [.. missing.Keys], now, cancellation))
        {
            // Where nothing is waited for, what is known as missing already was said to exist while the list was read.
            if (grace > TimeSpan.Zero ? since == now || now - since < grace : since != now)
            {
                waiting.Add(key);
            }
            else if (grace > TimeSpan.Zero && await WasWrittenSinceAsync(missing[key], since, cancellation))
            {
                await absences.AffirmAsync(connection.Id, key, cancellation);
                waiting.Add(key);
            }
            else if ((await intake.DeleteMissingAsync(source, key, new Absence(connection.Id, since), loggedAtStart, cancellation)).Outcome == IntakeOutcome.Deleted)
            {
                count.Removed++;
            }
        }

        await pulls.SetMissingAsync(connection.Id, module.Module, waiting, now, cancellation);
        if (waiting.Count > 0)
        {
            count.Note(grace > TimeSpan.Zero
                ? $"{waiting.Count} known objects are not listed any more. They are removed when they are still missing after {grace.TotalHours:0.#} hours."
                : $"{waiting.Count} known objects are not listed, and were pushed while the list was read. They are removed when the next complete list does not have them either.");
        }
    }

    private async Task<bool> WasWrittenSinceAsync(long sequence, DateTimeOffset since, CancellationToken cancellation)
    {
        // What is not in the log any more was written long before.
        var changes = await log.ReadAsync(sequence - 1, 1, cancellation);
        return changes.Count > 0 && changes[0].Sequence == sequence && changes[0].At > since;
    }

    /// <summary>What came by push while the pages were read may well be missing from them; what came by another way is another's.</summary>
    /// <returns>How many objects are known; those that are missing, with the change that each stands at.</returns>
    private async Task<(int Known, Dictionary<ObjectKey, long> Missing)> MissingAsync(
        Connection connection, ModuleId module, PullCount count, long loggedAtStart, CancellationToken cancellation)
    {
        var known = await KnownAsync(connection, module, cancellation);
        var missing = new Dictionary<ObjectKey, long>();
        foreach (var key in known)
        {
            if (!count.HasListed(key) && await store.FindAsync(key, cancellation) is { Deleted: false } stored && stored.Source == connection.Id && stored.Sequence <= loggedAtStart)
            {
                missing.Add(key, stored.Sequence);
            }
        }

        return (known.Count, missing);
    }

    private async Task<List<ObjectKey>> KnownAsync(Connection connection, ModuleId module, CancellationToken cancellation)
    {
        var known = new KeyList();
        bool more;
        do
        {
            var query = new PageQuery
            {
                Module = module,
                Owners = [.. connection.Parties.Select(party => party.Party).Distinct()],
                AfterOrdinal = known.LastOrdinal,
                Limit = Step,
                HeadersOnly = true,
            };
            more = await store.ReadPageAsync(query, known, cancellation);
        }
        while (more);

        return known.Keys;
    }

    private sealed class KeyList : IObjectSink
    {
        public List<ObjectKey> Keys { get; } = [];

        public long LastOrdinal { get; private set; }

        public void Add(in ObjectHeader header, ReadOnlySpan<byte> utf8)
        {
            Keys.Add(header.Key);
            LastOrdinal = header.Ordinal;
        }
    }
}
