using Busbar.Core.Objects;
using Npgsql;

namespace Busbar.Storage.PostgreSql.Driver;

/// <summary>What every connection of ours has beside what the operator's connection string says.</summary>
internal static class PostgreSqlSettings
{
    public const int ReadConnections = 16;

    // A process that is stopped inside a transaction holds up all others: the server ends such a transaction. A broken network shows within seconds.
    public static NpgsqlConnectionStringBuilder Of(string connectionString) => new(Readable(connectionString))
    {
        ApplicationName = "busbar",
        Timeout = 5,
        CommandTimeout = 15,
        KeepAlive = 10,
        MinPoolSize = 0,
        MaxPoolSize = ReadConnections + 8,
        MaxAutoPrepare = 32,
        IncludeErrorDetail = false,
        Options = "-c idle_in_transaction_session_timeout=5000 -c lock_timeout=10000 -c synchronous_commit=on",
    };

    /// <summary>For what may take its time: steps of the schema on large tables, moving a database, and waiting for another process that does either.</summary>
    public static NpgsqlConnectionStringBuilder Patient(string connectionString) => new(Of(connectionString).ConnectionString)
    {
        CommandTimeout = 0,
        Pooling = false,
        Options = "-c synchronous_commit=on",
    };

    private static string Readable(string connectionString)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(connectionString).ConnectionString;
        }
        catch (ArgumentException exception)
        {
            // The exception names the keyword that is wrong, never a value.
            throw new StoreUnavailableException($"This is no connection string of PostgreSQL: {exception.Message.ReplaceLineEndings(" ")}", exception);
        }
    }
}
