using Busbar.Core.Parties;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Core.Connections;

/// <summary>Our link to one platform: what it is, what it speaks, where it listens. Immutable; a change is a new value saved through <see cref="IConnectionStore"/>.</summary>
/// <remarks>Tokens are not part of it: issued ones are kept as hashes, received ones encrypted (<see cref="IConnectionStore"/>).</remarks>
public sealed record Connection
{
    public required Guid Id { get; init; }

    /// <summary>The operator's name for the partner; unique, shown everywhere.</summary>
    public required string Name { get; init; }

    public required ConnectionState State { get; init; }

    /// <summary>The version agreed on; null until the handshake chose one.</summary>
    public OcpiVersion? Version { get; init; }

    /// <summary>The partner's versions URL; null while we wait for it to register.</summary>
    public Uri? VersionsUrl { get; init; }

    /// <summary>The partner's endpoints of the agreed version.</summary>
    public IReadOnlyList<PartnerEndpoint> Endpoints { get; init; } = [];

    /// <summary>The parties that this platform hosts: from its credentials, or declared by the operator before it registered.</summary>
    public IReadOnlyList<PlatformParty> Parties { get; init; } = [];

    /// <summary>The hub's own party, when the platform is a hub (2.3.0 hub_party_id, 2.2.x role HUB).</summary>
    public PartyId? HubParty { get; init; }

    /// <summary>The partner's habits and tolerances.</summary>
    public PartnerProfile Profile { get; init; } = new();

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? RegisteredAt { get; init; }

    /// <summary>The parties the operator expects here. When there are any, the platform may announce these and no others; they are reserved for it.</summary>
    public IReadOnlyList<PlatformParty> Declared { get; init; } = [];

    /// <summary>As whom we stand before a partner of 2.1.1; null when that is worked out from who may be seen.</summary>
    public FrontParty? Front { get; init; }

    /// <summary>The only party whose data and calls the partner has to do with; null when it has to do with all that agreements let it see.</summary>
    public PartyId? OnlyParty => Version == OcpiVersion.V211 ? Front?.Party : null;

    /// <summary>Since when the operator lets nothing be pushed to the partner; null when it is pushed to. All else goes on, and what changes waits.</summary>
    public DateTimeOffset? PausedAt { get; init; }

    /// <summary>How the last handshake went; null before the first.</summary>
    public HandshakeReport? LastHandshake { get; init; }

    /// <summary>Where the partner offers one side of a module, or null when it does not, or when the module is switched off for it.</summary>
    public Uri? EndpointFor(ModuleId module, InterfaceRole role)
    {
        // What the partner receives we send, and the other way round. Whether a hub's own module has something to say is its own business.
        if (!Profile.Modules.Uses(module, role == InterfaceRole.Receiver ? InterfaceRole.Sender : InterfaceRole.Receiver, asHub: true))
        {
            return null;
        }

        foreach (var endpoint in Endpoints)
        {
            if (endpoint.Module == module && endpoint.Role == role)
            {
                return endpoint.Url;
            }
        }

        return null;
    }

    /// <summary>Where the partner's endpoint of a module is whose role means nothing (credentials), or null.</summary>
    public Uri? EndpointFor(ModuleId module) => Endpoints.FirstOrDefault(endpoint => endpoint.Module == module)?.Url;

    /// <summary>Whether a host is one that the platform itself named, in its versions URL or an endpoint.</summary>
    public bool KnowsHost(string host) =>
        string.Equals(VersionsUrl?.Host, host, StringComparison.OrdinalIgnoreCase)
        || Endpoints.Any(endpoint => string.Equals(endpoint.Url.Host, host, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the platform hosts the party in any role.</summary>
    public bool Hosts(PartyId party)
    {
        foreach (var hosted in Parties)
        {
            if (hosted.Party == party)
            {
                return true;
            }
        }

        return false;
    }
}
