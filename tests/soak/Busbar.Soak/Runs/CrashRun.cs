using Busbar.Soak.Judging;
using Busbar.Soak.Machines;
using Busbar.Soak.Records;

namespace Busbar.Soak.Runs;

/// <summary>One gateway that is killed again and again, at any moment, also while it starts, while its partners fail at random.</summary>
internal static class CrashRun
{
    public static async Task<Verdict> RunAsync(Settings settings)
    {
        await using var run = new RunRecord(settings.Folder);
        using var server = settings.PostgreSql ? new PostgreSql("127.0.0.1") : null;
        var url = new Uri($"http://127.0.0.1:{Ports.Free()}");
        var file = Path.Combine(settings.Folder, "busbar.db");
        foreach (var old in Directory.GetFiles(settings.Folder, "busbar.db*"))
        {
            File.Delete(old);
        }

        await using var gateway = new Gateway(run, "1", url, null, $"--Busbar:Database={server?.ConnectionString ?? $"Data Source={file}"}");
        await using var scene = new Scene(run, settings, "127.0.0.1", [url]);
        await gateway.StartAsync();
        await scene.BeginAsync(gateway.Api);
        scene.BeginWeather();
        var chance = new Random(settings.Seed);
        for (var kill = 1; kill <= settings.Kills && (settings.Minutes is not { } minutes || run.Now < minutes * 60_000); kill++)
        {
            // Where processes share the database, a dead one's work is taken up when it is certainly dead, after some seven seconds: each lives long enough to deliver.
            await Task.Delay(settings.PostgreSql ? chance.Next(8500, 11_500) : chance.Next(200, 2500));
            scene.ThrowIfBroken();
            scene.Doubt();
            await gateway.KillAsync();
            if (chance.Next(8) == 0)
            {
                gateway.Launch();
                await Task.Delay(chance.Next(50, 1500));
                run.Note("of them while starting", "1");
                await gateway.KillAsync();
            }

            await gateway.StartAsync();
            if (kill % 20 == 0)
            {
                run.Happened($"{kill} kills,", $"{scene.Acknowledged} acknowledged, {scene.Repeated} repeated");
            }
        }

        var verdict = await scene.EndAsync();
        verdict.Fault("the gateway says that a partner refused something", await Refusals.ListAsync(gateway.Api), "gateway");
        return verdict;
    }
}
