using System.Collections.Concurrent;
using Busbar.Core.Objects;

namespace Busbar.Storage.PostgreSql.Driver;

/// <summary>Read connections, opened when needed, a limited number, kept with their prepared statements.</summary>
internal sealed class PostgreSqlReaders(Func<PostgreSqlSession> open, int most, TimeSpan patience) : IDisposable
{
    private readonly ConcurrentStack<PostgreSqlSession> _idle = new();
    private readonly SemaphoreSlim _places = new(most, most);
    private volatile bool _disposed;

    public T Read<T>(Func<PostgreSqlSession, T> work)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (!_places.Wait(patience))
        {
            throw new StoreUnavailableException("Every read connection to the database is busy.");
        }

        try
        {
            var session = Idle();
            var known = session is not null;
            session ??= open();
            try
            {
                return ReadWith(session, work);
            }
            catch (StoreUnavailableException) when (known && !session.Answered && !_disposed)
            {
                // A connection that was idle while the server restarted says so only when it is used: a new one tells whether the server is there.
                return ReadWith(open(), work);
            }
        }
        finally
        {
            _places.Release();
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

    /// <summary>A connection from before; those that broke while they were idle are passed over.</summary>
    private PostgreSqlSession? Idle()
    {
        while (_idle.TryPop(out var session))
        {
            if (session.Healthy)
            {
                return session;
            }

            session.Dispose();
        }

        return null;
    }

    private T ReadWith<T>(PostgreSqlSession session, Func<PostgreSqlSession, T> work)
    {
        var finished = false;
        session.Answered = false;
        try
        {
            var result = work(session);
            finished = true;
            return result;
        }
        finally
        {
            // A session whose read failed may have an answer half read; it is not worth asking.
            if (finished && !_disposed && session.Healthy)
            {
                _idle.Push(session);
            }
            else
            {
                session.Dispose();
            }
        }
    }
}
