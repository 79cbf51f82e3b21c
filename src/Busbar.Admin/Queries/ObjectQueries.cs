using System.Text;
using Busbar.Admin.Contracts;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Admin.Queries;

/// <summary>Reads objects for the console: rows first, content one by one.</summary>
internal sealed class ObjectQueries(IObjectStore store, ObjectTranslator translator)
{
    public async Task<ObjectListView?> ListAsync(string module, long after, int limit, CancellationToken cancellation)
    {
        if (!OwnedModule.TryGet(new ModuleId(module), out var owned))
        {
            return null;
        }

        var query = new PageQuery { Module = owned.Module, AfterOrdinal = after, Limit = limit };
        var rows = new Rows();
        var more = await store.ReadPageAsync(query, rows, cancellation);
        return new ObjectListView
        {
            Items = rows.Items,
            Total = await store.CountAsync(query, cancellation),
            Next = more ? rows.Last : null,
        };
    }

    public async Task<IReadOnlyList<ObjectRowView>> FindByIdAsync(string module, string id, CancellationToken cancellation)
    {
        if (!OwnedModule.TryGet(new ModuleId(module), out var owned))
        {
            return [];
        }

        string[] ids = owned == OwnedModule.Tokens ? [id, .. TokenKey.OtherTypes.Select(type => TokenKey.IdOf(id, type))] : [id];
        var rows = new List<ObjectRowView>();
        foreach (var candidate in ids)
        {
            rows.AddRange((await store.FindByIdAsync(owned.Module, candidate, cancellation)).Select(Row));
        }

        return rows;
    }

    public async Task<ObjectView?> FindAsync(
        string module, string countryCode, string partyId, string id, string? tokenType, CancellationToken cancellation)
    {
        if (!OwnedModule.TryGet(new ModuleId(module), out var owned))
        {
            return null;
        }

        var target = new ObjectTarget(owned, new PartyId(countryCode, partyId), id, TokenType: tokenType);
        if (await store.FindAsync(target.Key, cancellation) is not { } stored)
        {
            return null;
        }

        var canonical = await translator.ToAsync(stored, owned.Type, OcpiVersion.V230, cancellation);
        return new ObjectView
        {
            Row = Row(stored),
            Sequence = stored.Sequence,
            Source = stored.Source,
            Audience = HeldAudience.TryRelease(stored.Facts, out var released) ? $"{released.Value.Audience}, once its verdict is accepted" : stored.Facts.Audience?.ToString(),
            Original = Encoding.UTF8.GetString(stored.Utf8.Span),
            Canonical = canonical.IsWithheld ? null : Encoding.UTF8.GetString(canonical.Utf8.Span),
            Withheld = canonical.Withheld,
        };
    }

    private static ObjectRowView Row(StoredObject stored) => 
        Row(stored.Key, stored.Version, stored.Facts.LastUpdated, stored.Deleted, stored.Utf8.Span);

    private static ObjectRowView Row(ObjectKey key, OcpiVersion version, DateTimeOffset lastUpdated, bool deleted, ReadOnlySpan<byte> utf8)
    {
        (string Id, string? Type) name = key.Module == ModuleId.Tokens ? TokenKey.Parse(key.Id) : (key.Id, null);
        return new ObjectRowView
        {
            Module = key.Module.Value,
            CountryCode = key.Owner.CountryCode,
            PartyId = key.Owner.Code,
            Id = name.Id,
            TokenType = name.Type,
            Version = version.Number(),
            LastUpdated = lastUpdated,
            Deleted = deleted,
            Summary = ObjectSummary.Of(key.Module, utf8),
        };
    }

    private sealed class Rows : IObjectSink
    {
        private readonly List<ObjectRowView> _items = [];

        public IReadOnlyList<ObjectRowView> Items => _items;

        public long Last { get; private set; }

        public void Add(in ObjectHeader header, ReadOnlySpan<byte> utf8)
        {
            Last = header.Ordinal;
            _items.Add(Row(header.Key, header.Version, header.LastUpdated, header.Deleted, utf8));
        }
    }
}
