using Busbar.Core.Tariffs;
using Busbar.Ocpi.Model.Cdrs;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Core.Sessions;

/// <summary>The tariffs of a session as they were when it started: those that its periods name, else those of its connector.</summary>
public sealed class SessionTariffs(TariffShelf shelf)
{
    public async ValueTask<IReadOnlyList<KeptTariff>> FindAsync(
        PartyId owner, IReadOnlyList<ChargingPeriod> periods, ChargingPlace? place, DateTimeOffset start, CancellationToken cancellation)
    {
        var named = periods.Select(period => period.TariffId).OfType<string>().ToList();
        var ids = named.Count > 0 ? named : place?.Connector?.TariffIds ?? [];
        var found = new List<KeptTariff>();
        foreach (var id in ids.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (await shelf.FindAsync(owner, id, start, cancellation) is { } kept)
            {
                found.Add(kept);
            }
        }

        return found;
    }

    /// <summary>The version that tariffs were written in: taxes are known no better than in the oldest of them.</summary>
    public static OcpiVersion VersionOf(IReadOnlyList<KeptTariff> tariffs) => tariffs.Count == 0 ? OcpiVersion.V230 : tariffs.Min(kept => kept.Kept.Version);
}
