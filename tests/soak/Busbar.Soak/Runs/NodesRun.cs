using Busbar.Soak.Judging;
using Busbar.Soak.Machines;
using Busbar.Soak.Records;

namespace Busbar.Soak.Runs;

/// <summary>
/// Three gateways on one PostgreSQL: one is killed, one stands still for longer than it may, the database crashes, one loses its cable to the database and to nothing else.
/// </summary>
internal static class NodesRun
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(14);

    public static async Task<Verdict> RunAsync(Settings settings)
    {
        await using var run = new RunRecord(settings.Folder);
        using var segment = Segment.IsPossible ? new Segment() : null;
        using var server = new PostgreSql("127.0.0.1");
        Uri[] urls = [.. Enumerable.Range(0, 3).Select(node => new Uri($"http://{(node == 2 && segment is not null ? Segment.Host : "127.0.0.1")}:{Ports.Free()}"))];
        await using var first = Node(0);
        await using var second = Node(1);
        await using var third = Node(2);
        Gateway[] nodes = [first, second, third];
        await using var scene = new Scene(run, settings, segment is null ? "127.0.0.1" : Segment.PartnerHost, urls);
        await Task.WhenAll(nodes.Select(node => node.StartAsync()));
        await scene.BeginAsync(first.Api);
        scene.BeginWeather();
        for (var round = 0; round < settings.Rounds; round++)
        {
            foreach (var node in nodes)
            {
                await Task.Delay(Between);
                scene.ThrowIfBroken();
                scene.Doubt();
                run.Happened("kill -9", $"node {Array.IndexOf(nodes, node) + 1}");
                await node.KillAsync();
                await Task.Delay(Long);
                await node.StartAsync();
            }

            foreach (var node in nodes)
            {
                await Task.Delay(Between);
                scene.Doubt();
                run.Happened("SIGSTOP", $"node {Array.IndexOf(nodes, node) + 1}");
                node.Signal("STOP");
                await Task.Delay(Long);
                node.Signal("CONT");
                run.Happened("SIGCONT", $"node {Array.IndexOf(nodes, node) + 1}");
            }

            await Task.Delay(Between);
            scene.Doubt();
            run.Happened("crash", "PostgreSQL");
            server.Crash();
            await Task.Delay(TimeSpan.FromSeconds(3));
            server.Start();
            if (segment is not null)
            {
                await Task.Delay(Between);
                scene.Doubt();
                run.Happened("unplug", "node 3 from the database");
                Segment.Plug(false);
                await Task.Delay(Long + Long);
                Segment.Plug(true);
                run.Happened("plug in", "node 3");
            }

            await Task.Delay(Between);
            run.Happened("SIGTERM", "node 2");
            var code = await second.LeaveAsync();
            run.Happened("exit code", $"{code}");
            await second.StartAsync();
        }

        var verdict = await scene.EndAsync();
        verdict.Fault("a gateway says that a partner refused something", await Refusals.ListAsync(first.Api), "gateway");
        return verdict;

        Gateway Node(int number) => new(
            run,
            $"{number + 1}",
            urls[number],
            number == 2 ? segment : null,
            $"--Busbar:Database={(number == 2 && segment is not null ? server.ConnectionString.Replace("127.0.0.1", Segment.DatabaseHost, StringComparison.Ordinal) : server.ConnectionString)}",
            $"--Busbar:PublicUrl={urls[0].AbsoluteUri.TrimEnd('/')}");
    }
}
