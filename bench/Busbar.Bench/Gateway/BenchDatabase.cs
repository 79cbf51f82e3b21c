using Busbar.Testing.Databases;

namespace Busbar.Bench.Gateway;

/// <summary>A database of the bench's own: a SQLite file in a temporary folder, or a database on a PostgreSQL server that is started for it, syncing as in production.</summary>
internal sealed class BenchDatabase : IDisposable
{
    private static readonly Lazy<PostgreSqlServer> Server = new(() => new PostgreSqlServer("shared_buffers=512MB", "max_wal_size=4GB", "synchronous_commit=on", "fsync=on"));

    public BenchDatabase(bool postgreSql)
    {
        IsPostgreSql = postgreSql;
        ConnectionString = postgreSql ? Server.Value.CreateDatabase() : $"Data Source={Folder}/busbar.db";
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("busbar-bench-").FullName;

    public bool IsPostgreSql { get; }

    public string ConnectionString { get; }

    /// <summary>The server's first process, when one was started.</summary>
    public static int? ServerProcess => Server.IsValueCreated
        ? int.Parse(File.ReadLines(Path.Combine(Server.Value.Data, "postmaster.pid")).First(), System.Globalization.CultureInfo.InvariantCulture)
        : null;

    /// <summary>Ends the server, when one was started.</summary>
    public static void End()
    {
        if (Server.IsValueCreated)
        {
            Server.Value.Dispose();
        }
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
