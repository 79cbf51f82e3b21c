using System.Security.Cryptography;
using System.Text;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Storage.Tests.Objects;

/// <summary>Objects and writes as tests need them.</summary>
public static class TestObjects
{
    public static PartyId Owner { get; } = new("NL", "TNM");

    public static PartyId Other { get; } = new("DE", "ABC");

    public static DateTimeOffset Noon { get; } = new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero).AddTicks(1234567);

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static ObjectKey Location(string id, PartyId? owner = null) => new(ModuleId.Locations, owner ?? Owner, id);

    public static ObjectDecision.Store Document(
        string text, DateTimeOffset? updated = null, PartyId? audience = null, bool published = true, ObjectPart? part = null, OcpiVersion version = OcpiVersion.V221)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var hash = System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(bytes));
        return new ObjectDecision.Store(version, bytes, new ObjectFacts(updated ?? Noon, audience, published, hash), part);
    }

    public static ObjectWrite Put(ObjectKey key, ObjectDecision decision, Guid? source = null) =>
        new() { Key = key, Source = source, Decide = _ => decision };

    public static async Task<WriteResult> PutAsync(this IObjectStore store, ObjectKey key, ObjectDecision decision, Guid? source = null) =>
        await store.WriteAsync(Put(key, decision, source), Cancellation);

    public static string Text(this StoredObject stored) => Encoding.UTF8.GetString(stored.Utf8.Span);

    public static async Task<(List<string> Ids, bool More, long Last)> PageAsync(this IObjectStore store, PageQuery query)
    {
        var sink = new ListSink();
        var more = await store.ReadPageAsync(query, sink, Cancellation);
        return ([.. sink.Headers.Select(header => header.Key.Id)], more, sink.Headers.Count == 0 ? query.AfterOrdinal : sink.Headers[^1].Ordinal);
    }
}

public sealed class ListSink : IObjectSink
{
    public List<ObjectHeader> Headers { get; } = [];

    public List<string> Bodies { get; } = [];

    public void Add(in ObjectHeader header, ReadOnlySpan<byte> utf8)
    {
        Headers.Add(header);
        Bodies.Add(Encoding.UTF8.GetString(utf8));
    }
}
