using Busbar.Core.Objects;
using Busbar.Storage.Sql;
using Busbar.Storage.Writing;

namespace Busbar.Storage.Objects;

/// <summary>The change log as it stands in the database.</summary>
public static class ChangeRows
{
    /// <summary>Entries after a sequence, in order.</summary>
    public static List<Change> ReadAfter(ISqlSession session, StoreState state, long after, int limit) => session
        .Open("""
            SELECT c.sequence, c.at, c.kind, o.module, o.owner, o.object_id, c.evse, c.connector, c.connection, c.detail, c.previous
            FROM changes c LEFT JOIN objects o ON o.id = c.object WHERE c.sequence > ? ORDER BY c.sequence LIMIT ?
            """)
        .Bind(after).Bind((long)limit).ReadAll(row => Map(session, state, row));

    private static Change Map(ISqlSession session, StoreState state, Statement row)
    {
        ObjectKey? key = row.IsNull(3)
            ? null
            : new ObjectKey(state.Modules.Name(session, row.Int32(3)), state.Parties.Name(session, row.Int32(4)), row.Text(5));
        var part = row.IsNull(6) ? null : new ObjectPart(row.Text(6), row.TextOrNull(7));
        return new Change(row.Int64(0), row.Instant(1), (ChangeKind)row.Int32(2), key, part, row.GuidOrNull(8), row.TextOrNull(9),
            row.IsNull(10) ? null : ChangeBefore.Unpack(row.Int64(10)));
    }
}
