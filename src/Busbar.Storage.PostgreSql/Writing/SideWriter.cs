using Busbar.Core.Objects;
using Busbar.Storage.PostgreSql.Driver;
using Busbar.Storage.Sql;

namespace Busbar.Storage.PostgreSql.Writing;

/// <summary>Writes what is no part of the log of changes, with a connection of its own: whoever writes objects does not wait for it, in no process.</summary>
internal sealed class SideWriter(WritingSessions sessions) : IDisposable
{
    private readonly SemaphoreSlim _free = new(1, 1);
    private PostgreSqlSession? _session;

    public async Task<T> WriteAsync<T>(Func<ISqlSession, T> work, CancellationToken cancellation)
    {
        await _free.WaitAsync(cancellation);
        try
        {
            return await Task.Run(() => Write(work), CancellationToken.None);
        }
        finally
        {
            _free.Release();
        }
    }

    public void Dispose()
    {
        _free.Wait();
        _session?.Dispose();
        _free.Dispose();
    }

    private T Write<T>(Func<ISqlSession, T> work)
    {
        var session = Begin();
        try
        {
            var result = work(session);
            session.Execute("COMMIT");
            return result;
        }
        catch
        {
            // The server takes back what a connection has not committed.
            Close();
            throw;
        }
    }

    private PostgreSqlSession Begin()
    {
        if (_session is { } known)
        {
            try
            {
                known.Execute("BEGIN");
                return known;
            }
            catch (StoreUnavailableException)
            {
                // It was idle while the server restarted; a new one tells whether the server is there.
                Close();
            }
        }

        var session = _session = sessions.Open();
        session.Execute("BEGIN");
        return session;
    }

    private void Close()
    {
        _session?.Dispose();
        _session = null;
    }
}
