using System.Text.Json;

namespace Busbar.Demo;

/// <summary>Tells what the gateway found out about the operator's CDRs, as it finds it out.</summary>
internal sealed class VerdictTalk(OperatorApi api, DemoTerminal terminal, TimeProvider clock)
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private readonly HashSet<string> _told = [];

    public async Task RunAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Pace, clock);
        while (await timer.WaitForNextTickAsync(cancellation))
        {
            var page = await api.GetAsync("/api/verdicts?limit=20", cancellation);
            foreach (var verdict in page.GetProperty("items").EnumerateArray().Reverse())
            {
                Tell(verdict);
            }
        }
    }

    private void Tell(JsonElement verdict)
    {
        var cdr = verdict.GetProperty("cdr_id").GetString()!;
        if (!_told.Add(cdr))
        {
            return;
        }

        string Member(string name) => verdict.TryGetProperty(name, out var value) ? value.ToString() : "";
        var right = Member("outcome") == "agrees";
        terminal.Gateway(
            "verdict",
            right ? $"{cdr} costs what its tariff says"
                : $"{cdr} states {Member("stated")} {Member("currency")}, its tariff says {Member("computed")}{(Member("cause") is { Length: > 0 } cause ? $": {cause.Replace('_', ' ').Replace("+", " and ", StringComparison.Ordinal).ToLowerInvariant()}" : "")}",
            right);
    }
}
