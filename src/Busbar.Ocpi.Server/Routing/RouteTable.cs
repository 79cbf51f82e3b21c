using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Http;
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

    /// <summary>Everything below the endpoint of a custom module: what exists there is the partners' affair.</summary>
    public static Route CustomModule { get; } = new(
        default, default, [], ("GET", Custom), ("POST", Custom), ("PUT", Custom), ("PATCH", Custom), ("DELETE", Custom));

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

        // Payments: terminals and confirmations are the PTP's. CPOs read and assign on its sender side; it posts to theirs. No URL names an owner.
        new(ModuleId.Payments, InterfaceRole.Sender, []) { Since = OcpiVersion.V230 },
        Terminals(InterfaceRole.Sender, [], ("GET", List)),
        Terminals(InterfaceRole.Sender, ["activate"], ("POST", ActivateTerminal)),
        Terminals(InterfaceRole.Sender, [Any], ("GET", GetReference), ("PUT", ChangeTerminal), ("PATCH", ChangeTerminal)),
        Terminals(InterfaceRole.Sender, [Any, "deactivate"], ("POST", DeactivateTerminal)),
        Confirmations(InterfaceRole.Sender, [], ("GET", List)),
        Confirmations(InterfaceRole.Sender, [Any], ("GET", GetReference)),
        new(ModuleId.Payments, InterfaceRole.Receiver, []) { Since = OcpiVersion.V230 },
        Terminals(InterfaceRole.Receiver, [], ("POST", PostPayment)),
        Terminals(InterfaceRole.Receiver, [Any], ("GET", GetPayment)),
        Confirmations(InterfaceRole.Receiver, [], ("POST", PostPayment)),
        Confirmations(InterfaceRole.Receiver, [Any], ("GET", GetPayment)),

        // Bookings: the package's definition puts the owner before the collection, its examples behind it and without an underscore (AMD-158, AMD-159).
        new(ModuleId.Bookings, InterfaceRole.Sender, [], ("GET", List), ("POST", RequestBooking)) { Since = OcpiVersion.V230 },
        .. BookingLocations(name => [name], InterfaceRole.Sender, ("GET", List)),
        .. BookingLocations(name => [name, Any], InterfaceRole.Sender, ("GET", GetReference)),
        .. BookingLocations(name => [name, Any, Any], InterfaceRole.Sender, ("GET", GetReference)),
        new(ModuleId.Bookings, InterfaceRole.Receiver, []) { Since = OcpiVersion.V230 },
        .. BookingLocations(name => [Any, Any, name, Any], InterfaceRole.Receiver, ("GET", GetObject), ("PUT", PutObject), ("PATCH", PatchObject)),
        .. BookingLocations(name => [Any, Any, name, Any, Any], InterfaceRole.Receiver, ("GET", GetObject), ("PUT", PutObject), ("PATCH", PatchObject)),
        .. BookingLocations(name => [name, Any, Any, Any], InterfaceRole.Receiver, ("GET", GetObject), ("PUT", PutObject), ("PATCH", PatchObject)),
        .. BookingLocations(name => [name, Any, Any, Any, Any], InterfaceRole.Receiver, ("GET", GetObject), ("PUT", PutObject), ("PATCH", PatchObject)),
        new(ModuleId.Bookings, InterfaceRole.Receiver, [Any, Any, Any], ("GET", GetObject), ("PUT", PutObject), ("PATCH", PatchObject)) { Since = OcpiVersion.V230 },
        // Invoice reconciliation: a record is new with POST and changed with PUT; there is no PATCH.
        new(ModuleId.InvoiceReconciliation, InterfaceRole.Sender, [], ("GET", List)) { Since = OcpiVersion.V230 },
        new(ModuleId.InvoiceReconciliation, InterfaceRole.Receiver, [], ("POST", PostInvoice)) { Since = OcpiVersion.V230 },
        new(ModuleId.InvoiceReconciliation, InterfaceRole.Receiver, [Any, Any, Any], ("GET", GetObject), ("PUT", PutObject), ("DELETE", DeleteObject)) { Since = OcpiVersion.V230 },

        // Client info: listed by the hub, and put to whoever is connected to it.
        new(ModuleId.HubClientInfo, InterfaceRole.Sender, [], ("GET", List)) { Since = OcpiVersion.V22 },
        new(ModuleId.HubClientInfo, InterfaceRole.Receiver, []) { Since = OcpiVersion.V22 },
        new(ModuleId.HubClientInfo, InterfaceRole.Receiver, [Any, Any], ("GET", GetClientInfo), ("PUT", PutClientInfo)) { Since = OcpiVersion.V22 },
    ];

    /// <summary>Whether anything exists for a module's side.</summary>
    public static bool Knows(ModuleId module, InterfaceRole side) => Array.Exists(Routes, route => route.Module == module && route.Side == side);

    /// <summary>Whether a version has anything of a module's side.</summary>
    public static bool Knows(ModuleId module, InterfaceRole side, OcpiVersion version) =>
        Array.Exists(Routes, route => route.Module == module && route.Side == side && version >= route.Since && version <= route.Until);

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

    private static Route Terminals(InterfaceRole side, string?[] path, params (string Method, Operation Operation)[] methods) =>
        new(ModuleId.Payments, side, [Collections.Terminals, .. path], methods) { Since = OcpiVersion.V230, Collection = Collections.Terminals };

    private static Route Confirmations(InterfaceRole side, string?[] path, params (string Method, Operation Operation)[] methods) =>
        new(ModuleId.Payments, side, [Collections.FinancialAdviceConfirmations, .. path], methods)
        { Since = OcpiVersion.V230, Collection = Collections.FinancialAdviceConfirmations };

    private static IEnumerable<Route> BookingLocations(
        Func<string, string?[]> path, InterfaceRole side, params (string Method, Operation Operation)[] methods) =>
        from name in new[] { Collections.BookingLocations, "bookinglocations" }
        select new Route(ModuleId.Bookings, side, path(name), methods) { Since = OcpiVersion.V230, Collection = Collections.BookingLocations };
}
