using System.Text.Json;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Admin.Queries;

/// <summary>What an object is about, in a few words, for a list: a location's place, a session's state and energy, a CDR's cost.</summary>
internal static class ObjectSummary
{
    /// <summary>Null when the object says nothing worth a line, or is no JSON object.</summary>
    public static string? Of(ModuleId module, ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8);
        JsonDocument document;
        try
        {
            document = JsonDocument.ParseValue(ref reader);
        }
        catch (JsonException)
        {
            return null;
        }

        using (document)
        {
            return document.RootElement is { ValueKind: JsonValueKind.Object } root ? Of(module, root) : null;
        }
    }

    private static string? Of(ModuleId module, JsonElement root)
    {
        if (module == OwnedModule.Locations.Module)
        {
            var evses = root.TryGetProperty("evses", out var list) && list.ValueKind == JsonValueKind.Array ? list.GetArrayLength() : 0;
            return Join(Text(root, "name"), Text(root, "address"), Text(root, "city"), evses == 1 ? "1 EVSE" : $"{evses} EVSEs");
        }

        if (module == OwnedModule.Sessions.Module)
        {
            return Join(Text(root, "status"), Number(root, "kwh", "kWh"), Text(root, "location_id"));
        }

        if (module == OwnedModule.Cdrs.Module)
        {
            return Join(Number(root, "total_energy", "kWh"), Cost(root), Text(root, "session_id") is { } session ? "session " + session : null);
        }

        if (module == OwnedModule.Tariffs.Module)
        {
            var elements = root.TryGetProperty("elements", out var list) && list.ValueKind == JsonValueKind.Array ? list.GetArrayLength() : 0;
            return Join(Text(root, "currency"), Text(root, "type"), elements == 1 ? "1 element" : $"{elements} elements");
        }

        if (module == OwnedModule.Terminals.Module)
        {
            return Join(Text(root, "customer_reference"), Text(root, "address"), Text(root, "city"));
        }

        if (module == OwnedModule.FinancialAdviceConfirmations.Module)
        {
            return Join(
                Text(root, "capture_status_code"),
                root.TryGetProperty("total_costs", out var costs) && costs.ValueKind == JsonValueKind.Object && Text(root, "currency") is { } currency
                    ? Number(costs, "before_taxes", currency) : null);
        }

        if (module == OwnedModule.BookingLocations.Module)
        {
            return Join(Text(root, "location_id"), root.TryGetProperty("calendars", out var calendars) && calendars.ValueKind == JsonValueKind.Array ? $"{calendars.GetArrayLength()} calendars" : null);
        }

        if (module == OwnedModule.Bookings.Module)
        {
            return Join(Text(root, "reservation_status"), Text(root, "location_id"));
        }

        return module == OwnedModule.Tokens.Module
            ? Join(
                root.TryGetProperty("valid", out var valid) && valid.ValueKind is JsonValueKind.True or JsonValueKind.False ? (valid.GetBoolean() ? "valid" : "not valid") : null,
                Text(root, "whitelist") is { } whitelist ? "whitelist " + whitelist : null,
                Text(root, "issuer"))
            : null;
    }

    private static string? Cost(JsonElement cdr) =>
        cdr.TryGetProperty("total_cost", out var cost) && cost.ValueKind == JsonValueKind.Object && Text(cdr, "currency") is { } currency
            ? Number(cost, "before_taxes", currency) ?? Number(cost, "excl_vat", currency)
            : null;

    private static string? Join(params ReadOnlySpan<string?> parts)
    {
        var line = "";
        foreach (var part in parts)
        {
            line += part is null ? "" : line.Length == 0 ? part : " · " + part;
        }

        return line.Length == 0 ? null : line;
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string? Number(JsonElement element, string name, string unit) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? $"{value.GetRawText()} {unit}" : null;
}
