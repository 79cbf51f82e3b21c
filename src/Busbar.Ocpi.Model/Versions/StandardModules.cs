namespace Busbar.Ocpi.Model.Versions;

/// <summary>The modules that the standard and its packages define.</summary>
internal static class StandardModules
{
    private static readonly HashSet<string> Ids = new(StringComparer.OrdinalIgnoreCase)
    {
        ModuleId.Credentials.Value,
        ModuleId.Locations.Value,
        ModuleId.Tariffs.Value,
        ModuleId.Tokens.Value,
        ModuleId.Sessions.Value,
        ModuleId.Cdrs.Value,
        ModuleId.Commands.Value,
        ModuleId.ChargingProfiles.Value,
        ModuleId.HubClientInfo.Value,
        ModuleId.Payments.Value,
        ModuleId.Bookings.Value,
        ModuleId.InvoiceReconciliation.Value,
    };

    public static bool Contain(ModuleId module) => module.Value is { } id && Ids.Contains(id);
}
