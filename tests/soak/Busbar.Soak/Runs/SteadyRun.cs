using System.Globalization;
using System.Text;
using Busbar.Soak.Judging;
using Busbar.Soak.Machines;
using Busbar.Soak.Records;

namespace Busbar.Soak.Runs;

/// <summary>One gateway at a steady rate for a long time, nothing failing: its memory must not grow, nor the time that a change takes to a partner.</summary>
internal static class SteadyRun
{
    private const double AllowedGrowth = 0.10;
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(10);

    public static async Task<Verdict> RunAsync(Settings settings)
    {
        await using var run = new RunRecord(settings.Folder);
        using var server = settings.PostgreSql ? new PostgreSql("127.0.0.1") : null;
        foreach (var old in Directory.GetFiles(settings.Folder, "busbar.db*"))
        {
            File.Delete(old);
        }

        var url = new Uri($"http://127.0.0.1:{Ports.Free()}");
        var file = Path.Combine(settings.Folder, "busbar.db");
        await using var gateway = new Gateway(run, "1", url, null, $"--Busbar:Database={server?.ConnectionString ?? $"Data Source={file}"}");
        await using var scene = new Scene(run, settings, "127.0.0.1", [url]);
        await gateway.StartAsync();
        await scene.BeginAsync(gateway.Api);
        var lag = new LagWatch(run);
        var provider = scene.Providers[^1];
        provider.Took = lag.Arrived;
        scene.Operators[0].WasAcknowledged = exchange =>
        {
            if (exchange.Body is System.Text.Json.Nodes.JsonObject body && Holdings.IsFor(body, provider.Party))
            {
                lag.Acknowledged(exchange);
            }
        };
        var samples = new List<Sample>();
        var began = run.Now;
        while (run.Now - began < (settings.Minutes ?? 30) * 60_000)
        {
            await Task.Delay(Between);
            scene.ThrowIfBroken();
            var (median, p99, longest, oldest) = lag.Take();
            var sample = new Sample((run.Now - began) / 60_000.0, gateway.Memory() / 1048576.0, scene.Acknowledged, median, p99, longest, oldest);
            samples.Add(sample);
            await File.AppendAllTextAsync(Path.Combine(settings.Folder, "samples.tsv"), sample + "\n");
        }

        var verdict = await scene.EndAsync();
        verdict.Fault("the gateway says that a partner refused something", await Refusals.ListAsync(gateway.Api), "gateway");
        Conclude(samples, settings, verdict);
        return verdict;
    }

    /// <summary>Compares the first tenth after the warm-up, which is a fifth of the run, with the last tenth.</summary>
    private static void Conclude(List<Sample> samples, Settings settings, Verdict verdict)
    {
        var tenth = Math.Max(1, samples.Count / 10);
        var early = samples.Skip(samples.Count / 5).Take(tenth).ToList();
        var late = samples.TakeLast(tenth).ToList();
        var memory = (Early: early.Average(sample => sample.Memory), Late: late.Average(sample => sample.Memory));
        var lag = (Early: early.Average(sample => sample.P99), Late: late.Average(sample => sample.P99));
        var growth = (memory.Late / memory.Early) - 1;
        var text = new StringBuilder();
        text.AppendLine("minute  memory MB  acknowledged  lag median/p99/longest ms");
        foreach (var sample in samples.Where((_, number) => number % Math.Max(1, samples.Count / 30) == 0))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{sample.Minute,6:0.0}  {sample.Memory,9:0.0}  {sample.Acknowledged,12:N0}  {sample.Median}/{sample.P99}/{sample.Longest}");
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"memory {memory.Early:0.0} MB after the warm-up, {memory.Late:0.0} MB at the end: {growth:+0.0%;-0.0%}; p99 of the lag {lag.Early:0} ms and {lag.Late:0} ms");
        Console.WriteLine(text);
        File.WriteAllText(Path.Combine(settings.Folder, "steady.txt"), text.ToString());
        File.WriteAllText(Path.Combine(settings.Folder, "steady.svg"), Plot.Of(samples));
        verdict.Fault("memory grows", growth > AllowedGrowth ? $"{growth:0.0%}" : null, "gateway");
        verdict.Fault("lag grows", lag.Late > Math.Max(2 * lag.Early, lag.Early + 1000) ? $"{lag}" : null, "gateway");
    }
}
