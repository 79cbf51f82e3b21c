using System.Globalization;

namespace Busbar.Bench.Frame;

/// <summary>Runs scenarios in interleaved rounds and prints one table of medians and ratios: figures drift on a shared machine, ratios hold.</summary>
internal sealed class Runner(int rounds, TimeSpan time, bool brief)
{
    // Long enough for the compiler's last word on what is hot.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);

    private readonly List<string[]> _rows = [["scenario", "contender", "median/s", "lowest/s", "highest/s", "CPU us each", "of limit", "target", ""]];

    /// <summary>Runs one scenario; false when something stayed below its target.</summary>
    public async Task<bool> RunAsync(IScenario scenario, CancellationToken cancellation)
    {
        await System.Console.Error.WriteLineAsync($"{scenario.Name}: preparing");
        await scenario.PrepareAsync(cancellation);
        var length = time > scenario.Shortest ? time : scenario.Shortest;
        var rates = scenario.Contenders.Select(_ => new List<double>()).ToList();
        var costs = scenario.Contenders.Select(_ => new List<double>()).ToList();
        for (var round = 0; round <= rounds; round++)
        {
            for (var i = 0; i < scenario.Contenders.Count; i++)
            {
                var contender = scenario.Contenders[i];
                GC.Collect();
                if (round == 0)
                {
                    await contender.RunAsync(time > WarmUp ? time : WarmUp, cancellation);
                    continue;
                }

                var before = ProcessorTime.Now();
                var measured = await contender.RunAsync(length, cancellation);
                var spent = ProcessorTime.Now() - before;
                rates[i].Add(measured.PerSecond);
                costs[i].Add(spent.TotalMicroseconds / measured.Units);
                await System.Console.Error.WriteLineAsync(
                    $"{scenario.Name}: round {round}, {contender.Name}: {Number(measured.PerSecond)} {scenario.Unit}/s, {Number(costs[i][^1])} us of processor each");
            }
        }

        var good = true;
        for (var i = 0; i < rates.Count; i++)
        {
            var contender = scenario.Contenders[i];
            var isLimit = contender.Against == i;
            var ratio = Median(rates[i]) / Median(rates[contender.Against]);
            var reached = contender.Target is not { } target || ratio >= target;
            good &= reached;
            _rows.Add(
            [
                i == 0 ? scenario.Name : "", $"{contender.Name} ({scenario.Unit})", Number(Median(rates[i])), Number(rates[i].Min()), Number(rates[i].Max()), Number(Median(costs[i])),
                isLimit ? "limit" : ratio.ToString("0.00", CultureInfo.InvariantCulture),
                contender.Target?.ToString("0.00", CultureInfo.InvariantCulture) ?? "", contender.Target is null ? "" : reached ? "reached" : "BELOW",
            ]);
        }

        return good;
    }

    /// <summary>Runs one trial; false when something is not as it should be.</summary>
    public async Task<bool> RunAsync(ITrial trial, CancellationToken cancellation)
    {
        await System.Console.Error.WriteLineAsync($"{trial.Name}: running");
        var findings = await trial.RunAsync(brief, cancellation);
        foreach (var (finding, place) in findings.Select((finding, place) => (finding, place)))
        {
            await System.Console.Error.WriteLineAsync($"{trial.Name}: {finding.What}: {finding.Found}");
            _rows.Add([place == 0 ? trial.Name : "", finding.What, finding.Found, "", "", "", "", finding.Target ?? "", finding.Target is null ? "" : finding.Reached ? "reached" : "MISSED"]);
        }

        return findings.All(finding => finding.Reached);
    }

    /// <summary>The table of everything that ran, as Markdown.</summary>
    public void Print(TextWriter output)
    {
        var widths = Enumerable.Range(0, _rows[0].Length).Select(column => _rows.Max(row => row[column].Length)).ToArray();
        for (var i = 0; i < _rows.Count; i++)
        {
            output.WriteLine("| " + string.Join(" | ", _rows[i].Select((cell, column) => column is >= 2 and <= 7 ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]))) + " |");
            if (i == 0)
            {
                output.WriteLine("|" + string.Join("|", widths.Select((width, column) => new string('-', width + 1) + (column is >= 2 and <= 7 ? ":" : "-"))) + "|");
            }
        }
    }

    private static double Median(List<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    private static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
