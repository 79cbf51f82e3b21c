using Busbar.Core.Agreements;
using Busbar.Core.Objects;
using Busbar.Core.Routing;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation.Common;
using Busbar.Ocpi.Wire.Patching;

namespace Busbar.Core.Losses;

/// <summary>
/// Tells what partners are not shown of which objects. A loss follows from the stored object and the version alone, so nothing is written for it: it is worked
/// out anew when somebody asks.
/// </summary>
public sealed class LossReader(IObjectStore store, ObjectTranslator translator, AgreementBook agreements, TimeProvider clock)
{
    /// <summary>One request looks at no more objects than this, whatever comes of them.</summary>
    private const int MostLookedAt = 2000;

    private const int PageSize = 200;

    public async Task<LossPage> ReadAsync(LossQuery query, CancellationToken cancellation)
    {
        var kinds = OwnedModule.InOrder.Where(kind => query.Module is null || kind.Module == query.Module).ToList();
        if (query.ObjectId is { } id)
        {
            return new LossPage(await ReadOneAsync(query, kinds, id, cancellation), null);
        }

        var items = new List<ObjectLosses>();
        var (start, after) = query.After is { } place ? (Math.Max(0, kinds.FindIndex(kind => kind.Module == place.Module)), place.Ordinal) : (0, 0L);
        var looked = 0;
        for (var index = start; index < kinds.Count; index++, after = 0)
        {
            while (true)
            {
                var batch = new Batch();
                var more = await ReadPageAsync(query, kinds[index], after, batch, cancellation);
                foreach (var (key, version, utf8, ordinal) in batch.Objects)
                {
                    after = ordinal;
                    looked++;
                    if (await LookAsync(query, kinds[index], key, version, utf8, null, cancellation) is { } found)
                    {
                        items.Add(found);
                    }

                    if (items.Count >= query.Limit || looked >= MostLookedAt)
                    {
                        return new LossPage(items, new LossPlace(kinds[index].Module, after));
                    }
                }

                if (!more)
                {
                    break;
                }
            }
        }

        return new LossPage(items, null);
    }

    private async Task<IReadOnlyList<ObjectLosses>> ReadOneAsync(LossQuery query, IReadOnlyList<OwnedModule> kinds, string id, CancellationToken cancellation)
    {
        var items = new List<ObjectLosses>();
        var visibility = Visibility();
        foreach (var kind in kinds)
        {
            var ids = kind == OwnedModule.Tokens ? TokenKey.OtherTypes.Select(type => TokenKey.IdOf(id, type)).Prepend(id) : [id];
            foreach (var candidate in ids)
            {
                foreach (var stored in await store.FindByIdAsync(kind.Module, candidate, cancellation))
                {
                    if (!stored.Deleted && (query.Owner is null || query.Owner == stored.Key.Owner)
                        && (query.Reader is not { } reader || visibility.Of(reader, stored.Key, stored.Facts, stored.Source).Allowed)
                        && await LookAsync(query, kind, stored.Key, stored.Version, stored.Utf8, stored.Facts.Audience, cancellation) is { } found)
                    {
                        items.Add(found);
                    }
                }
            }
        }

        return items;
    }

    private async Task<bool> ReadPageAsync(LossQuery query, OwnedModule kind, long after, Batch batch, CancellationToken cancellation)
    {
        var page = query.Reader is { } reader ? Visibility().PageFor(reader, kind.Module, PageSize) : new PageQuery { Module = kind.Module, Limit = PageSize };
        return page.Grants is not { Count: 0 }
            && await store.ReadPageAsync(page with { AfterOrdinal = after, Owners = query.Owner is { } owner ? [owner] : null }, batch, cancellation);
    }

    /// <summary>Null when nothing is lost.</summary>
    private async ValueTask<ObjectLosses?> LookAsync(
        LossQuery query, OwnedModule kind, ObjectKey key, OcpiVersion version, ReadOnlyMemory<byte> utf8, PartyId? audience, CancellationToken cancellation)
    {
        if (query.Version < kind.Since)
        {
            return new ObjectLosses(key, version, query.Version, [], $"OCPI {query.Version.Number()} has no module {kind.Chapter}.");
        }

        // Whose driver a Session or CDR is about stands beside it, not in it, up to 2.2.
        if (audience is null && version <= OcpiVersion.V22 && version != query.Version && ModuleReaders.ByAudience(kind.Module))
        {
            audience = (await store.FindAsync(key, cancellation))?.Facts.Audience;
        }

        var unequipped = Unequipped(kind, utf8);
        var view = version == query.Version
            ? new VersionedObject(utf8, [], null)
            : await translator.ToAsync(key, kind.Type, version, query.Version, unequipped.Count > 0 ? UnequippedEvses.LeaveOut(utf8) : utf8, audience, cancellation);
        return view.IsWithheld || view.Losses.Count > 0 || unequipped.Count > 0
            ? new ObjectLosses(key, version, query.Version, [.. unequipped, .. view.Losses], view.Withheld)
            : null;
    }

    private static IReadOnlyList<Loss> Unequipped(OwnedModule kind, ReadOnlyMemory<byte> utf8) =>
        kind != OwnedModule.Locations || !UnequippedEvses.Any(utf8.Span)
            ? []
            : [.. UnequippedEvses.Places(utf8.Span).Select(place => new Loss($"/evses/{place}", "AMD-014", LossKind.Dropped, "An EVSE without a connector is not sent to anybody."))];

    private Visibility Visibility() => new(agreements.Current, clock.GetUtcNow());

    private sealed class Batch : IObjectSink
    {
        public List<(ObjectKey Key, OcpiVersion Version, byte[] Utf8, long Ordinal)> Objects { get; } = [];

        public void Add(in ObjectHeader header, ReadOnlySpan<byte> utf8) => Objects.Add((header.Key, header.Version, utf8.ToArray(), header.Ordinal));
    }
}
