using System.Globalization;
using System.Text;
using Busbar.Bench.Frame;
using Busbar.Bench.Gateway;
using Busbar.Bench.Samples;
using Npgsql;

namespace Busbar.Bench.Delivery;

/// <summary>
/// 10, 100 and 1,000 partners on PostgreSQL with 1,000,000 EVSEs stored, at 20 changes a second: rows written per change, memory, how far behind. All but the
/// locations that change are unpublished, or connecting 1,000 partners would first send each of them everything.
/// </summary>
internal sealed class PartnerCurve : ITrial
{
    private const int Locations = 250_000;
    private const int EvsesEach = 4;
    private const int Changing = 100;
    private const int PerSecond = 20;
    private const int MostMegabytes = 1536;
    private const double MostGrowth = 1.5;

    public string Name => "curve";

    public async Task<IReadOnlyList<Finding>> RunAsync(bool brief, CancellationToken cancellation)
    {
        await using var receivers = new Receivers(100);
        await receivers.StartAsync(cancellation);
        await using var gateway = await RunningGateway.StartAsync(new BenchDatabase(postgreSql: true), cancellation);
        await gateway.FillAsync(Enumerable.Range(Changing, Locations - Changing), Hidden, cancellation);
        await gateway.FillAsync(Changing, cancellation);

        await using var database = NpgsqlDataSource.Create(gateway.Database.ConnectionString);
        var changes = new StatusChanges(gateway);
        List<Finding> findings = [];
        List<double> perChange = [];
        var partners = 0;
        foreach (var count in (int[])[10, 100, 1000])
        {
            await Partners.ConnectAsync(gateway, receivers, Enumerable.Range(partners, count - partners), concurrency: 4, cancellation);
            partners = count;
            await gateway.IdleAsync(cancellation);
            GC.Collect();

            var seconds = brief ? 10 : 30;
            var before = await RowsAsync(database, cancellation);
            var received = receivers.Received;
            var spent = ProcessorTime.Now();
            await Pace.RunAsync(PerSecond, PerSecond * seconds, i => changes.WriteAsync(i % Changing, cancellation), cancellation);
            var behind = gateway.Behind;
            await gateway.IdleAsync(cancellation);
            var processor = (ProcessorTime.Now() - spent).TotalSeconds / seconds;
            var memory = Environment.WorkingSet / (1024 * 1024);

            // What a session of the server wrote shows in its statistics a moment later.
            await Task.Delay(TimeSpan.FromSeconds(2), cancellation);
            var after = await RowsAsync(database, cancellation);
            var written = after.ToDictionary(table => table.Key, table => (table.Value - before.GetValueOrDefault(table.Key)) / (double)(PerSecond * seconds));
            var total = written.Values.Sum();
            perChange.Add(total);
            var text = string.Join(", ", written.Where(table => table.Value >= 0.05).OrderByDescending(table => table.Value).Select(table => string.Create(CultureInfo.InvariantCulture, $"{table.Key} {table.Value:0.0}")));
            findings.Add(new(
                $"{count} partners: rows written per change", string.Create(CultureInfo.InvariantCulture, $"{total:0.0} ({text})"),
                count == 10 ? null : $"<= {MostGrowth.ToString(CultureInfo.InvariantCulture)} of 10 partners'", total <= perChange[0] * MostGrowth));
            findings.Add(new($"{count} partners: memory", $"{memory} MB", "< 1.5 GB", memory < MostMegabytes));
            findings.Add(new(
                $"{count} partners: deliveries",
                string.Create(CultureInfo.InvariantCulture, $"{(receivers.Received - received) / (double)seconds:N0}/s, {behind} changes behind at the end, {processor:0.00} processors")));
        }

        return findings;
    }

    private static async Task<Dictionary<string, long>> RowsAsync(NpgsqlDataSource database, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("SELECT relname::text, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_user_tables");
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var tables = new Dictionary<string, long>();
        while (await rows.ReadAsync(cancellation))
        {
            tables.Add(rows.GetString(0), rows.GetInt64(1));
        }

        return tables;
    }

    private static Busbar.Core.Objects.ObjectDecision.Store Hidden(int number)
    {
        var id = SampleLocations.Id(number);
        var evses = string.Join(',', Enumerable.Range(1, EvsesEach).Select(evse =>
            $$"""{"uid":"{{id}}-{{evse}}","status":"AVAILABLE","connectors":[{"id":"1","standard":"IEC_62196_T2","format":"SOCKET","power_type":"AC_3_PHASE","max_voltage":230,"max_amperage":32,"last_updated":"2026-01-01T00:00:00Z"}],"last_updated":"2026-01-01T00:00:00Z"}"""));
        var json = $$"""{"country_code":"NL","party_id":"BEN","id":"{{id}}","publish":false,"address":"Example street {{number}}","city":"Amsterdam","country":"NLD","coordinates":{"latitude":"52.370216","longitude":"4.895168"},"evses":[{{evses}}],"time_zone":"Europe/Amsterdam","last_updated":"2026-01-01T00:00:00Z"}""";
        var store = SampleLocations.Store(Encoding.UTF8.GetBytes(json), SampleLocations.Start);
        return store with { Facts = store.Facts with { Published = false } };
    }
}
