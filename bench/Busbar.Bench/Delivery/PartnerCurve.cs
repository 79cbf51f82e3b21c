using System.Diagnostics;
using System.Globalization;
using System.Text;
using Busbar.Bench.Frame;
using Busbar.Bench.Gateway;
using Busbar.Bench.Samples;
using Npgsql;

namespace Busbar.Bench.Delivery;

/// <summary>
/// 10, 100 and 1,000 partners on PostgreSQL with 1,000,000 EVSEs stored, at 20 changes a second: rows written per change, memory, from the commit to each partner. All but the
/// locations that change are unpublished, or connecting 1,000 partners would first send each of them everything.
/// </summary>
internal sealed class PartnerCurve : ITrial
{
    private const int Locations = 250_000;
    private const int EvsesEach = 4;
    private const int PerSecond = 20;
    private const int MostMegabytes = 1536;
    private const double MostGrowth = 1.5;

    /// <summary>Of exchanges that worked so many are recorded in a second, and as many old ones removed.</summary>
    private const int MostRecorded = 2_000;

    private const string MessageLog = "exchanges";
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(3);

    public string Name => "curve";

    public async Task<IReadOnlyList<Finding>> RunAsync(bool brief, CancellationToken cancellation)
    {
        // Each location changes once in a round, so that what arrives tells which change it was.
        var seconds = brief ? 10 : 20;
        var changing = PerSecond * seconds;
        await using var receivers = new Receivers(100);
        await receivers.StartAsync(cancellation);
        await using var gateway = await RunningGateway.StartAsync(new BenchDatabase(postgreSql: true), cancellation);
        await gateway.FillAsync(Enumerable.Range(changing, Locations - changing), Hidden, cancellation);
        await gateway.FillAsync(changing, cancellation);
        await Say($"{Locations:N0} locations of {EvsesEach} EVSEs are stored");

        await using var database = NpgsqlDataSource.Create(gateway.Database.ConnectionString);
        var changes = new StatusChanges(gateway);
        List<Finding> findings = [];
        var first = 0.0;
        var partners = 0;
        foreach (var count in (int[])[10, 100, 1000])
        {
            await Partners.ConnectAsync(gateway, receivers, Enumerable.Range(partners, count - partners), concurrency: 4, cancellation);
            partners = count;
            await gateway.IdleAsync(cancellation);
            await Say($"{count} partners have everything");
            GC.Collect();

            // What a session of the server wrote shows in its statistics a moment later.
            await Task.Delay(Rest, cancellation);
            var resting = await RestAsync(cancellation);
            var committed = new long[changing];
            var arrivals = new (int Number, long At)[changing * count];
            var arrived = 0;
            receivers.Arrived = (number, _) =>
            {
                if (Interlocked.Increment(ref arrived) - 1 is var place && place < arrivals.Length)
                {
                    arrivals[place] = (number, Stopwatch.GetTimestamp());
                }
            };
            var before = await RowsAsync(database, cancellation);
            var spent = ProcessorTime.Now();
            await Pace.RunAsync(
                PerSecond,
                changing,
                async number =>
                {
                    await changes.WriteAsync(number, cancellation);
                    committed[number] = Stopwatch.GetTimestamp();
                },
                cancellation);

            await Task.Delay(TimeSpan.FromSeconds(1), cancellation);
            var after = await RowsAsync(database, cancellation);
            await gateway.IdleAsync(cancellation);
            var cost = (ProcessorTime.Now() - spent).TotalMicroseconds / Math.Max(1, arrived);
            var memory = Environment.WorkingSet / (1024 * 1024);
            receivers.Arrived = null;
            var written = after.ToDictionary(table => table.Key, table => (table.Value - before.GetValueOrDefault(table.Key)) / (double)changing);
            var recorded = written.GetValueOrDefault(MessageLog) * PerSecond;
            written.Remove(MessageLog);
            var total = written.Values.Sum();
            first = partners == 10 ? total : first;
            List<double> times = [.. arrivals.Take(arrived).Select(arrival => Math.Max(0, Stopwatch.GetElapsedTime(committed[arrival.Number], arrival.At).TotalMilliseconds))];
            var tables = string.Join(", ", written.Where(table => table.Value >= 0.05).OrderByDescending(table => table.Value).Select(table => Text($"{table.Key} {table.Value:0.00}")));
            findings.Add(new(
                $"{count} partners: rows written per change", Text($"{total:0.00} ({tables})"),
                count == 10 ? null : Text($"<= {MostGrowth} of 10 partners'"), total <= first * MostGrowth));
            findings.Add(new($"{count} partners: rows of the message log", Text($"{recorded:N0}/s"), Text($"<= {MostRecorded:N0}/s"), recorded <= MostRecorded));
            findings.Add(new($"{count} partners: nothing to do", Text($"{resting.All / Rest:0.0%} of a processor, {resting.Own / Rest:0.0%} without the database server")));
            findings.Add(new($"{count} partners: memory", $"{memory} MB", "< 1.5 GB", memory < MostMegabytes));
            findings.Add(new(
                $"{count} partners: commit to each partner",
                Text($"p50 {Latencies.Percentile(times, 50):N0} ms, p99 {Latencies.Percentile(times, 99):N0} ms; {arrived / (double)count / changing:0.00} deliveries per change and partner, {cost:N0} us of processor each")));
        }

        return findings;
    }

    /// <summary>The calmest of a few rests: what the server does in its own time (a vacuum after so much was filled in) falls into one or the other.</summary>
    private static async Task<(TimeSpan All, TimeSpan Own)> RestAsync(CancellationToken cancellation)
    {
        var calmest = (All: TimeSpan.MaxValue, Own: TimeSpan.MaxValue);
        for (var i = 0; i < 3; i++)
        {
            var (all, own) = (ProcessorTime.Now(), Environment.CpuUsage.TotalTime);
            await Task.Delay(Rest, cancellation);
            (all, own) = (ProcessorTime.Now() - all, Environment.CpuUsage.TotalTime - own);
            calmest = all < calmest.All ? (all, own) : calmest;
        }

        return calmest;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static Task Say(string text) => System.Console.Error.WriteLineAsync($"curve: {DateTime.Now:HH:mm:ss} {text}");

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
