using Busbar.Core.Objects;
using Busbar.Storage.Objects;
using Busbar.Storage.Sql;
using Busbar.Storage.Writing;

namespace Busbar.Storage.PostgreSql.Writing;

/// <summary>Brings what other processes committed into this process's memory, in order. The writer and the listener both do; one at a time.</summary>
internal sealed class SharedTail(StoreState state, TimeProvider time)
{
    private const int LargestStep = 4096;

    private readonly Lock _gate = new();
    private long _heard = long.MinValue;
    private volatile int _writer;

    public long Last => state.Tail.Last;

    /// <summary>The server's process that writes for us: what it tells is known here.</summary>
    public int Writer
    {
        get => _writer;
        set => _writer = value;
    }

    /// <summary>The database has told of everything that was committed until just now.</summary>
    public void Heard() => Volatile.Write(ref _heard, time.GetTimestamp());

    public bool HeardWithin(TimeSpan period) => Volatile.Read(ref _heard) is > long.MinValue and var heard && time.GetElapsedTime(heard) < period;

    /// <summary>Reads the changes that are newer than the last one known here, when a change is known to be there that is not.</summary>
    public void CatchUp(ISqlSession session, long newest = long.MaxValue)
    {
        lock (_gate)
        {
            if (newest <= state.Tail.Last)
            {
                return;
            }

            var changes = Read(session);
            if (changes.Count == LargestStep || (changes.Count > 0 && changes[0].Sequence != state.Tail.Last + 1))
            {
                // Far behind, after a pause or a broken connection: readers take the rest from the database, as far as it is kept.
                state.Restart(session);
                return;
            }

            if (changes.Count > 0)
            {
                state.Learn(session, changes);
            }
        }
    }

    /// <summary>Another process has said what its commit moved.</summary>
    public void Moved(ISqlSession session, Notice notice)
    {
        if (notice.Moved is not { } moved)
        {
            state.MembershipUnknown();
            return;
        }

        foreach (var module in moved)
        {
            state.MembershipMoved(session, module);
        }
    }

    public void MembershipUnknown() => state.MembershipUnknown();

    /// <summary>
    /// Commits a transaction of this process's own and shows it, unless it comes to nothing. The listener, who hears of it too, waits: it need not read what
    /// is known here.
    /// </summary>
    public bool TryCommit(WriteContext context, Func<bool> commit)
    {
        lock (_gate)
        {
            var committed = commit();
            if (committed)
            {
                context.Committed();
            }

            return committed;
        }
    }

    private List<Change> Read(ISqlSession session) =>
        ChangeRows.ReadAfter(session, state, state.Tail.Last, LargestStep);
}
