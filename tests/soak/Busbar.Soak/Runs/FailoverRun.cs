using Busbar.Soak.Judging;
using Busbar.Soak.Machines;
using Busbar.Soak.Records;

namespace Busbar.Soak.Runs;

/// <summary>Two gateways on a PostgreSQL with a standby; the primary crashes and the standby is promoted (pg_ctl promote), round after round.</summary>
internal static class FailoverRun
{
    /// <summary>How far an asynchronous standby is behind: on one machine it would never be.</summary>
    private static readonly TimeSpan Behind = TimeSpan.FromSeconds(2);

    public static async Task<Verdict> RunAsync(Settings settings)
    {
        await using var run = new RunRecord(settings.Folder);
        var primary = new PostgreSql("127.0.0.1");
        var standby = primary.Follow(Ports.Free());
        try
        {
            Await(settings, primary);
            Uri[] urls = [new($"http://127.0.0.1:{Ports.Free()}"), new($"http://127.0.0.1:{Ports.Free()}")];
            var database = $"--Busbar:Database={PostgreSql.ConnectionStringOf(primary, standby)}";
            var publicUrl = $"--Busbar:PublicUrl={urls[0].AbsoluteUri.TrimEnd('/')}";
            await using var first = new Gateway(run, "1", urls[0], null, database, publicUrl);
            await using var second = new Gateway(run, "2", urls[1], null, database, publicUrl);
            await using var scene = new Scene(run, settings, "127.0.0.1", urls);
            await Task.WhenAll(first.StartAsync(), second.StartAsync());
            await scene.BeginAsync(first.Api);
            scene.BeginWeather();
            for (var round = 0; round < settings.Rounds; round++)
            {
                await Task.Delay(TimeSpan.FromSeconds(15));
                scene.ThrowIfBroken();
                var alone = scene.Acknowledged;
                if (settings.Asynchronous)
                {
                    standby.StopReceiving();
                    await Task.Delay(Behind);
                }

                scene.Doubt();
                var before = scene.Acknowledged;
                run.Happened("crash", $"the primary, after {before} acknowledged, {before - alone} of them while it was alone");
                primary.Crash();
                await Task.Delay(TimeSpan.FromSeconds(1));
                standby.Promote();
                run.Happened("promote", "the standby");
                var port = primary.Port;
                primary.Dispose();
                primary = standby;
                if (settings.Asynchronous)
                {
                    // What was committed at the old primary alone is gone, and the processes still know it.
                    await Task.WhenAll(first.KillAsync(), second.KillAsync());
                    await Task.WhenAll(first.StartAsync(), second.StartAsync());
                    run.Happened("restart", "both gateways");
                }

                await Task.Delay(TimeSpan.FromSeconds(15));
                run.Happened("since then", $"{scene.Acknowledged - before} acknowledged");

                // The new primary gets a standby in the old one's place.
                standby = primary.Follow(port);
                Await(settings, primary);
            }

            var verdict = await scene.EndAsync();
            verdict.Fault("a gateway says that a partner refused something", await Refusals.ListAsync(first.Api), "gateway");
            return verdict;
        }
        finally
        {
            standby.Dispose();
            primary.Dispose();
        }
    }

    private static void Await(Settings settings, PostgreSql primary)
    {
        if (!settings.Asynchronous)
        {
            primary.WaitForStandby();
        }
    }
}
