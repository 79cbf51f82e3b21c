using Busbar.Core.Connections;
using Busbar.Core.Parties;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Core.Registration;

/// <summary>What partners see of this gateway: its URLs, the versions it speaks and the modules it serves. Built from configuration, never from a request's Host.</summary>
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

    public Uri VersionsUrl => new(Base + "versions");

    /// <summary>The gateway's own party, for when it has nobody else to present.</summary>
    public PlatformParty OwnParty { get; }

    public IReadOnlyList<OfferedEndpoint> Offered { get; }

    /// <summary>The versions spoken, oldest first.</summary>
    public IReadOnlyList<OcpiVersion> Versions { get; }

    public Uri DetailsUrl(OcpiVersion version) => new(Base + version.Number());

    public Uri CredentialsUrl(OcpiVersion version) => new($"{Base}{version.Number()}/credentials");

    public Uri EndpointUrl(OcpiVersion version, ModuleId module, InterfaceRole role) =>
        module == ModuleId.Credentials
            ? CredentialsUrl(version)
            : new Uri($"{Base}{version.Number()}/{(role == InterfaceRole.Sender ? "sender" : "receiver")}/{module.Value}");

    /// <summary>The version details: credentials once, as SENDER, then every offered side of every module.</summary>
    public IReadOnlyList<PartnerEndpoint> Endpoints(OcpiVersion version) =>
    [
        new PartnerEndpoint(ModuleId.Credentials, InterfaceRole.Sender, CredentialsUrl(version)),
        .. Offered
            .Where(endpoint => endpoint.Module != ModuleId.Credentials)
            .Distinct()
            .Select(endpoint => new PartnerEndpoint(endpoint.Module, endpoint.Role, EndpointUrl(version, endpoint.Module, endpoint.Role))),
    ];

    private string Base => _publicUrl().AbsoluteUri.TrimEnd('/') + "/ocpi/";
}
