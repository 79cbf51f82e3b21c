using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Storage.Sql;

namespace Busbar.Storage.Rows;

/// <summary>Rows that are written at once, one statement each: right for a database in the same process.</summary>
public sealed class DirectRows(ISqlSession session) : IObjectRows
{
    public ISqlSession Sql => session;

    public ObjectRow? Find(int module, int owner, string id) => session
        .Open("SELECT id, object_id, version, last_updated, audience, published, deleted, sequence, hash, source FROM objects WHERE object_id = ? AND module = ? AND owner = ?")
        .Bind(id).Bind(module).Bind(owner)
        .ReadFirst(row => new ObjectRow(
            row.Int64(0), module, owner, row.Text(1), (OcpiVersion)row.Int32(2), row.Instant(3), row.Int32OrNull(4), row.Flag(5), row.Flag(6),
            row.Int64(7), row.Hash(8), row.GuidOrNull(9)));

    public long NextId(int module) => 1 + (session.Open("SELECT id FROM objects WHERE id >= ? AND id < ? ORDER BY id DESC LIMIT 1")
        .Bind(ObjectId.First(module)).Bind(ObjectId.End(module)).ReadInt64() ?? ObjectId.First(module));

    public byte[] ReadBody(long id)
    {
        using var row = session.Open("SELECT utf8 FROM bodies WHERE id = ?").Bind(id);
        return row.Step() ? row.Blob(0).ToArray() : throw new InvalidDataException("An object has no body.");
    }

    public void Insert(ObjectRow row, ReadOnlyMemory<byte> utf8)
    {
        session.Open(
            "INSERT INTO objects (id, module, owner, object_id, version, last_updated, audience, published, deleted, sequence, hash, source) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
            .Bind(row.Id).Bind(row.Module).Bind(row.Owner).Bind(row.ObjectName).Bind((long)row.Version).Bind(row.LastUpdated)
            .Bind(row.Audience).Bind(row.Published).Bind(row.Deleted).Bind(row.Sequence).BindHash(row.Hash).Bind(row.Source).Run();
        session.Open("INSERT INTO bodies (id, utf8) VALUES (?, ?)").Bind(row.Id).Bind(utf8.Span).Run();
    }

    public void Update(ObjectRow row, ReadOnlyMemory<byte>? utf8)
    {
        session.Open(
            "UPDATE objects SET version = ?, last_updated = ?, audience = ?, published = ?, deleted = ?, sequence = ?, hash = ?, source = ? WHERE id = ?")
            .Bind((long)row.Version).Bind(row.LastUpdated).Bind(row.Audience).Bind(row.Published).Bind(row.Deleted)
            .Bind(row.Sequence).BindHash(row.Hash).Bind(row.Source).Bind(row.Id).Run();
        if (utf8 is { } bytes)
        {
            session.Open("UPDATE bodies SET utf8 = ? WHERE id = ?").Bind(bytes.Span).Bind(row.Id).Run();
        }
    }

    public void Append(Change change, long? id) => session
        .Open("INSERT INTO changes (sequence, at, kind, object, evse, connector, connection, detail, previous) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .Bind(change.Sequence).Bind(change.At).Bind((long)change.Kind).Bind(id)
        .Bind(change.Part?.EvseUid).Bind(change.Part?.ConnectorId).Bind(change.Connection).Bind(change.Detail).Bind(change.Before?.Pack()).Run();
}
