using System.Collections.Concurrent;

namespace Busbar.Storage.Sqlite.Driver;

/// <summary>Read connections, opened when needed, kept with their prepared statements.</summary>
internal sealed class SqliteReaders(Func<SqliteSession> open) : IDisposable
{
    private const int Kept = 32;

    private readonly ConcurrentStack<SqliteSession> _idle = new();
    private volatile bool _disposed;

    public T Read<T>(Func<SqliteSession, T> work)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (!_idle.TryPop(out var session))
        {
            session = open();
        }

        var healthy = false;
        try
        {
            var result = work(session);
            healthy = true;
            return result;
        }
        finally
        {
            // A session whose read failed may have a statement open; it is not worth asking.
            if (healthy && !_disposed && _idle.Count < Kept)
            {
                _idle.Push(session);
            }
            else
            {
                session.Dispose();
            }
        }
    }

    public void Dispose()
    {
        _disposed = true;
        while (_idle.TryPop(out var session))
        {
            session.Dispose();
        }
    }
}
