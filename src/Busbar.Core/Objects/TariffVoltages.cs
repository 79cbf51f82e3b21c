using System.Collections.Concurrent;
using System.Text.Json;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Core.Objects;

/// <summary>
/// At which voltage a tariff is charged: that of all connectors that refer to it, when they have one and the same number of phases (X-TAR-15). Few tariffs are
/// asked about, so an operator's Locations are read when one is, and what they say is kept for a while.
/// </summary>
internal sealed class TariffVoltages(IObjectStore objects, TimeProvider clock)
{
    private const int PageSize = 200;

    /// <summary>Whoever has more is not read through for one restriction.</summary>
    private const int MostLocations = 20_000;

    /// <summary>So much longer than it took to read it is kept what was read.</summary>
    private const int Share = 50;

    private static readonly TimeSpan LeastKept = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan MostKept = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<PartyId, (DateTimeOffset Until, Dictionary<string, Supply?> Tariffs)> _owners = [];

    /// <summary>The voltage; null when nothing refers to the tariff, or connectors differ.</summary>
    public async ValueTask<decimal?> FindAsync(PartyId owner, string tariff, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (!_owners.TryGetValue(owner, out var known) || known.Until <= now)
        {
            var began = clock.GetTimestamp();
            var tariffs = await ReadAsync(owner, cancellation);
            var kept = clock.GetElapsedTime(began) * Share;
            _owners[owner] = known = (now + (kept < LeastKept ? LeastKept : kept > MostKept ? MostKept : kept), tariffs);
        }

        return known.Tariffs.GetValueOrDefault(tariff)?.Voltage;
    }

    private async ValueTask<Dictionary<string, Supply?>> ReadAsync(PartyId owner, CancellationToken cancellation)
    {
        var sink = new Connectors();
        var query = new PageQuery { Module = ModuleId.Locations, Owners = [owner], Limit = PageSize };
        while (await objects.ReadPageAsync(query, sink, cancellation))
        {
            if (sink.Read >= MostLocations)
            {
                return [];
            }

            query = query with { AfterOrdinal = sink.Last };
        }

        return sink.Tariffs;
    }

    private sealed record Supply(decimal Voltage, int Phases);

    private sealed class Connectors : IObjectSink
    {
        /// <summary>By tariff; null where connectors differ.</summary>
        public Dictionary<string, Supply?> Tariffs { get; } = new(StringComparer.OrdinalIgnoreCase);

        public int Read { get; private set; }

        public long Last { get; private set; }

        public void Add(in ObjectHeader header, ReadOnlySpan<byte> utf8)
        {
            (Read, Last) = (Read + 1, header.Ordinal);
            using var document = JsonDocument.Parse(utf8.ToArray());
            foreach (var evse in Items(document.RootElement, "evses"))
            {
                foreach (var connector in Items(evse, "connectors"))
                {
                    Note(connector);
                }
            }
        }

        private void Note(JsonElement connector)
        {
            var supply = (Number(connector, "max_voltage") ?? Number(connector, "voltage")) is { } voltage ? new Supply(voltage, Phases(Text(connector, "power_type"))) : null;
            foreach (var tariff in Items(connector, "tariff_ids").Select(id => id.ValueKind == JsonValueKind.String ? id.GetString() : null).Append(Text(connector, "tariff_id")))
            {
                if (tariff is not null && (!Tariffs.TryAdd(tariff, supply)) && Tariffs[tariff] != supply)
                {
                    Tariffs[tariff] = null;
                }
            }
        }

        private static int Phases(string? powerType) => powerType switch
        {
            "AC_1_PHASE" => 1,
            "AC_2_PHASE" or "AC_2_PHASE_SPLIT" => 2,
            "AC_3_PHASE" => 3,
            _ => 0,
        };

        private static JsonElement.ArrayEnumerator Items(JsonElement element, string name) =>
            element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : default;

        private static decimal? Number(JsonElement element, string name) =>
            element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) ? number : null;

        private static string? Text(JsonElement element, string name) =>
            element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }
}
