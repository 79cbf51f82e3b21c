using Busbar.Storage.PostgreSql.Driver;
using Npgsql;

namespace Busbar.Storage.PostgreSql.Writing;

/// <summary>A name held in the database, by a connection of its own: it is free again when that connection ends, however it ends.</summary>
internal sealed class PostgreSqlNamedLock(NpgsqlConnection connection, string name, IAsyncDisposable here) : IAsyncDisposable
{
    public static async ValueTask<PostgreSqlNamedLock> TakeAsync(NpgsqlDataSource source, string name, IAsyncDisposable here, CancellationToken cancellation)
    {
        NpgsqlConnection? connection = null;
        try
        {
            connection = await source.OpenConnectionAsync(cancellation);
            await using var command = new NpgsqlCommand(PostgreSqlLocks.TakeName, connection);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
            await command.ExecuteNonQueryAsync(cancellation);
            return new PostgreSqlNamedLock(connection, name, here);
        }
        catch (Exception exception)
        {
            if (connection is not null)
            {
                await connection.DisposeAsync();
            }

            if (PostgreSqlFailure.IsOfDriver(exception))
            {
                throw PostgreSqlFailure.From(exception);
            }

            throw;
        }
    }

    // The driver resets a connection only when it is taken from its pool again: the lock has to be given back in so many words.
    public async ValueTask DisposeAsync()
    {
        try
        {
            await using var command = new NpgsqlCommand(PostgreSqlLocks.LeaveName, connection);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
            await command.ExecuteNonQueryAsync();
        }
        catch (Exception exception) when (PostgreSqlFailure.IsOfDriver(exception))
        {
            // The connection broke, and the lock went with it.
        }
        finally
        {
            await connection.DisposeAsync();
            await here.DisposeAsync();
        }
    }
}
