using Busbar.Storage.Schema;
using Busbar.Storage.Sql;

namespace Busbar.Storage.Moving;

/// <summary>
/// Moves everything from one database to another: whatever tables there are, streamed one after the other, then read again and compared. Either all of it
/// is in the new place at the end, or nothing.
/// </summary>
public sealed class Mover(IMoveSource source, IMoveTarget target, Action<MoveProgress> progress, CancellationToken cancellation)
{
    private const int Step = 1000;

    /// <summary>Copies and compares; nothing is committed yet.</summary>
    /// <exception cref="NotSupportedException">The source cannot be moved by this program.</exception>
    /// <exception cref="MoveFailedException">What arrived is not what was sent.</exception>
    public IReadOnlyList<(string Table, long Rows)> Copy()
    {
        var unknown = source.Schema.Present.Except(Migrations.All.Select(migration => migration.Number)).ToList();
        if (unknown.Count > 0)
        {
            throw new NotSupportedException($"The database has steps of its schema that this Busbar does not know ({string.Join(", ", unknown)}); move it with the Busbar that it belongs to.");
        }

        // The same schema on both sides first; what is newer comes when a gateway starts there.
        target.Build(Migrations.All.Where(migration => source.Schema.Present.Contains(migration.Number)));
        var sent = new List<(MovedTable Table, ContentHash Hash)>();
        foreach (var table in source.Tables)
        {
            sent.Add((table, Copy(table)));
        }

        foreach (var (table, hash) in sent)
        {
            Compare(table, hash);
        }

        return [.. sent.Select(table => (table.Table.Name, table.Hash.Rows))];
    }

    private ContentHash Copy(MovedTable table)
    {
        var there = target.Find(table.Name);
        if (!there.Columns.Select(column => (column.Name, column.Kind)).SequenceEqual(table.Columns.Select(column => (column.Name, column.Kind))))
        {
            throw new MoveFailedException($"The table {table.Name} has other columns than its schema says.");
        }

        var total = source.Session.Open($"SELECT count(*) FROM {table.Name}").ReadInt64() ?? 0;
        var hash = new ContentHash(table.Columns);
        using (var writer = target.Write(there))
        using (var rows = source.Session.Open(table.Select))
        {
            while (rows.Step())
            {
                writer.Add(rows);
                hash.Add(rows, target.Storable);
                Tell(hash, new MoveProgress(table.Name, "copying", hash.Rows, total));
            }

            writer.End();
        }

        progress(new MoveProgress(table.Name, "copied", hash.Rows, total));
        return hash;
    }

    private void Compare(MovedTable table, ContentHash sent)
    {
        var arrived = new ContentHash(table.Columns);
        using var rows = target.Session.Open(table.Select);
        while (rows.Step())
        {
            arrived.Add(rows, text => text);
            Tell(arrived, new MoveProgress(table.Name, "comparing", arrived.Rows, sent.Rows));
        }

        if (arrived.Rows != sent.Rows || arrived.Text != sent.Text)
        {
            throw new MoveFailedException($"The table {table.Name} did not arrive as it was sent: {sent.Rows} rows ({sent.Text[..16]}) went, {arrived.Rows} ({arrived.Text[..16]}) came.");
        }

        progress(new MoveProgress(table.Name, "compared", arrived.Rows, sent.Rows));
    }

    private void Tell(ContentHash hash, MoveProgress step)
    {
        if (hash.Rows % Step == 0)
        {
            cancellation.ThrowIfCancellationRequested();
            progress(step);
        }
    }
}

/// <summary>How far a move has come.</summary>
public sealed record MoveProgress(string Table, string Doing, long Rows, long Total);
