using Busbar.Core.Objects;
using Busbar.Storage.PostgreSql.Driver;
using Busbar.Storage.Schema;
using Busbar.Storage.Sql;
using Busbar.Storage.Writing;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Busbar.Storage.PostgreSql.Writing;

/// <summary>
/// A PostgreSQL database as the stores use it, shared by any number of processes: one writer per process with group commit, read connections, and an
/// ear for what the other processes commit.
/// </summary>
internal sealed class PostgreSqlDatabase : IDatabase, IDisposable
{
    private static readonly TimeSpan ReadPatience = TimeSpan.FromSeconds(10);

    // The listener asks every second at the latest; who was silent for twice as long is not heard.
    private static readonly TimeSpan Deafness = TimeSpan.FromSeconds(2);

    private readonly NpgsqlDataSource _source;
    private readonly SharedTail _tail;
    private readonly PostgreSqlReaders _readers;
    private readonly PostgreSqlWriter _writer;
    private readonly SideWriter _side;
    private readonly ChangeListener _listener;
    private readonly NamedLocks _names = new();
    private bool _disposed;

    public PostgreSqlDatabase(string connectionString, TimeProvider time, ILogger<PostgreSqlDatabase> log)
        : this(connectionString, time, log, Migrations.All)
    {
    }

    internal PostgreSqlDatabase(string connectionString, TimeProvider time, ILogger<PostgreSqlDatabase> log, IReadOnlyList<Migration> migrations)
    {
        Time = time;
        _source = NpgsqlDataSource.Create(PostgreSqlSettings.Of(connectionString).ConnectionString);
        try
        {
            Prepare(connectionString, migrations);
        }
        catch
        {
            _source.Dispose();
            throw;
        }

        _tail = new SharedTail(State, time);
        _readers = new PostgreSqlReaders(() => new PostgreSqlSession(_source), PostgreSqlSettings.ReadConnections, ReadPatience);
        var sessions = new WritingSessions(_source, migrations);
        _writer = new PostgreSqlWriter(sessions, State, _tail, time);
        _side = new SideWriter(sessions);
        _listener = new ChangeListener(_source, _tail, log);
    }

    public SqlDialect Dialect => PostgreSqlDialect.Instance;

    public StoreState State { get; } = new();

    public TimeProvider Time { get; }

    public bool IsShared => true;

    public bool HearsOthers => _tail.HeardWithin(Deafness);

    public Task<T> WriteAsync<T>(Func<WriteContext, T> work, CancellationToken cancellation) => _writer.WriteAsync(work, [], cancellation);

    /// <remarks>Every write is isolated here: a transaction in which one fails is begun anew without it.</remarks>
    public Task<T> WriteIsolatedAsync<T>(Func<WriteContext, T> work, CancellationToken cancellation) => _writer.WriteAsync(work, [], cancellation);

    public Task<T> WriteObjectsAsync<T>(IReadOnlyList<ObjectWrite> objects, Func<WriteContext, T> work, CancellationToken cancellation) =>
        _writer.WriteAsync(work, objects, cancellation);

    public Task<T> WriteAsideAsync<T>(Func<ISqlSession, T> work, CancellationToken cancellation) => _side.WriteAsync(work, cancellation);

    public async ValueTask<IAsyncDisposable> LockAsync(string name, CancellationToken cancellation)
    {
        // One connection of this process at a time asks for a name, or many waiting callers would use the connections up.
        var here = await _names.TakeAsync(name, cancellation);
        try
        {
            return await PostgreSqlNamedLock.TakeAsync(_source, name, here, cancellation);
        }
        catch
        {
            await here.DisposeAsync();
            throw;
        }
    }

    public T Read<T>(Func<ISqlSession, T> work) => _readers.Read(work);

    /// <summary>Finishes queued writes and closes the connections.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _writer.Dispose();
        _side.Dispose();
        _listener.Dispose();
        _readers.Dispose();
        _source.Dispose();
    }

    private void Prepare(string connectionString, IReadOnlyList<Migration> migrations)
    {
        using var source = NpgsqlDataSource.Create(PostgreSqlSettings.Patient(connectionString).ConnectionString);
        using var session = new PostgreSqlSession(source);

        // Several processes may start at once; one of them brings the schema up to date, the others find it done.
        session.Execute(PostgreSqlLocks.TakeSchema);
        session.Execute(PostgreSqlLocks.WaitBriefly);
        session.AddExtension();
        Migrator.Migrate(session, Dialect, Time, migrations);
        session.Execute(PostgreSqlLocks.LeaveSchema);
        State.Load(session);
    }
}
