using System.Security.Cryptography;
using System.Text;
using Busbar.Core.Connections;
using Busbar.Core.Delivery;
using Busbar.Core.Hubs;
using Busbar.Core.Objects;
using Busbar.Core.Parties;
using Busbar.Core.Routing;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Delivery.Push;

/// <summary>What one partner is sent: what it may see of the modules that it can receive. Immutable.</summary>
internal sealed class PartnerView
{
    /// <summary>The modules in the order in which a new partner gets them: nothing comes before what it refers to.</summary>
    public static IReadOnlyList<ModuleId> Modules { get; } = [OwnedModule.ClientInfos.Module, .. OwnedModule.InOrder.Select(owned => owned.Module)];

    private readonly Dictionary<ModuleId, IReadOnlyList<ObjectGrant>> _grants = [];
    private readonly HubRules _rules;
    private List<ModuleGrant>? _all;

    /// <param name="connection">The partner.</param>
    /// <param name="visibility">What agreements let it see.</param>
    /// <param name="changesAt">When an agreement begins that does not hold yet.</param>
    /// <param name="rules">What holds where this gateway is a hub.</param>
    /// <param name="away">Parties behind the partner that cannot be reached at the moment.</param>
    public PartnerView(Connection connection, Visibility visibility, DateTimeOffset? changesAt, HubRules rules, IReadOnlySet<PartyId> away)
    {
        Connection = connection;
        ChangesAt = changesAt;
        _rules = rules;
        foreach (var owned in (IEnumerable<OwnedModule>)[OwnedModule.ClientInfos, .. OwnedModule.InOrder])
        {
            if (owned.UrlAt(connection, InterfaceRole.Receiver) is not null && (owned != OwnedModule.ClientInfos || rules.TellsClientsTo(connection))
                && visibility.GrantsFor(connection, owned.Module).Where(grant => grant.Audience is not { } party || !away.Contains(party)).ToList() is { Count: > 0 } grants)
            {
                _grants.Add(owned.Module, grants);
            }
        }

        var lines = _grants.SelectMany(entry => entry.Value.Select(grant => $"{entry.Key} {grant.Owner} {grant.Audience} {grant.Unpublished}".ToUpperInvariant()));
        Mark = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines.Order(StringComparer.Ordinal)))).AsSpan(0, 8));
    }

    private PartnerView(Connection connection, Dictionary<ModuleId, IReadOnlyList<ObjectGrant>> grants, HubRules rules)
    {
        Connection = connection;
        _grants = grants;
        _rules = rules;
    }

    public Connection Connection { get; }

    /// <summary>Tells views apart: equal for views that show the same.</summary>
    public string Mark { get; } = "";

    /// <summary>When an agreement begins that does not hold yet; null when none does.</summary>
    public DateTimeOffset? ChangesAt { get; }

    /// <summary>Everything that is granted.</summary>
    public IReadOnlyList<ModuleGrant> Grants => _all ??= [.. _grants.SelectMany(entry => entry.Value.Select(grant => new ModuleGrant(entry.Key, grant)))];

    /// <summary>What is granted of a module; empty for nothing.</summary>
    public IReadOnlyList<ObjectGrant> Of(ModuleId module) => _grants.GetValueOrDefault(module) ?? [];

    /// <summary>Whether an object could be meant for the partner; a quick look before it is read.</summary>
    public bool MaySee(ObjectKey key)
    {
        if (!_grants.TryGetValue(key.Module, out var grants) || Connection.Hosts(key.Owner))
        {
            return false;
        }

        foreach (var grant in grants)
        {
            if (grant.Owner is null || grant.Owner == key.Owner)
            {
                return _rules.Reaches(key.Owner, key.Module, Connection.Parties);
            }
        }

        return false;
    }

    /// <summary>In whose name an object is pushed: its owner's, or the hub's where this gateway is one and the object is for everybody.</summary>
    public PartyId Speaker(ModuleId module, PartyId owner) => ModuleReaders.ByAudience(module) ? owner : _rules.Speaker ?? owner;

    /// <summary>Whether the partner is sent the object.</summary>
    public bool Sees(StoredObject stored)
    {
        if (stored.Source == Connection.Id || !MaySee(stored.Key))
        {
            return false;
        }

        foreach (var grant in _grants[stored.Key.Module])
        {
            if (grant.Covers(stored.Key.Owner, stored.Facts))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the partner would have been sent an object of this key, published or not. What is for one party is told apart by its audience, and never taken back.</summary>
    public bool Covers(ObjectKey key, bool published) =>
        MaySee(key) && _grants[key.Module].Any(grant => (grant.Owner is null || grant.Owner == key.Owner) && (published || grant.Unpublished));

    /// <summary>Whether the partner has a place where it can be told of the module's objects.</summary>
    public bool CanTell(ModuleId module) => OwnedModule.TryGet(module, out var owned) && owned.UrlAt(Connection, InterfaceRole.Receiver) is not null;

    /// <summary>As it would be with other grants.</summary>
    public PartnerView With(IEnumerable<ModuleGrant> grants) => new(
        Connection, grants.GroupBy(grant => grant.Module).ToDictionary(group => group.Key, group => (IReadOnlyList<ObjectGrant>)[.. group.Select(grant => grant.Grant)]), _rules);

    /// <summary>The query for one step of a walk over the store.</summary>
    public PageQuery Page(ModuleId module, long afterOrdinal, int limit) => new()
    {
        Module = module,
        Grants = Of(module),
        ExceptOwners = [.. Connection.Parties.Select(hosted => hosted.Party).Distinct()],
        AfterOrdinal = afterOrdinal,
        Limit = limit,
    };

    /// <summary>
    /// The party of the partner that an object is meant for: the token's, or the first whose role reads the module. What is meant for everybody goes to a hub
    /// itself, which broadcasts it; what is one party's never does.
    /// </summary>
    public PartyId? Receiver(ModuleId module, PartyId? audience)
    {
        if (audience is { } party && Connection.Hosts(party))
        {
            return party;
        }

        if (Connection.HubParty is { } hub && !ModuleReaders.ByAudience(module))
        {
            return hub;
        }

        PlatformParty? any = null;
        foreach (var hosted in Connection.Parties)
        {
            if (ModuleReaders.Reads(hosted.Role, module) && hosted.Role != Role.Hub)
            {
                return hosted.Party;
            }

            any ??= hosted;
        }

        return any?.Party;
    }
}
