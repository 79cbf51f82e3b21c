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

    private const string WriteObjects = """
        INSERT INTO objects (id, module, owner, object_id, version, last_updated, audience, published, deleted, sequence, hash, source)
        SELECT * FROM unnest($1::bigint[], $2::integer[], $3::integer[], $4::text[], $5::integer[], $6::bigint[], $7::integer[], $8::integer[], $9::integer[],
            $10::bigint[], $11::bytea[], $12::bytea[])
        ON CONFLICT (id) DO UPDATE SET version = excluded.version, last_updated = excluded.last_updated, audience = excluded.audience,
            published = excluded.published, deleted = excluded.deleted, sequence = excluded.sequence, hash = excluded.hash, source = excluded.source
        """;

    private const string WriteBodies =
        "INSERT INTO bodies (id, utf8) SELECT * FROM unnest($1::bigint[], $2::bytea[]) ON CONFLICT (id) DO UPDATE SET utf8 = excluded.utf8";

    private const string WriteChanges = """
        INSERT INTO changes (sequence, at, kind, object, evse, connector, connection, detail, previous)
        SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::integer[], $4::bigint[], $5::text[], $6::text[], $7::bytea[], $8::text[], $9::bigint[])
        """;

    private long _lastSequence;

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

    /// <summary>Writes rows; commits when it is told which modules moved.</summary>
    public void Write(IReadOnlyCollection<KeptRow> rows, IReadOnlyCollection<(Change Change, long? Id)> changes, IReadOnlyList<int>? moved)
    {
        using var batch = new NpgsqlBatch(connection);
        if (rows.Count > 0)
        {
            AddRows(batch, rows);
        }

        if (changes.Count > 0)
        {
            AddChanges(batch, changes);
            _lastSequence = changes.Max(change => change.Change.Sequence);
        }

        if (moved is not null)
        {
            if (_lastSequence > 0)
            {
                batch.BatchCommands.Add(new NpgsqlBatchCommand($"NOTIFY {ChangeListener.Channel}, '{new Notice(_lastSequence, moved)}'"));
            }

            batch.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));
        }

        try
        {
            batch.ExecuteNonQuery();
            _lastSequence = moved is null ? _lastSequence : 0;
        }
        catch (Exception exception) when (PostgreSqlFailure.IsOfDriver(exception))
        {
            throw PostgreSqlFailure.From(exception);
        }
    }

    private static void AddRows(NpgsqlBatch batch, IReadOnlyCollection<KeptRow> kept)
    {
        var objects = new NpgsqlBatchCommand(WriteObjects);
        Add(objects.Parameters, kept.Select(row => row.Row.Id));
        Add(objects.Parameters, kept.Select(row => row.Row.Module));
        Add(objects.Parameters, kept.Select(row => row.Row.Owner));
        Add(objects.Parameters, kept.Select(row => PostgreSqlText.Storable(row.Row.ObjectName)));
        Add(objects.Parameters, kept.Select(row => (int)row.Row.Version));
        Add(objects.Parameters, kept.Select(row => row.Row.LastUpdated.UtcTicks));
        Add(objects.Parameters, kept.Select(row => row.Row.Audience));
        Add(objects.Parameters, kept.Select(row => row.Row.Published ? 1 : 0));
        Add(objects.Parameters, kept.Select(row => row.Row.Deleted ? 1 : 0));
        Add(objects.Parameters, kept.Select(row => row.Row.Sequence));
        Add(objects.Parameters, kept.Select(row => Bytes(row.Row.Hash)));
        Add(objects.Parameters, kept.Select(row => row.Row.Source?.ToByteArray(bigEndian: true)));
        batch.BatchCommands.Add(objects);

        var bodies = kept.Where(row => row.Utf8 is not null).ToList();
        if (bodies.Count > 0)
        {
            var command = new NpgsqlBatchCommand(WriteBodies);
            Add(command.Parameters, bodies.Select(row => row.Row.Id));
            Add(command.Parameters, bodies.Select(row => row.Utf8!.Value));
            batch.BatchCommands.Add(command);
        }
    }

    private static void AddChanges(NpgsqlBatch batch, IReadOnlyCollection<(Change Change, long? Id)> changes)
    {
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
