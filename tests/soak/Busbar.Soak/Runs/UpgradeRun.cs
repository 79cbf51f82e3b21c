using Busbar.Soak.Judging;
using Busbar.Soak.Machines;
using Busbar.Soak.Records;

namespace Busbar.Soak.Runs;

/// <summary>
/// Two gateways of an earlier version on one PostgreSQL are replaced by this version's one after the other, under load: the new one makes its steps of the schema while the old one
/// works on, both work side by side, and each of them dies once meanwhile.
/// </summary>
internal static class UpgradeRun
{
    private const double Phases = 5;
    private static readonly TimeSpan Stage = TimeSpan.FromSeconds(40);

    public static async Task<Verdict> RunAsync(Settings settings)
    {
        var old = Path.GetFullPath(settings.From ?? throw new ArgumentException("--from PATH/busbar.dll is needed: the version from which is upgraded."));
        await using var run = new RunRecord(settings.Folder);
        using var server = new PostgreSql("127.0.0.1");
        Uri[] urls = [new($"http://127.0.0.1:{Ports.Free()}"), new($"http://127.0.0.1:{Ports.Free()}")];
        string[] arguments = [$"--Busbar:Database={server.ConnectionString}", $"--Busbar:PublicUrl={urls[0].AbsoluteUri.TrimEnd('/')}"];
        await using var first = new Gateway(run, "1", urls[0], null, arguments) { Runs = old };
        await using var second = new Gateway(run, "2", urls[1], null, arguments) { Runs = old };
        await using var scene = new Scene(run, settings, "127.0.0.1", urls);
        await Task.WhenAll(first.StartAsync(), second.StartAsync());
        await scene.BeginAsync(first.Api);
        scene.BeginWeather();
        await WorkAsync("old and old");

        await ReplaceAsync(second);
        await WorkAsync("old and new");
        await DieAsync(first, "the old one");
        await WorkAsync("old and new, the old one died and came back");
        await DieAsync(second, "the new one");
        await WorkAsync("old and new, the new one died and came back");

        await ReplaceAsync(first);
        await WorkAsync("new and new");
        var verdict = await scene.EndAsync();
        verdict.Fault("a gateway says that a partner refused something", await Refusals.ListAsync(first.Api), "gateway");
        return verdict;

        async Task WorkAsync(string stage)
        {
            var before = scene.Acknowledged;
            await Task.Delay(settings.Minutes is { } minutes ? TimeSpan.FromMinutes(minutes / Phases) : Stage);
            scene.ThrowIfBroken();
            run.Happened(stage, $"schema {Schema()}, {scene.Acknowledged - before} acknowledged");
        }

        async Task ReplaceAsync(Gateway gateway)
        {
            scene.Doubt();
            var code = await gateway.LeaveAsync();
            gateway.Runs = Gateway.Program;
            await gateway.StartAsync();
            run.Happened("replaced", $"{gateway.Url.Port}, exit code {code}");
        }

        async Task DieAsync(Gateway gateway, string which)
        {
            scene.Doubt();
            run.Happened("kill -9", which);
            await gateway.KillAsync();
            await gateway.StartAsync();
        }

        string Schema() => server.Execute("SELECT max(number) FROM migrations");
    }
}
