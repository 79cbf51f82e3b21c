using Busbar.Core.Connections;
using Busbar.Core.Objects;
using Busbar.Core.Parties;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Core.Registration;

/// <summary>
/// Takes back what a party published when nobody stands for it any more: its platform's connection is removed, or this gateway does not host it any longer. Partners that were
/// shown it are told as if its owner had removed it. Sessions, CDRs, bookings and what the payments module has are never taken back.
/// </summary>
public sealed class Departures(IObjectStore store, ConnectionDirectory directory, TimeProvider clock)
{
    private const int Step = 500;

    // Locations before the tariffs that they refer to.
    private static readonly ModuleId[] OfOperators = [ModuleId.Locations, OwnedModule.BookingLocations.Module, ModuleId.Tariffs];
    private static readonly ModuleId[] OfProviders = [ModuleId.Tokens];

    /// <summary>Before a connection is removed. Parties that have moved on to another one are its own.</summary>
    public async Task LeaveAsync(Connection connection, CancellationToken cancellation)
    {
        var owners = connection.Parties.Select(hosted => hosted.Party).Distinct()
            .Where(party => directory.Current.OwnerOf(party) is not { } owner || owner.Connection?.Id == connection.Id).ToList();
        await TakeBackAsync(owners, [.. OfOperators, .. OfProviders], cancellation);
    }

    /// <summary>Before a party is no longer hosted in one of its roles.</summary>
    public async Task LeaveAsync(PlatformParty hosted, CancellationToken cancellation)
    {
        var roles = directory.Current.Hosted.Where(known => known.Party == hosted.Party && known.Role != hosted.Role).Select(known => known.Role).ToList();
        ModuleId[] modules = roles.Count == 0 ? [.. OfOperators, .. OfProviders] : hosted.Role == Role.Cpo ? OfOperators : hosted.Role == Role.Emsp ? OfProviders : [];
        if (directory.Current.Hosted.Any(known => known.Party == hosted.Party && known.Role == hosted.Role))
        {
            await TakeBackAsync([hosted.Party], modules, cancellation);
        }
    }

    private async Task TakeBackAsync(List<PartyId> owners, ModuleId[] modules, CancellationToken cancellation)
    {
        if (owners.Count == 0)
        {
            return;
        }

        foreach (var module in modules)
        {
            var page = new KeyList();
            bool more;
            do
            {
                page.Keys.Clear();
                more = await store.ReadPageAsync(new PageQuery { Module = module, Owners = owners, AfterOrdinal = page.Last, Limit = Step }, page, cancellation);
                await store.WriteManyAsync([.. page.Keys.Select(Removal)], cancellation);
            }
            while (more);
        }
    }

    private ObjectWrite Removal(ObjectKey key)
    {
        var now = clock.GetUtcNow();
        return new ObjectWrite
        {
            Key = key,
            Source = null,
            Decide = current => current is null || current.Deleted ? new ObjectDecision.Keep(KeepReason.NotFound) : new ObjectDecision.Delete(now),
        };
    }

    private sealed class KeyList : IObjectSink
    {
        public List<ObjectKey> Keys { get; } = [];

        public long Last { get; private set; }

        public void Add(in ObjectHeader header, ReadOnlySpan<byte> utf8)
        {
            Keys.Add(header.Key);
            Last = header.Ordinal;
        }
    }
}
