using Busbar.Core.Objects;
using Busbar.Core.Tariffs;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Sessions;
using Busbar.Ocpi.Pricing.Cdrs;
using Busbar.Ocpi.Pricing.Sessions;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Json;

namespace Busbar.Core.Sessions;

/// <summary>What a session costs so far, by the engine that checks its CDR later: there is no second formula.</summary>
/// <param name="Session">The session in the canonical shape.</param>
/// <param name="Tariffs">The tariffs in force when it started; empty when none is known.</param>
/// <param name="Place">Where it goes on; null when the Location is not known.</param>
/// <param name="Result">The price; null when there is no tariff.</param>
public sealed record SessionCost(Session Session, IReadOnlyList<KeptTariff> Tariffs, ChargingPlace? Place, PricingResult? Result);

/// <summary>Prices stored sessions.</summary>
public sealed class SessionCosts(IObjectStore objects, ObjectTranslator translator, ChargingPlaces places, SessionTariffs tariffs)
{
    /// <summary>Null when there is no such session, or it cannot be read.</summary>
    public async ValueTask<SessionCost?> FindAsync(ObjectKey key, CancellationToken cancellation)
    {
        if (await objects.FindAsync(key, cancellation) is not { Deleted: false } stored || await ReadAsync(stored, cancellation) is not { } session)
        {
            return null;
        }

        var place = await places.FindAsync(key.Owner, session.LocationId, session.EvseUid, session.ConnectorId, cancellation);
        var kept = await tariffs.FindAsync(key.Owner, session.ChargingPeriods, place, session.StartDateTime, cancellation);
        var result = kept.Count == 0
            ? null
            : SessionPricing.Price(session, [.. kept.Select(tariff => tariff.Tariff)], place?.TimeZone, SessionTariffs.VersionOf(kept));
        return new(session, kept, place, result);
    }

    /// <summary>Tolerated when it came, it may lack what nobody can price without.</summary>
    private async ValueTask<Session?> ReadAsync(StoredObject stored, CancellationToken cancellation)
    {
        var translated = await translator.ToAsync(stored, ObjectType.Session, OcpiVersion.V230, cancellation);
        return !translated.IsWithheld && OcpiJson.TryDeserialize<Session>(translated.Utf8.Span, out var session, out _) ? session : null;
    }
}
