using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Locations;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Json;

namespace Busbar.Core.Sessions;

/// <summary>Where a session goes on, as far as its Location is known.</summary>
/// <param name="Location">The Location in the canonical shape.</param>
/// <param name="Evse">The EVSE; null when the Location does not list it.</param>
/// <param name="Connector">The Connector; null when the EVSE does not list it.</param>
public sealed record ChargingPlace(Location Location, Evse? Evse, Connector? Connector)
{
    /// <summary>The Location's time zone; null when this machine does not know it.</summary>
    public TimeZoneInfo? TimeZone => TimeZoneInfo.TryFindSystemTimeZoneById(Location.TimeZone, out var zone) ? zone : null;
}

/// <summary>Finds the places of sessions and CDRs among the stored Locations.</summary>
public sealed class ChargingPlaces(IObjectStore objects, ObjectTranslator translator)
{
    /// <summary>Null when the Location is not known here, or cannot be read.</summary>
    public async ValueTask<ChargingPlace?> FindAsync(PartyId owner, string locationId, string evseUid, string connectorId, CancellationToken cancellation)
    {
        if (await objects.FindAsync(new ObjectKey(ModuleId.Locations, owner, locationId), cancellation) is not { } stored)
        {
            return null;
        }

        // Tolerated when it came, it may lack what nobody can price without.
        var translated = await translator.ToAsync(stored, ObjectType.Location, OcpiVersion.V230, cancellation);
        if (translated.IsWithheld || !OcpiJson.TryDeserialize<Location>(translated.Utf8.Span, out var location, out _))
        {
            return null;
        }

        var evse = location.Evses.FirstOrDefault(candidate => Same(candidate.Uid, evseUid));
        return new(location, evse, evse?.Connectors.FirstOrDefault(candidate => Same(candidate.Id, connectorId)));
    }

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
