using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using static Busbar.Ocpi.Server.Routing.Operation;

namespace Busbar.Ocpi.Server.Routing;

/// <summary>Which paths and methods exist, per module, side and version.</summary>
internal static class RouteTable
{
    private const string? Any = null;

    /// <summary>GET versions.</summary>
    public static Route VersionList { get; } = new(default, default, [], ("GET", Versions));

    /// <summary>GET version details.</summary>
    public static Route VersionDetails { get; } = new(default, default, [], ("GET", Details));

    /// <summary>The Credentials endpoint.</summary>
    public static Route Credentials { get; } = new(
        ModuleId.Credentials, default, [], ("GET", GetCredentials), ("POST", PostCredentials), ("PUT", PutCredentials), ("DELETE", DeleteCredentials));

    private static readonly Route[] Routes =
    [
        // Sender side: the owner's interface, from which partners read.
        new(ModuleId.Locations, InterfaceRole.Sender, [], ("GET", List)),
        new(ModuleId.Locations, InterfaceRole.Sender, [Any], ("GET", GetReference)),
        new(ModuleId.Locations, InterfaceRole.Sender, [Any, Any], ("GET", GetReference)),
        new(ModuleId.Locations, InterfaceRole.Sender, [Any, Any, Any], ("GET", GetReference)),
        new(ModuleId.Tariffs, InterfaceRole.Sender, [], ("GET", List)),
        new(ModuleId.Tokens, InterfaceRole.Sender, [], ("GET", List)),
        new(ModuleId.Tokens, InterfaceRole.Sender, [Any, "authorize"], ("POST", Authorize)),
        new(ModuleId.Sessions, InterfaceRole.Sender, [], ("GET", List)),
        new(ModuleId.Sessions, InterfaceRole.Sender, [Any, "charging_preferences"], ("PUT", SetChargingPreferences)) { Since = OcpiVersion.V22 },
        new(ModuleId.Cdrs, InterfaceRole.Sender, [], ("GET", List)),
        new(ModuleId.Commands, InterfaceRole.Sender, []),
        new(ModuleId.Commands, InterfaceRole.Sender, [Any, Any], ("POST", CommandResult)),

        // Receiver side: where owners write. A path that names no object offers nothing, except the CDRs' own.
        new(ModuleId.Locations, InterfaceRole.Receiver, []),
        new(ModuleId.Locations, InterfaceRole.Receiver, [Any, Any, Any], ("GET", GetObject), ("PUT", PutObject), ("PATCH", PatchObject)),
        new(ModuleId.Locations, InterfaceRole.Receiver, [Any, Any, Any, Any], ("GET", GetObject), ("PUT", PutObject), ("PATCH", PatchObject)),
        new(ModuleId.Locations, InterfaceRole.Receiver, [Any, Any, Any, Any, Any], ("GET", GetObject), ("PUT", PutObject), ("PATCH", PatchObject)),
        new(ModuleId.Tariffs, InterfaceRole.Receiver, []),
        new(ModuleId.Tariffs, InterfaceRole.Receiver, [Any, Any, Any], ("GET", GetObject), ("PUT", PutObject), ("PATCH", PatchObject), ("DELETE", DeleteObject))
        { Until = OcpiVersion.V211 },
        new(ModuleId.Tariffs, InterfaceRole.Receiver, [Any, Any, Any], ("GET", GetObject), ("PUT", PutObject), ("DELETE", DeleteObject)) { Since = OcpiVersion.V22 },
        new(ModuleId.Tokens, InterfaceRole.Receiver, []),
        new(ModuleId.Tokens, InterfaceRole.Receiver, [Any, Any, Any], ("GET", GetObject), ("PUT", PutObject), ("PATCH", PatchObject)),
        new(ModuleId.Sessions, InterfaceRole.Receiver, []),
        new(ModuleId.Sessions, InterfaceRole.Receiver, [Any, Any, Any], ("GET", GetObject), ("PUT", PutObject), ("PATCH", PatchObject)),
        new(ModuleId.Cdrs, InterfaceRole.Receiver, [], ("POST", PostCdr)),
        new(ModuleId.Cdrs, InterfaceRole.Receiver, [Any, Any, Any], ("GET", GetObject)),
        new(ModuleId.Commands, InterfaceRole.Receiver, []),
        new(ModuleId.Commands, InterfaceRole.Receiver, [Any], ("POST", Command)),

        // Charging profiles: asked of the operator on its receiver side; results and changes come to the asker's sender side.
        new(ModuleId.ChargingProfiles, InterfaceRole.Receiver, []) { Since = OcpiVersion.V22 },
        new(ModuleId.ChargingProfiles, InterfaceRole.Receiver, [Any], ("GET", GetProfile), ("PUT", SetProfile), ("DELETE", ClearProfile)) { Since = OcpiVersion.V22 },
        new(ModuleId.ChargingProfiles, InterfaceRole.Sender, []) { Since = OcpiVersion.V22 },
        new(ModuleId.ChargingProfiles, InterfaceRole.Sender, [Any], ("PUT", ActiveProfile)) { Since = OcpiVersion.V22 },
        new(ModuleId.ChargingProfiles, InterfaceRole.Sender, ["results", Any], ("POST", ProfileResult)) { Since = OcpiVersion.V22 },
    ];

    /// <summary>Whether anything exists for a module's side.</summary>
    public static bool Knows(ModuleId module, InterfaceRole side) => Array.Exists(Routes, route => route.Module == module && route.Side == side);

    /// <summary>The row for a path below an endpoint, or null.</summary>
    public static Route? Find(OcpiVersion version, ModuleId module, InterfaceRole side, ReadOnlySpan<string> rest)
    {
        foreach (var route in Routes)
        {
            if (route.Module == module && route.Side == side && version >= route.Since && version <= route.Until && route.Matches(rest))
                return route;
        }

        return null;
    }
}
