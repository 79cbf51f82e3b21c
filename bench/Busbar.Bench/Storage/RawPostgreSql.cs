using Npgsql;

namespace Busbar.Bench.Storage;

/// <summary>PostgreSQL with nothing around it but Npgsql: upserts of many rows by one statement, over several connections.</summary>
internal sealed class RawPostgreSql : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;

    public RawPostgreSql(string connectionString) =>
        _source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 8, MaxPoolSize = 8 }.ConnectionString);

    public async Task CreateAsync(CancellationToken cancellation)
    {
        await using var command = _source.CreateCommand(
            "CREATE TABLE raw_objects (number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, id text NOT NULL UNIQUE, last_updated bigint NOT NULL, utf8 bytea NOT NULL)");
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Upserts rows and waits until they are on disk. No id stands twice among them.</summary>
    public async Task UpsertAsync(string[] ids, long[] updated, byte[][] utf8, CancellationToken cancellation)
    {
        await using var command = _source.CreateCommand("""
            INSERT INTO raw_objects (id, last_updated, utf8) SELECT * FROM unnest($1::text[], $2::bigint[], $3::bytea[])
            ON CONFLICT (id) DO UPDATE SET last_updated = excluded.last_updated, utf8 = excluded.utf8
            """);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = ids });
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = updated });
        command.Parameters.Add(new NpgsqlParameter<byte[][]> { TypedValue = utf8 });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
