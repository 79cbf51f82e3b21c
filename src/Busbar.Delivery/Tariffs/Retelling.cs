using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Delivery.Tariffs;

/// <summary>Has objects told that nobody changed: they get an entry in the change log, and go out as any change does.</summary>
internal sealed class Retelling(IObjectStore store)
{
    /// <summary>The object stays as it is, and has a change.</summary>
    public async Task TellAsync(ObjectKey key, CancellationToken cancellation)
    {
        if (await store.FindAsync(key, cancellation) is { Deleted: false } stored)
        {
            await store.WriteAsync(
                new ObjectWrite
                {
                    Key = key,
                    Source = stored.Source,
                    Decide = current => current is null || current.Deleted
                        ? new ObjectDecision.Keep(KeepReason.NotFound)
                        : new ObjectDecision.Store(current.Version, current.ReadUtf8(), current.Facts),
                },
                cancellation);
        }
    }

    /// <summary>The Locations that name any of an owner's tariffs.</summary>
    /// <returns>How many there are.</returns>
    public async Task<int> TellPlacesAsync(PartyId owner, IReadOnlySet<ObjectKey> tariffs, CancellationToken cancellation)
    {
        var places = new PricedPlaces(tariffs);
        await ReadAsync(OwnedModule.Locations, owner, places, () => places.Last, cancellation);
        foreach (var place in places.Keys)
        {
            await TellAsync(place, cancellation);
        }

        return places.Keys.Count;
    }

    public async Task ReadAsync(OwnedModule module, PartyId? owner, IObjectSink sink, Func<long> last, CancellationToken cancellation)
    {
        var query = new PageQuery { Module = module.Module, Owners = owner is { } one ? [one] : null, Limit = 500 };
        while (await store.ReadPageAsync(query, sink, cancellation))
        {
            query = query with { AfterOrdinal = last() };
        }
    }
}
