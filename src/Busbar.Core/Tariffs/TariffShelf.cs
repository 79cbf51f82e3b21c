using System.Collections.Concurrent;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Translation.Common;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Json;

namespace Busbar.Core.Tariffs;

/// <summary>Tariffs as they were at a moment, read into the canonical shape. A content is read once.</summary>
public sealed class TariffShelf(ITariffHistory history, ObjectTranslator translator)
{
    private const int Most = 4096;

    private readonly ConcurrentDictionary<(PartyId Owner, string Hash, OcpiVersion Version), Tariff?> _read = [];

    /// <summary>The tariff that was in force; null when it is not known, or cannot be read.</summary>
    public async ValueTask<KeptTariff?> FindAsync(PartyId owner, string id, DateTimeOffset at, CancellationToken cancellation) =>
        await history.FindAsync(owner, id, at, cancellation) is { } version && await ReadAsync(owner, version, cancellation) is { } tariff ? new(tariff, version) : null;

    /// <summary>The newest versions of a tariff that can be read, newest first.</summary>
    public async ValueTask<IReadOnlyList<KeptTariff>> ListAsync(PartyId owner, string id, int limit, CancellationToken cancellation)
    {
        var kept = new List<KeptTariff>();
        foreach (var version in await history.ListAsync(owner, id, limit, cancellation))
        {
            if (await ReadAsync(owner, version, cancellation) is { } tariff)
            {
                kept.Add(new(tariff, version));
            }
        }

        return kept;
    }

    private async ValueTask<Tariff?> ReadAsync(PartyId owner, TariffVersion version, CancellationToken cancellation)
    {
        var key = (owner, version.Hash, version.Version);
        if (_read.TryGetValue(key, out var known))
        {
            return known;
        }

        if (_read.Count > Most)
        {
            _read.Clear();
        }

        var translated = await translator.TranslateAsync(
            ObjectType.Tariff, version.Version, OcpiVersion.V230, version.Utf8, new TranslationContext { Owner = owner }, cancellation);

        // Accepted with warnings, it may still not be what the model calls a tariff: then nothing can be priced by it.
        var tariff = !translated.IsWithheld && OcpiJson.TryDeserialize<Tariff>(translated.Utf8.Span, out var read, out _) ? read : null;
        return _read[key] = tariff;
    }
}

/// <summary>A version of a tariff, read.</summary>
/// <param name="Tariff">The tariff in the canonical shape.</param>
/// <param name="Kept">Where it comes from.</param>
public sealed record KeptTariff(Tariff Tariff, TariffVersion Kept);
