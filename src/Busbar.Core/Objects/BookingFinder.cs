using Busbar.Ocpi.Model.Common;

namespace Busbar.Core.Objects;

/// <summary>Finds a Booking by the id that its eMSP gave it: requests carry no other, and some partners put it into URLs (AMD-158).</summary>
public sealed class BookingFinder(IObjectStore store)
{
    private const int Step = 500;

    /// <summary>The target as it is, or with the Booking's own id where its id turns out to be a request_id.</summary>
    public async ValueTask<ObjectTarget> NamedAsync(ObjectTarget target, CancellationToken cancellation) =>
        await store.FindAsync(target.Key, cancellation) is null && await FindAsync(target.Owner, null, target.Id, cancellation) is { } key
            ? target with { Id = key.Id }
            : target;

    /// <summary>The Booking of a CPO with a request_id; null when there is none. Looks at the CPO's bookings one by one.</summary>
    /// <param name="owner">The CPO.</param>
    /// <param name="asker">The eMSP that asked for it; null when that does not matter.</param>
    /// <param name="requestId">The eMSP's id of it.</param>
    /// <param name="cancellation">Ends the search.</param>
    public async ValueTask<ObjectKey?> FindAsync(PartyId owner, PartyId? asker, string requestId, CancellationToken cancellation)
    {
        var search = new MemberSearch("request_id", requestId);
        bool more;
        do
        {
            var query = new PageQuery
            {
                Module = OwnedModule.Bookings.Module,
                Owners = [owner],
                Grants = asker is { } party ? [new ObjectGrant(Audience: party)] : null,
                AfterOrdinal = search.LastOrdinal,
                Limit = Step,
            };
            more = await store.ReadPageAsync(query, search, cancellation);
        }
        while (more && search.Found is null);

        return search.Found;
    }
}
