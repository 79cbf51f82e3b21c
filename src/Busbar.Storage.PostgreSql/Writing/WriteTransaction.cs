using Busbar.Storage.PostgreSql.Driver;
using Busbar.Storage.Writing;

namespace Busbar.Storage.PostgreSql.Writing;

/// <summary>The writer's connection and its open transaction.</summary>
internal sealed class WriteTransaction : IDisposable
{
    private readonly PostgreSqlSession _session;
    private readonly SharedTail _tail;
    private readonly StoreState _state;
    private readonly Telling _telling;
    private readonly KeptRows _rows;

    public WriteTransaction(PostgreSqlSession session, StoreState state, SharedTail tail, Telling telling, TimeProvider time)
    {
        _session = session;
        _state = state;
        _tail = tail;
        _telling = telling;
        _rows = new KeptRows(session);
        tail.Writer = session.Connection.ProcessID;
        Context = new WriteContext(_rows, state, time);
    }

    public WriteContext Context { get; }

    /// <summary>Begins with what is known here, and reads the objects that the items are about as far as they are not. The turn to write comes with the commit.</summary>
    public void Begin(IReadOnlyList<WriteItem> items)
    {
        Context.Begin();
        _rows.Begin(Context.NextSequence - 1);
        _rows.Fetch(items, _state);
    }

    /// <summary>Begins with the turn to write, and learns what others wrote before; true when they did.</summary>
    public bool BeginInTurn(IReadOnlyList<WriteItem> items)
    {
        var overtaken = !_rows.TakeTurn(_tail.Last);
        if (overtaken)
        {
            _tail.CatchUp(_session);
        }

        Begin(items);
        return overtaken;
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

    /// <summary>Commits; false when another process has written before this transaction's turn came.</summary>
    /// <param name="moreToCome">Whether more commits of this process are about to follow, and no other's between.</param>
    public bool TryCommit(bool moreToCome) => _tail.TryCommit(Context, () =>
    {
        var last = Context.NextSequence - 1;
        if (last == _rows.Seen)
        {
            return _rows.TryCommit(null, last);
        }

        var commit = new Notice(_rows.Seen + 1, last, Context.MovedModules);
        var told = _telling.Choose(commit, moreToCome);
        if (!_rows.TryCommit(told, last))
        {
            return false;
        }

        _telling.Committed(commit, told);
        return true;
    });

    /// <summary>Tells the other processes what they were not told with a commit.</summary>
    public void Tell()
    {
        if (_telling.Untold is { } untold)
        {
            _rows.Tell(untold);
            _telling.Told();
        }
    }

    public void RollBack()
    {
        Context.RolledBack();
        _rows.RollBack();
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
