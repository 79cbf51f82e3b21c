using System.Text.Json;
using Busbar.Ocpi.Wire.Common;

namespace Busbar.Core.Intake;

/// <summary>Who charged where and since when, as a Session or CDR of 2.1.1 or 2.2 says it.</summary>
internal sealed record ChargedAt(string? Contract, string? Uid, string? LocationId, string? EvseUid, DateTimeOffset? Began)
{
    public static ChargedAt Read(ReadOnlyMemory<byte> utf8)
    {
        using var document = JsonDocument.Parse(utf8);
        var root = document.RootElement;
        var token = Member(root, "cdr_token");
        var location = Member(root, "location") ?? Member(root, "cdr_location");
        var evse = location is { } place && Member(place, "evses") is { ValueKind: JsonValueKind.Array } evses && evses.GetArrayLength() > 0 ? evses[0] : (JsonElement?)null;
        return new(
            Text(token, "contract_id") ?? Text(token, "uid") ?? Text(root, "auth_id"),
            Text(token, "uid"),
            Text(location, "id") ?? Text(root, "location_id"),
            Text(evse, "uid") ?? Text(location, "evse_uid") ?? Text(root, "evse_uid"),
            OcpiDateTime.TryParse(Text(root, "start_datetime") ?? Text(root, "start_date_time") ?? "", out var began) ? began : null);
    }

    private static JsonElement? Member(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } parent && parent.TryGetProperty(name, out var value) ? value : null;

    private static string? Text(JsonElement? element, string name) => Member(element, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
