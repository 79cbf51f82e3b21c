using Busbar.Bench.Frame;
using Busbar.Bench.Samples;
using Npgsql;

namespace Busbar.Bench.Storage;

/// <summary>
/// PostgreSQL with nothing around it but Npgsql: upserts of many locations by one statement, over several connections; and the same with everything that a
/// write of ours leaves in the database, its change included.
/// </summary>
internal sealed class RawPostgreSql : IAsyncDisposable
{
    public const int Writers = 4;

    private const string Upsert = """
        INSERT INTO raw_objects (id, last_updated, utf8) SELECT * FROM unnest($1::text[], $2::bigint[], $3::bytea[])
        ON CONFLICT (id) DO UPDATE SET last_updated = excluded.last_updated, utf8 = excluded.utf8
        """;

    private const string UpsertObjects = """
        INSERT INTO copied_objects (id, module, owner, object_id, version, last_updated, published, deleted, sequence, hash)
        SELECT id, 1, 1, name, 1, updated, 1, 0, updated, hash FROM unnest($1::bigint[], $2::text[], $3::bigint[], $4::bytea[]) AS k (id, name, updated, hash)
        ON CONFLICT (id) DO UPDATE SET version = excluded.version, last_updated = excluded.last_updated, audience = excluded.audience,
            published = excluded.published, deleted = excluded.deleted, sequence = excluded.sequence, hash = excluded.hash, source = excluded.source
        """;

    private const string UpsertBodies =
        "INSERT INTO copied_bodies (id, utf8) SELECT * FROM unnest($1::bigint[], $2::bytea[]) ON CONFLICT (id) DO UPDATE SET utf8 = excluded.utf8";

    private const string InsertChanges =
        "INSERT INTO copied_changes (at, kind, object, connection, previous) SELECT at, 1, id, $3, at FROM unnest($1::bigint[], $2::bigint[]) AS k (id, at)";

    private readonly NpgsqlDataSource _source;
    private readonly byte[][] _json;
    private readonly int _batch;
    private long _clock;

    private RawPostgreSql(string connectionString, byte[][] json, int batch)
    {
        _source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 16, MaxPoolSize = 8 }.ConnectionString);
        _json = json;
        _batch = batch;
    }

    /// <summary>Makes the tables: one of the bench's own, and copies of ours, which must hold these locations, with all their indexes.</summary>
    public static async Task<RawPostgreSql> CreateAsync(string connectionString, byte[][] json, int batch, CancellationToken cancellation)
    {
        var raw = new RawPostgreSql(connectionString, json, batch);
        await using var command = raw._source.CreateCommand("""
            CREATE TABLE raw_objects (number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, id text NOT NULL UNIQUE, last_updated bigint NOT NULL, utf8 bytea NOT NULL);
            CREATE TABLE copied_objects (LIKE objects INCLUDING ALL);
            CREATE TABLE copied_bodies (LIKE bodies INCLUDING ALL);
            CREATE TABLE copied_changes (LIKE changes INCLUDING ALL);
            """);
        await command.ExecuteNonQueryAsync(cancellation);
        return raw;
    }

    /// <summary>Upserts objects and waits until they are on disk.</summary>
    public Task<Measured> RepeatAsync(TimeSpan time, CancellationToken cancellation) => RepeatAsync(
        time,
        numbers =>
        {
            var upsert = new NpgsqlBatchCommand(Upsert);
            Add(upsert, Array.ConvertAll(numbers, SampleLocations.Id));
            Add(upsert, Array.ConvertAll(numbers, _ => Interlocked.Increment(ref _clock)));
            Add(upsert, Array.ConvertAll(numbers, number => _json[number]));
            return [upsert];
        },
        cancellation);

    /// <summary>Upserts objects, appends their changes, and waits until all of it is on disk.</summary>
    public Task<Measured> RepeatWithChangesAsync(TimeSpan time, CancellationToken cancellation) => RepeatAsync(
        time,
        numbers =>
        {
            var ids = Array.ConvertAll(numbers, number => number + 1L);
            var times = Array.ConvertAll(numbers, _ => Interlocked.Increment(ref _clock));
            var objects = new NpgsqlBatchCommand(UpsertObjects);
            Add(objects, ids);
            Add(objects, Array.ConvertAll(numbers, SampleLocations.Id));
            Add(objects, times);
            Add(objects, Array.ConvertAll(numbers, number => _json[number][..16]));
            var bodies = new NpgsqlBatchCommand(UpsertBodies);
            Add(bodies, ids);
            Add(bodies, Array.ConvertAll(numbers, number => _json[number]));
            var changes = new NpgsqlBatchCommand(InsertChanges);
            Add(changes, ids);
            Add(changes, times);
            changes.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = Guid.Empty.ToByteArray() });
            return [objects, bodies, changes];
        },
        cancellation);

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    /// <summary>Each connection keeps to locations of its own, so that no two wait for each other's rows. The statements of a batch are one transaction.</summary>
    private async Task<Measured> RepeatAsync(TimeSpan time, Func<int[], NpgsqlBatchCommand[]> statements, CancellationToken cancellation)
    {
        var own = _json.Length / Writers;
        var batches = await Load.ConcurrentlyAsync(Writers, time, async (writer, done) =>
        {
            await using var batch = _source.CreateBatch();
            foreach (var statement in statements([.. Enumerable.Range(0, _batch).Select(i => (writer * own) + ((((done * _batch) + i) * 7) % own))]))
            {
                batch.BatchCommands.Add(statement);
            }

            await batch.ExecuteNonQueryAsync(cancellation);
        });
        return batches with { Units = batches.Units * _batch };
    }

    private static void Add<T>(NpgsqlBatchCommand command, T[] column) => command.Parameters.Add(new NpgsqlParameter<T[]> { TypedValue = column });
}
