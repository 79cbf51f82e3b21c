using Busbar.Core.Connections;
using Busbar.Core.Parties;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Core.Registration;

/// <summary>What partners see of this gateway: its address, the versions it speaks and the modules it serves. Built from configuration, never from a request's Host.</summary>
public sealed class GatewayFace
{
    private readonly Func<Uri> _publicUrl;

    /// <param name="publicUrl">The base of every URL handed to partners.</param>
    /// <param name="ownParty">The party shown when there is no other to show.</param>
    /// <param name="offered">What is served, besides credentials.</param>
    /// <param name="versions">The versions spoken, in any order.</param>
    public GatewayFace(Uri publicUrl, PlatformParty ownParty, IReadOnlyList<OfferedEndpoint> offered, IReadOnlyList<OcpiVersion> versions)
        : this(() => publicUrl, ownParty, offered, versions)
    {
    }

    /// <summary>With an address that is known only once the server listens.</summary>
    public GatewayFace(IGatewayAddress address, PlatformParty ownParty, IReadOnlyList<OfferedEndpoint> offered, IReadOnlyList<OcpiVersion> versions)
        : this(() => address.BaseUrl, ownParty, offered, versions)
    {
    }

    private GatewayFace(Func<Uri> publicUrl, PlatformParty ownParty, IReadOnlyList<OfferedEndpoint> offered, IReadOnlyList<OcpiVersion> versions)
    {
        _publicUrl = publicUrl;
        OwnParty = ownParty;
        Offered = offered;
        Versions = [.. versions.Order()];
    }

    /// <summary>Where a partner starts to register.</summary>
    public Uri VersionsUrl => new(_publicUrl().AbsoluteUri.TrimEnd('/') + "/ocpi/versions");

    /// <summary>The gateway's own party, for when it has nobody else to present.</summary>
    public PlatformParty OwnParty { get; }

    /// <summary>Everything that is served to somebody.</summary>
    public IReadOnlyList<OfferedEndpoint> Offered { get; }

    /// <summary>Whether this gateway acts as a hub: then it tells its partners who is reachable through it.</summary>
    public bool IsHub => OwnParty.Role == Role.Hub;

    /// <summary>This gateway's party where it is a hub; null where it is none.</summary>
    public PartyId? HubParty => IsHub ? OwnParty.Party : null;

    /// <summary>What is served to one partner in a version: what that version has and the partner's profile does not switch off.</summary>
    public IEnumerable<OfferedEndpoint> OfferedTo(Connection connection, OcpiVersion version) =>
        Offered.Where(offered => offered.Since <= version && version <= offered.Until && Offers(connection, offered.Module, offered.Role))
            .Concat(Custom(connection));

    /// <summary>The modules that the standard does not know and the operator switched on for the partner.</summary>
    private static IEnumerable<OfferedEndpoint> Custom(Connection connection) =>
        from known in connection.Profile.Modules.Set.Keys.Select(ModuleId.From)
        where !known.IsStandard
        from side in (InterfaceRole[])[InterfaceRole.Sender, InterfaceRole.Receiver]
        where connection.Profile.Modules.Uses(known, side)
        select new OfferedEndpoint(known, side);

    /// <summary>Whether one side of a module is served to a partner.</summary>
    /// <remarks>Client info is taken from hubs only; before a partner registers it may turn out to be one.</remarks>
    public bool Offers(Connection connection, ModuleId module, InterfaceRole side) =>
        connection.Profile.Modules.Uses(module, side, IsHub)
        && (module != ModuleId.HubClientInfo || side == InterfaceRole.Sender || connection.HubParty is not null
            || connection.State != ConnectionState.Connected || connection.Profile.Modules.Set.ContainsKey(module.Value));

    /// <summary>The versions spoken, oldest first.</summary>
    public IReadOnlyList<OcpiVersion> Versions { get; }
}
