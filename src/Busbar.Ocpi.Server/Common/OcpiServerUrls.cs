using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Http;

namespace Busbar.Ocpi.Server.Common;

/// <summary>The public URLs of a server, all below one configured base, never below the host that a request happens to name.</summary>
/// <param name="root">The public URL of what the server is mapped to, for example https://roaming.example/ocpi.</param>
public sealed class OcpiServerUrls(Uri root)
{
    /// <summary>The list of versions: what a partner is given to register.</summary>
    public Uri Versions => OcpiUrl.Join(root, "versions");

    /// <summary>The details of one version.</summary>
    public Uri Details(OcpiVersion version) => OcpiUrl.Join(root, version.Number());

    /// <summary>The Credentials endpoint of a version.</summary>
    public Uri Credentials(OcpiVersion version) => OcpiUrl.Join(root, version.Number(), "credentials");

    /// <summary>The endpoint of a module's side.</summary>
    public Uri Endpoint(OcpiVersion version, ModuleId module, InterfaceRole side) =>
        module == ModuleId.Credentials
            ? Credentials(version)
            : OcpiUrl.Join(root, version.Number(), side == InterfaceRole.Sender ? "sender" : "receiver", module.Value);

    /// <summary>An object on our receiver interface, for example the Location of a CDR that was posted.</summary>
    public Uri Object(OcpiVersion version, ObjectAddress address) =>
        OcpiUrl.Join(Endpoint(version, address.Module, InterfaceRole.Receiver), address.Segments);

    /// <summary>Where the asynchronous result of a command is to be sent.</summary>
    public Uri CommandResult(OcpiVersion version, string command, string callId) =>
        OcpiUrl.Join(Endpoint(version, ModuleId.Commands, InterfaceRole.Sender), command, callId);

    /// <summary>Where the asynchronous result of a request about a charging profile is to be sent.</summary>
    public Uri ProfileResult(OcpiVersion version, string callId) =>
        OcpiUrl.Join(Endpoint(version, ModuleId.ChargingProfiles, InterfaceRole.Sender), "results", callId);
}
