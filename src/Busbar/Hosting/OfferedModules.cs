using Busbar.Core.Registration;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Hosting;

/// <summary>What this version of the gateway serves: a gateway stands between both sides of a module, so it is sender and receiver of each.</summary>
internal static class OfferedModules
{
    public static IReadOnlyList<OcpiVersion> Versions { get; } = OcpiVersions.All;

    public static IReadOnlyList<OfferedEndpoint> All { get; } =
    [
        .. new[] { ModuleId.Locations, ModuleId.Tariffs, ModuleId.Tokens, ModuleId.Sessions, ModuleId.Cdrs, ModuleId.Commands }
            .SelectMany(module => new[] { new OfferedEndpoint(module, InterfaceRole.Sender), new OfferedEndpoint(module, InterfaceRole.Receiver) }),
        new OfferedEndpoint(ModuleId.ChargingProfiles, InterfaceRole.Sender) { Since = OcpiVersion.V22 },
        new OfferedEndpoint(ModuleId.ChargingProfiles, InterfaceRole.Receiver) { Since = OcpiVersion.V22 },
        new OfferedEndpoint(ModuleId.HubClientInfo, InterfaceRole.Sender) { Since = OcpiVersion.V22 },
        new OfferedEndpoint(ModuleId.HubClientInfo, InterfaceRole.Receiver) { Since = OcpiVersion.V22 },
        new OfferedEndpoint(ModuleId.InvoiceReconciliation, InterfaceRole.Sender) { Since = OcpiVersion.V230 },
        new OfferedEndpoint(ModuleId.InvoiceReconciliation, InterfaceRole.Receiver) { Since = OcpiVersion.V230 },
        new OfferedEndpoint(ModuleId.Payments, InterfaceRole.Sender) { Since = OcpiVersion.V230 },
        new OfferedEndpoint(ModuleId.Payments, InterfaceRole.Receiver) { Since = OcpiVersion.V230 },
        new OfferedEndpoint(ModuleId.Bookings, InterfaceRole.Sender) { Since = OcpiVersion.V230 },
        new OfferedEndpoint(ModuleId.Bookings, InterfaceRole.Receiver) { Since = OcpiVersion.V230 },
    ];
}
