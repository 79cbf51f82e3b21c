using System.Buffers.Binary;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Storage.PostgreSql.Driver;
using Busbar.Storage.Rows;
using Npgsql;

namespace Busbar.Storage.PostgreSql.Writing;

/// <summary>Reads and writes many rows with one statement per table: columns travel as arrays, and all statements in one exchange with the server.</summary>
internal sealed class RowWriter(NpgsqlConnection connection)
{
    private const string ReadRows = """
        SELECT o.id, o.module, o.owner, k.object_id, o.version, o.last_updated, o.audience, o.published, o.deleted, o.sequence, o.hash, o.source
        FROM unnest($1::integer[], $2::integer[], $3::text[]) AS k (module, owner, object_id)
        JOIN objects o ON o.object_id = k.object_id::citext AND o.module = k.module AND o.owner = k.owner
        """;

    // The greatest is asked for because that is one look into the index whatever the server expects to find; for EXISTS it would read the whole log.
    private const string Newest = "coalesce((SELECT max(sequence) FROM changes), 0)";

    private const string IsNewest = $"SELECT {Newest} <= $1";

    // A transaction looks once whether it may write, and keeps the answer for its statements: to look again costs each of them as much as writing several rows.
    private const string TakeFirst = $"SELECT {Newest} <= $1, set_config('busbar.turn', 'true', true)";
    private const string WriteIfNewest = $"SELECT set_config('busbar.turn', ({Newest} <= $1)::text, true)::boolean";
    private const string MayWrite = "current_setting('busbar.turn') = 'true'";

    private const string InsertObjects = $"""
        INSERT INTO objects (id, version, last_updated, audience, published, deleted, sequence, hash, source, module, owner, object_id)
        SELECT * FROM unnest($1::bigint[], $2::integer[], $3::bigint[], $4::integer[], $5::integer[], $6::integer[], $7::bigint[], $8::bytea[], $9::bytea[],
            $10::integer[], $11::integer[], $12::text[]) WHERE {MayWrite}
        """;

    // An INSERT that meets a conflict would do the same, with a lock per row, more of the server's time and a tenth more in its log.
    private const string UpdateObjects = $"""
        UPDATE objects o SET version = k.version, last_updated = k.last_updated, audience = k.audience, published = k.published, deleted = k.deleted,
            sequence = k.sequence, hash = k.hash, source = k.source
        FROM unnest($1::bigint[], $2::integer[], $3::bigint[], $4::integer[], $5::integer[], $6::integer[], $7::bigint[], $8::bytea[], $9::bytea[])
            AS k (id, version, last_updated, audience, published, deleted, sequence, hash, source)
        WHERE o.id = k.id AND {MayWrite}
        """;

    private const string InsertBodies = $"INSERT INTO bodies (id, utf8) SELECT * FROM unnest($1::bigint[], $2::bytea[]) WHERE {MayWrite}";

    private const string UpdateBodies =
        $"UPDATE bodies b SET utf8 = k.utf8 FROM unnest($1::bigint[], $2::bytea[]) AS k (id, utf8) WHERE b.id = k.id AND {MayWrite}";

    private const string WriteChanges = $"""
        INSERT INTO changes (sequence, at, kind, object, evse, connector, connection, detail, previous)
        SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::integer[], $4::bigint[], $5::text[], $6::text[], $7::bytea[], $8::text[], $9::bigint[])
        WHERE {MayWrite}
        """;

    private const string TellAtOnce = "SELECT pg_notify($1, $2)";

    private const string TellIfWritten = $"{TellAtOnce} WHERE {MayWrite}";

    /// <summary>Begins, and waits for the turn to write; false when there is a change after this one.</summary>
    public bool TakeTurn(long seen)
    {
        using var batch = new NpgsqlBatch(connection);
        AddTurn(batch, TakeFirst, seen);
        return Run(batch, answer: 1, writes: 0);
    }

    public void Read(List<RowKey> keys, Action<ObjectRow> found)
    {
        try
        {
            using var command = new NpgsqlCommand(ReadRows, connection);
            Add(command.Parameters, keys.Select(key => key.Module));
            Add(command.Parameters, keys.Select(key => key.Owner));
            Add(command.Parameters, keys.Select(key => PostgreSqlText.Storable(key.Id)));
            using var rows = command.ExecuteReader();
            while (rows.Read())
            {
                found(Map(rows));
            }
        }
        catch (Exception exception) when (PostgreSqlFailure.IsOfDriver(exception))
        {
            throw PostgreSqlFailure.From(exception);
        }
    }

    /// <summary>Writes rows in the open transaction.</summary>
    public void Write(IReadOnlyCollection<KeptRow> rows, IReadOnlyCollection<(Change Change, long? Id)> changes)
    {
        using var batch = new NpgsqlBatch(connection);
        AddRows(batch, rows);
        AddChanges(batch, changes);
        Run(batch, answer: null, Count(rows, changes));
    }

    /// <summary>
    /// Writes rows and commits. What is written out of turn (when the last change that was seen is said) begins here too, and is written only when there is
    /// none after that one: the answer says so. Whoever has the turn keeps it for one exchange with the server, and no pause of this process falls into it.
    /// </summary>
    public bool Commit(IReadOnlyCollection<KeptRow> rows, IReadOnlyCollection<(Change Change, long? Id)> changes, Notice? notice, long? seen)
    {
        using var batch = new NpgsqlBatch(connection);
        if (seen is { } decided && rows.Count == 0 && changes.Count == 0)
        {
            // Nothing is to be written, but what was decided must have been right.
            AddSeen(batch, IsNewest, decided);
            return Run(batch, answer: 0, writes: 0);
        }

        if (seen is { } last)
        {
            AddTurn(batch, WriteIfNewest, last);
        }

        AddRows(batch, rows);
        if (notice is { } told)
        {
            AddTold(batch, TellIfWritten, told);
        }

        AddChanges(batch, changes);
        if (seen is null)
        {
            // Of a transaction in which something failed before, the server answers COMMIT without an error, and takes everything back.
            batch.BatchCommands.Add(new NpgsqlBatchCommand("SELECT 1"));
        }

        batch.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));
        return Run(batch, answer: seen is null ? null : 1, Count(rows, changes));
    }

    /// <summary>Tells other processes something while no transaction is open.</summary>
    public void Tell(Notice notice)
    {
        using var batch = new NpgsqlBatch(connection);
        AddTold(batch, TellAtOnce, notice);
        Run(batch, answer: null, writes: 0);
    }

    private static void AddTold(NpgsqlBatch batch, string sql, Notice notice)
    {
        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = ChangeListener.Channel });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = notice.ToString() });
        batch.BatchCommands.Add(command);
    }

    private static void AddTurn(NpgsqlBatch batch, string look, long seen)
    {
        batch.BatchCommands.Add(new NpgsqlBatchCommand("BEGIN ISOLATION LEVEL READ COMMITTED"));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(PostgreSqlLocks.TakeWriting));
        AddSeen(batch, look, seen);
    }

    private static void AddSeen(NpgsqlBatch batch, string look, long seen)
    {
        var command = new NpgsqlBatchCommand(look);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = seen });
        batch.BatchCommands.Add(command);
    }

    private static int Count(IReadOnlyCollection<KeptRow> rows, IReadOnlyCollection<(Change Change, long? Id)> changes) =>
        rows.Count + rows.Count(row => row.IsNew || row.Utf8 is not null) + changes.Count;

    /// <summary>Runs a batch, and gives the truth that one of its answers tells.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="answer">Which answer, of those statements that give one; null where nothing is asked.</param>
    /// <param name="writes">How many rows are written, unless the answer is no.</param>
    private static bool Run(NpgsqlBatch batch, int? answer, int writes)
    {
        try
        {
            // The driver hands a batch that is sent synchronously to the pool of threads, where it would wait behind every request that waits there.
            using var reader = batch.ExecuteReaderAsync().GetAwaiter().GetResult();
            var place = 0;
            var truth = answer is null;
            do
            {
                truth |= place++ == answer && reader.Read() && reader.GetBoolean(0);
            }
            while (reader.NextResult());
            if (truth && Math.Max(0, reader.RecordsAffected) != writes)
            {
                throw new InvalidOperationException($"{writes} rows were to be written, and {reader.RecordsAffected} were.");
            }

            return truth;
        }
        catch (Exception exception) when (PostgreSqlFailure.IsOfDriver(exception))
        {
            throw PostgreSqlFailure.From(exception);
        }
    }

    private static void AddRows(NpgsqlBatch batch, IReadOnlyCollection<KeptRow> kept)
    {
        AddObjects(batch, [.. kept.Where(row => row.IsNew)], isNew: true);
        AddObjects(batch, [.. kept.Where(row => !row.IsNew)], isNew: false);
        AddBodies(batch, InsertBodies, [.. kept.Where(row => row.IsNew)]);
        AddBodies(batch, UpdateBodies, [.. kept.Where(row => row is { IsNew: false, Utf8: not null })]);
    }

    private static void AddObjects(NpgsqlBatch batch, List<KeptRow> kept, bool isNew)
    {
        if (kept.Count == 0)
        {
            return;
        }

        var objects = new NpgsqlBatchCommand(isNew ? InsertObjects : UpdateObjects);
        Add(objects.Parameters, kept.Select(row => row.Row.Id));
        Add(objects.Parameters, kept.Select(row => (int)row.Row.Version));
        Add(objects.Parameters, kept.Select(row => row.Row.LastUpdated.UtcTicks));
        Add(objects.Parameters, kept.Select(row => row.Row.Audience));
        Add(objects.Parameters, kept.Select(row => row.Row.Published ? 1 : 0));
        Add(objects.Parameters, kept.Select(row => row.Row.Deleted ? 1 : 0));
        Add(objects.Parameters, kept.Select(row => row.Row.Sequence));
        Add(objects.Parameters, kept.Select(row => Bytes(row.Row.Hash)));
        Add(objects.Parameters, kept.Select(row => row.Row.Source?.ToByteArray(bigEndian: true)));
        if (isNew)
        {
            Add(objects.Parameters, kept.Select(row => row.Row.Module));
            Add(objects.Parameters, kept.Select(row => row.Row.Owner));
            Add(objects.Parameters, kept.Select(row => PostgreSqlText.Storable(row.Row.ObjectName)));
        }

        batch.BatchCommands.Add(objects);
    }

    private static void AddBodies(NpgsqlBatch batch, string sql, List<KeptRow> kept)
    {
        if (kept.Count == 0)
        {
            return;
        }

        var bodies = new NpgsqlBatchCommand(sql);
        Add(bodies.Parameters, kept.Select(row => row.Row.Id));
        Add(bodies.Parameters, kept.Select(row => row.Utf8!.Value));
        batch.BatchCommands.Add(bodies);
    }

    private static void AddChanges(NpgsqlBatch batch, IReadOnlyCollection<(Change Change, long? Id)> changes)
    {
        if (changes.Count == 0)
        {
            return;
        }

        var command = new NpgsqlBatchCommand(WriteChanges);
        Add(command.Parameters, changes.Select(change => change.Change.Sequence));
        Add(command.Parameters, changes.Select(change => change.Change.At.UtcTicks));
        Add(command.Parameters, changes.Select(change => (int)change.Change.Kind));
        Add(command.Parameters, changes.Select(change => change.Id));
        Add(command.Parameters, changes.Select(change => Text(change.Change.Part?.EvseUid)));
        Add(command.Parameters, changes.Select(change => Text(change.Change.Part?.ConnectorId)));
        Add(command.Parameters, changes.Select(change => change.Change.Connection?.ToByteArray(bigEndian: true)));
        Add(command.Parameters, changes.Select(change => Text(change.Change.Detail)));
        Add(command.Parameters, changes.Select(change => change.Change.Before?.Pack()));
        batch.BatchCommands.Add(command);
    }

    private static string? Text(string? value) => value is null ? null : PostgreSqlText.Storable(value);

    private static void Add<T>(NpgsqlParameterCollection parameters, IEnumerable<T> column) =>
        parameters.Add(new NpgsqlParameter<T[]> { TypedValue = [.. column] });

    // The id is the one that was asked for: the spelling that the batch uses.
    private static ObjectRow Map(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetInt32(1), row.GetInt32(2), row.GetString(3), (OcpiVersion)row.GetInt32(4), new DateTimeOffset(row.GetInt64(5), TimeSpan.Zero),
        row.IsDBNull(6) ? null : row.GetInt32(6), row.GetInt32(7) != 0, row.GetInt32(8) != 0, row.GetInt64(9),
        BinaryPrimitives.ReadUInt128BigEndian(row.GetFieldValue<byte[]>(10)), row.IsDBNull(11) ? null : new Guid(row.GetFieldValue<byte[]>(11), bigEndian: true));

    private static byte[] Bytes(UInt128 hash)
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, hash);
        return bytes;
    }
}
