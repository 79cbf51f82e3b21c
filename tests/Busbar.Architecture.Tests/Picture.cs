namespace Busbar.Architecture.Tests;

/// <summary>The picture of docs/architecture.md as data: which room may use which, and the order of folders inside the protocol's rooms.</summary>
internal static class Picture
{
    /// <summary>Room to the rooms it may name. Nothing else is allowed, directly or by way of another room's types.</summary>
    public static IReadOnlyDictionary<string, string[]> Rooms { get; } = new Dictionary<string, string[]>
    {
        ["Busbar.Ocpi.Model"] = [],
        ["Busbar.Ocpi.Wire"] = ["Busbar.Ocpi.Model"],
        ["Busbar.Ocpi.Translation"] = ["Busbar.Ocpi.Model", "Busbar.Ocpi.Wire"],
        ["Busbar.Ocpi.Pricing"] = ["Busbar.Ocpi.Model"],
        ["Busbar.Ocpi.Metering"] = ["Busbar.Ocpi.Model"],
        ["Busbar.Ocpi.Server"] = ["Busbar.Ocpi.Model", "Busbar.Ocpi.Wire", "Busbar.Ocpi.Translation"],
        ["Busbar.Ocpi.Client"] = ["Busbar.Ocpi.Model", "Busbar.Ocpi.Wire", "Busbar.Ocpi.Translation"],
        ["Busbar.Core"] = ["Busbar.Ocpi.Model", "Busbar.Ocpi.Wire", "Busbar.Ocpi.Translation", "Busbar.Ocpi.Pricing", "Busbar.Ocpi.Metering"],
        ["Busbar.Endpoints"] = ["Busbar.Core", "Busbar.Ocpi.Server", "Busbar.Ocpi.Translation", "Busbar.Ocpi.Wire", "Busbar.Ocpi.Model"],
        ["Busbar.Delivery"] = ["Busbar.Core", "Busbar.Ocpi.Client", "Busbar.Ocpi.Translation", "Busbar.Ocpi.Wire", "Busbar.Ocpi.Model"],
        ["Busbar.Storage"] = ["Busbar.Core", "Busbar.Ocpi.Wire", "Busbar.Ocpi.Model"],
        ["Busbar.Storage.Sqlite"] = ["Busbar.Storage", "Busbar.Core", "Busbar.Ocpi.Wire", "Busbar.Ocpi.Model"],
        ["Busbar.Storage.PostgreSql"] = ["Busbar.Storage", "Busbar.Core", "Busbar.Ocpi.Wire", "Busbar.Ocpi.Model"],
        ["Busbar.Admin"] = ["Busbar.Core", "Busbar.Ocpi.Pricing", "Busbar.Ocpi.Metering", "Busbar.Ocpi.Translation", "Busbar.Ocpi.Wire", "Busbar.Ocpi.Model"],
        ["Busbar.Console"] = ["Busbar.Admin"],
        ["Busbar.Simulator"] = ["Busbar.Ocpi.Client", "Busbar.Ocpi.Server", "Busbar.Ocpi.Pricing", "Busbar.Ocpi.Translation", "Busbar.Ocpi.Wire", "Busbar.Ocpi.Model"],
    };

    /// <summary>The executable: composes every room.</summary>
    public const string Roof = "busbar";

    /// <summary>The modules of OCPI in the order in which they may use each other; a folder of a protocol room uses only folders before it.</summary>
    public static IReadOnlyList<string> Modules { get; } =
    [
        "Common", "Versions", "Tokens", "Locations", "Tariffs", "Credentials", "Commands", "Cdrs", "Sessions",
        "ChargingProfiles", "HubClientInfo", "Payments", "Bookings", "Invoices",
    ];
}
