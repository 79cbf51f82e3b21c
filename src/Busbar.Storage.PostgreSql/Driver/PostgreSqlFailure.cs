using System.Net.Sockets;
using Busbar.Core.Objects;
using Busbar.Storage.Sql;
using Npgsql;

namespace Busbar.Storage.PostgreSql.Driver;

/// <summary>Turns the driver's exceptions into the stores' own. Only codes and names of the schema are told: a message of the server may quote values.</summary>
internal static class PostgreSqlFailure
{
    /// <summary>Whether the database, not the statement, is the reason: it is away, full, read-only, or gave up on us.</summary>
    public static bool IsUnavailable(Exception exception) => exception switch
    {
        // 08 connection, 25006 read-only, 40 rolled back by the server, 53 resources and disk, 55P03 lock timeout, 57 shutdown and timeouts, 58 system error.
        PostgresException server => server.SqlState[..2] is "08" or "40" or "53" or "57" or "58" || server.SqlState is "25006" or "55P03" or "25P03",
        NpgsqlException or IOException or SocketException or TimeoutException or ObjectDisposedException => true,

        // So the driver says that the connection is not open (any more).
        InvalidOperationException { Source: "Npgsql" } => true,
        _ => false,
    };

    /// <summary>Whether it is one of the driver's own exceptions.</summary>
    public static bool IsOfDriver(Exception exception) =>
        exception is NpgsqlException or IOException or TimeoutException or ObjectDisposedException or InvalidOperationException { Source: "Npgsql" };

    public static Exception From(Exception exception) => exception switch
    {
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } unique =>
            new UniqueViolationException($"PostgreSQL {unique.SqlState}: {unique.TableName}.{Column(unique)} ({unique.ConstraintName})"),
        _ when IsUnavailable(exception) => new StoreUnavailableException($"The database could not be read or written. {Describe(exception)}"),
        PostgresException server => new InvalidOperationException($"PostgreSQL {server.SqlState} at {server.TableName ?? server.Routine}."),
        _ => exception,
    };

    private static string Describe(Exception exception) =>
        exception is PostgresException server ? $"PostgreSQL {server.SqlState}." : $"{exception.GetType().Name}: {exception.Message}";

    // PostgreSQL names a constraint "table_column_key"; the stores look for "table.column", as SQLite says it.
    private static string Column(PostgresException unique)
    {
        var name = unique.ConstraintName ?? "";
        var start = name.StartsWith(unique.TableName + "_", StringComparison.Ordinal) ? unique.TableName!.Length + 1 : 0;
        return name.EndsWith("_key", StringComparison.Ordinal) ? name[start..^4] : name[start..];
    }
}
