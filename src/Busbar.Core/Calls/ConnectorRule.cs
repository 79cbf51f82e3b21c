using System.Text.Json;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Patching;

namespace Busbar.Core.Calls;

/// <summary>
/// An EVSE with the capability START_SESSION_CONNECTOR_REQUIRED is started by connector only. Who writes a command through the operator API is told so
/// before the operator is asked; a partner's command goes on as it is, for what is known here of the EVSE may be old.
/// </summary>
public sealed class ConnectorRule(IObjectStore objects)
{
    private const string Required = "START_SESSION_CONNECTOR_REQUIRED";

    /// <summary>What speaks against starting a session at the EVSE; null for nothing.</summary>
    public async ValueTask<string?> ObjectionAsync(PartyId owner, string command, CommandBody content, CancellationToken cancellation)
    {
        if (command != "START_SESSION" || content is not { LocationId: { } location, EvseUid: { } evse, ConnectorId: null })
        {
            return null;
        }

        return await objects.FindAsync(new ObjectKey(ModuleId.Locations, owner, location), cancellation) is { Deleted: false } stored
            && LocationDocument.FindEvse(stored.Utf8, evse) is { } found && Requires(found)
            ? "/connector_id: the EVSE requires it to start a session."
            : null;
    }

    private static bool Requires(ReadOnlyMemory<byte> evse)
    {
        using var document = JsonDocument.Parse(evse);
        return document.RootElement.TryGetProperty("capabilities", out var capabilities) && capabilities.ValueKind == JsonValueKind.Array
            && capabilities.EnumerateArray().Any(capability => capability.ValueKind == JsonValueKind.String && capability.ValueEquals(Required));
    }
}
