using Busbar.Core.Objects;
using Busbar.Storage.Objects;
using Busbar.Storage.Sql;
using Busbar.Storage.Writing;

namespace Busbar.Storage.PostgreSql.Writing;

/// <summary>Brings what other processes committed into this process's memory, in order. The writer and the listener both do; one at a time.</summary>
internal sealed class SharedTail(StoreState state)
{
    private const int LargestStep = 4096;

    private readonly Lock _gate = new();

    public long Last => state.Tail.Last;

    /// <summary>Reads the changes that are newer than the last one known here.</summary>
    public void CatchUp(ISqlSession session)
    {
        lock (_gate)
        {
            var changes = Read(session);
            if (changes.Count == LargestStep)
            {
                // Far behind, after a pause or a broken connection: readers take the rest from the database.
                state.Restart(session);
                return;
            }

            if (changes.Count > 0)
            {
                state.Learn(session, changes);
            }
        }
    }

    /// <summary>Shows a transaction of this process's own.</summary>
    public void Committed(WriteContext context)
    {
        lock (_gate)
        {
            context.Committed();
        }
    }

    private List<Change> Read(ISqlSession session) =>
        ChangeRows.ReadAfter(session, state, state.Tail.Last, LargestStep);
}
