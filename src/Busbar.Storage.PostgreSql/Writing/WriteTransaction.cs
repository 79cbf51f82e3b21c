using Busbar.Storage.PostgreSql.Driver;
using Busbar.Storage.Writing;

namespace Busbar.Storage.PostgreSql.Writing;

/// <summary>The writer's connection and its open transaction.</summary>
internal sealed class WriteTransaction : IDisposable
{
    private readonly PostgreSqlSession _session;
    private readonly SharedTail _tail;
    private readonly StoreState _state;
    private readonly KeptRows _rows;

    public WriteTransaction(PostgreSqlSession session, StoreState state, SharedTail tail, TimeProvider time)
    {
        _session = session;
        _state = state;
        _tail = tail;
        _rows = new KeptRows(session);
        tail.Writer = session.Connection.ProcessID;
        Context = new WriteContext(_rows, state, time);
    }

    public WriteContext Context { get; }

    /// <summary>Begins, waits for the turn to write, learns what others wrote before, and reads the objects that the items are about.</summary>
    public void Begin(IReadOnlyList<WriteItem> items)
    {
        _session.Execute($"BEGIN; {PostgreSqlLocks.TakeWriting}");
        _tail.CatchUp(_session);
        Context.Begin();
        _rows.Begin();
        _rows.Fetch(items, _state);
    }

    public (WriteContext.Mark Books, int Rows) Mark() => (Context.Position, _rows.Position);

    /// <summary>Forgets what was written after a mark; false when some of it is in the database already.</summary>
    public bool TryReturnTo((WriteContext.Mark Books, int Rows) mark)
    {
        if (!_rows.TryReturnTo(mark.Rows))
        {
            return false;
        }

        Context.ReturnTo(mark.Books);
        return true;
    }

    public void Commit()
    {
        _tail.Commit(Context, () => _rows.Commit(Context.MovedModules));
    }

    public void RollBack()
    {
        Context.RolledBack();
        _rows.Begin();
        _session.Execute("ROLLBACK");
    }

    /// <summary>Ends with the connection: the server rolls back what was not committed.</summary>
    public void Abandon()
    {
        Context.RolledBack();
        Dispose();
    }

    public void Dispose()
    {
        _tail.Writer = 0;
        _session.Dispose();
    }
}
