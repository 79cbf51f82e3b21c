using System.Text.Json;
using Busbar.Ocpi.Wire.Patching;

namespace Busbar.Core.Calls;

/// <summary>Where a stored session goes on, and how far it is.</summary>
/// <param name="Status">The status of the session.</param>
/// <param name="LocationId">Its Location.</param>
/// <param name="EvseUid">Its EVSE.</param>
internal sealed record ChargingPoint(string? Status, string? LocationId, string? EvseUid)
{
    public static ChargingPoint Of(ReadOnlyMemory<byte> session)
    {
        using var document = JsonDocument.Parse(session);
        string? Text(string name) => document.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return new(Text("status"), Text("location_id"), Text("evse_uid"));
    }

    /// <summary>Whether the EVSE takes charging preferences; true when the Location does not list it.</summary>
    public static bool TakesPreferences(ReadOnlyMemory<byte> location, string evseUid)
    {
        if (LocationDocument.FindEvse(location, evseUid) is not { } found)
        {
            return true;
        }

        using var evse = JsonDocument.Parse(found);
        return evse.RootElement.TryGetProperty("capabilities", out var capabilities) && capabilities.ValueKind == JsonValueKind.Array
            && capabilities.EnumerateArray().Any(capability => capability.ValueKind == JsonValueKind.String && capability.ValueEquals("CHARGING_PREFERENCES_CAPABLE"));
    }
}
