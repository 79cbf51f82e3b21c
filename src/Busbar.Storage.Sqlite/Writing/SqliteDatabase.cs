using Busbar.Core.Objects;
using Busbar.Storage.Rows;
using Busbar.Storage.Schema;
using Busbar.Storage.Sql;
using Busbar.Storage.Sqlite.Driver;
using Busbar.Storage.Writing;

namespace Busbar.Storage.Sqlite.Writing;

/// <summary>A SQLite file as the stores use it: one writer with group commit, many read connections, the schema brought up to date when it is opened.</summary>
internal sealed class SqliteDatabase : IDatabase, IDisposable
{
    // FULL: a commit is on disk before anyone is told. The log is folded back in larger steps than SQLite's default, since pages are rewritten often.
    private static readonly string[] WriterPragmas =
    [
        "PRAGMA busy_timeout = 5000", "PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "PRAGMA foreign_keys = ON",
        "PRAGMA wal_autocheckpoint = 4000", "PRAGMA journal_size_limit = 67108864", "PRAGMA temp_store = MEMORY", "PRAGMA cache_size = -65536",
    ];

    private static readonly string[] ReaderPragmas =
    [
        "PRAGMA busy_timeout = 5000", "PRAGMA query_only = ON", "PRAGMA temp_store = MEMORY", "PRAGMA cache_size = -8192", "PRAGMA mmap_size = 1073741824",
    ];

    private readonly FileStream _lock;
    private readonly SqliteSession _writing;
    private readonly SqliteReaders _readers;
    private readonly SqliteWriter _writer;
    private readonly NamedLocks _names = new();
    private bool _disposed;

    public SqliteDatabase(string connectionString, TimeProvider time)
    {
        SqliteLibrary.Prepare();
        var path = Prepared(connectionString);
        Time = time;
        _lock = SqliteFile.Lock(path);
        SqliteSession? writing = null;
        try
        {
            writing = new SqliteSession(path, WriterPragmas);
            SqliteFile.MustNotBeLeft(writing, path);
            Migrator.Migrate(writing, Dialect, time);
            State.Load(writing);
        }
        catch
        {
            writing?.Dispose();
            _lock.Dispose();
            throw;
        }

        _writing = writing;
        _readers = new SqliteReaders(() => new SqliteSession(path, ReaderPragmas));
        _writer = new SqliteWriter(writing, new WriteContext(new DirectRows(writing), State, time), State.Condition, time);
    }

    public SqlDialect Dialect => SqliteDialect.Instance;

    public StoreState State { get; } = new();

    public TimeProvider Time { get; }

    /// <summary>The lock file keeps other processes out.</summary>
    public bool IsShared => false;

    public bool HearsOthers => true;

    public Task<T> WriteAsync<T>(Func<WriteContext, T> work, CancellationToken cancellation) => _writer.WriteAsync(work, isolated: false, cancellation);

    public Task<T> WriteIsolatedAsync<T>(Func<WriteContext, T> work, CancellationToken cancellation) => _writer.WriteAsync(work, isolated: true, cancellation);

    public Task<T> WriteObjectsAsync<T>(IReadOnlyList<ObjectWrite> objects, Func<WriteContext, T> work, CancellationToken cancellation) =>
        _writer.WriteAsync(work, isolated: objects.Count > 1, cancellation);

    /// <remarks>A file has one writer.</remarks>
    public Task<T> WriteAsideAsync<T>(Func<ISqlSession, T> work, CancellationToken cancellation) => WriteIsolatedAsync(context => work(context.Sql), cancellation);

    public ValueTask<IAsyncDisposable> LockAsync(string name, CancellationToken cancellation) => _names.TakeAsync(name, cancellation);

    public T Read<T>(Func<ISqlSession, T> work) => _readers.Read(work);

    /// <summary>Finishes queued writes and closes the file.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _writer.Dispose();
        _readers.Dispose();
        _writing.Dispose();
        _lock.Dispose();
    }

    private static string Prepared(string connectionString)
    {
        var path = SqliteFile.PathOf(connectionString);
        var folder = Path.GetDirectoryName(path)!;
        if (OperatingSystem.IsWindows() || Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            // Partners' data is nobody else's business on a machine with several users.
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return path;
    }
}
