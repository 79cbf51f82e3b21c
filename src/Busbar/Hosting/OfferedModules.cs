using Busbar.Core.Registration;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Hosting;

/// <summary>What this version of the gateway serves: a gateway stands between both sides of a module, so it is sender and receiver.</summary>
internal static class OfferedModules
{
    public static IReadOnlyList<OcpiVersion> Versions { get; } = [OcpiVersion.V221, OcpiVersion.V230];

    public static IReadOnlyList<OfferedEndpoint> All { get; } =
    [
        new(ModuleId.Locations, InterfaceRole.Sender),
        new(ModuleId.Locations, InterfaceRole.Receiver),
        new(ModuleId.Tariffs, InterfaceRole.Sender),
        new(ModuleId.Tariffs, InterfaceRole.Receiver),
        new(ModuleId.Tokens, InterfaceRole.Receiver),
        new(ModuleId.Sessions, InterfaceRole.Receiver),
        new(ModuleId.Cdrs, InterfaceRole.Sender),
        new(ModuleId.Cdrs, InterfaceRole.Receiver),
    ];
}
