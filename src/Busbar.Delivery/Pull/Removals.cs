using Busbar.Core.Connections;
using Busbar.Core.Intake;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Delivery.Pull;

/// <summary>
/// Removes what a complete pull of everything no longer lists. Tariffs go: the list replaces what is known. Locations and Tokens are marked as removed
/// (their last state is kept, and other partners are told by EVSEs that are REMOVED and by Tokens that are not valid), unless so many are missing at once
/// that a fault of the partner is likelier. Sessions, CDRs, bookings and what the payments module has stay. Any doubt about the list keeps everything.
/// </summary>
internal sealed class Removals(IObjectStore store, ObjectIntake intake, PullOptions options)
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
        var known = await KnownAsync(connection, module.Module, cancellation);
        var missing = known.Where(key => !count.Listed.Contains(key)).ToList();
        if (missing.Count == 0)
        {
            return;
        }

        if (count.Doubt is { } doubt)
        {
            count.Note($"{missing.Count} known objects are not listed any more; nothing was removed, because the list is in doubt: {doubt}");
            return;
        }

        if (module.Module != ModuleId.Tariffs && missing.Count > known.Count * options.MostMissing)
        {
            count.Note($"{missing.Count} of {known.Count} known objects are not listed any more. That many at once look like a fault: nothing was removed.");
            return;
        }

        foreach (var key in missing)
        {
            // What came by push while the pages were read may well be missing from them; what came by another way is another's.
            if (await store.FindAsync(key, cancellation) is { Deleted: false } stored && stored.Source == connection.Id && stored.Sequence <= loggedAtStart
                && (await intake.DeleteAsync(source, key, cancellation)).Outcome == IntakeOutcome.Deleted)
            {
                count.Removed++;
            }
        }
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
