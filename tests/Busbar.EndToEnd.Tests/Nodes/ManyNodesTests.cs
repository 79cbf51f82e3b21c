using Busbar.EndToEnd.Tests.Durability;
using Busbar.EndToEnd.Tests.Gateway;
using Busbar.Ocpi.Model.Common;
using Busbar.Testing;
using Busbar.Testing.Databases;

namespace Busbar.EndToEnd.Tests.Nodes;

/// <summary>
/// Three gateways on one PostgreSQL, under load: one dies, one stands still past its lease and goes on, the database crashes and comes back, one leaves in
/// order. The partners never notice anything but repetition.
/// </summary>
public sealed class ManyNodesTests
{
    [Fact]
    [Requirement("CDR-003", "CDR-015")]
    public async Task Processes_and_the_database_fail_in_turn_and_nothing_is_lost_doubled_or_overtaken()
    {
        Assert.SkipUnless(PostgreSqlServer.IsInstalled, PostgreSqlServer.Needed);
        var cancellation = TestContext.Current.CancellationToken;
        await using var cluster = await GatewayCluster.StartAsync(3, cancellation);
        await using var network = await TestNetwork.StartAsync(cluster.Nodes[0], cancellation);
        ScriptedPlatform[] providers =
        [
            await network.AddProviderAsync("PRV", OcpiVersion.V221, cancellation),
            await network.AddProviderAsync("PRX", OcpiVersion.V230, cancellation),
            await network.AddProviderAsync("PRY", OcpiVersion.V230, cancellation),
        ];
        await network.Ledger.CdrAsync("C-first", "PRV", 0, cancellation);
        await network.CompleteAsync(providers[0], "PRV", cancellation);
        foreach (var provider in providers)
        {
            provider.Script = request => request.Path.Value!.Contains("/receiver/", StringComparison.Ordinal) ? new Verdict.Slowly(TimeSpan.FromMilliseconds(5)) : null;
        }

        var failing = Task.Run(() => FailInTurnAsync(cluster, network.Ledger, cancellation), cancellation);
        await BusyOperator.WorkAsync(network.Ledger, cancellation);
        await failing;
        await network.Ledger.TariffAsync("T-last", 1, cancellation);

        await network.CompleteAsync(providers[0], "PRV", cancellation);
        await network.CompleteAsync(providers[1], "PRX", cancellation);
        await network.CompleteAsync(providers[2], "PRY", cancellation);
        foreach (var provider in providers)
        {
            Assert.Empty(Judge.Inversions(provider.Inbox));
            Assert.Empty(Judge.RepeatedCdrs(provider.Inbox));
        }

        foreach (var node in (GatewayProcess[])[cluster.Nodes[0], cluster.Nodes[2]])
        {
            var (status, refusals) = await node.Api.TrySendAsync(HttpMethod.Get, "/api/refusals", null);
            Assert.True(status == 200, node.Output);
            Assert.Empty(refusals!["items"]!.AsArray());
        }
    }

    private static async Task FailInTurnAsync(GatewayCluster cluster, Ledger ledger, CancellationToken cancellation)
    {
        await AcknowledgedAsync(ledger, 150, cancellation);
        await cluster.Nodes[1].KillAsync();
        await AcknowledgedAsync(ledger, 300, cancellation);
        await cluster.Nodes[1].RunAsync(cancellation);

        // Longer than the others wait for a beat.
        await AcknowledgedAsync(ledger, 450, cancellation);
        await cluster.Nodes[2].SignalAsync("STOP", cancellation);
        await Eventually.TrueAsync(() => Beats(cluster) == 2, "the stopped process is taken for dead", () => cluster.Nodes[0].Output, cancellation);
        await cluster.Nodes[2].SignalAsync("CONT", cancellation);

        await AcknowledgedAsync(ledger, 650, cancellation);
        cluster.Database.StopImmediately();
        cluster.Database.Start();

        await AcknowledgedAsync(ledger, 800, cancellation);
        Assert.Equal(0, await cluster.Nodes[1].StopAsync(cancellation));
    }

    private static int Beats(GatewayCluster cluster) =>
        int.Parse(cluster.Database.Execute(cluster.DatabaseName, "SELECT count(*) FROM nodes"), System.Globalization.CultureInfo.InvariantCulture);

    private static Task AcknowledgedAsync(Ledger ledger, int count, CancellationToken cancellation) =>
        Eventually.TrueAsync(() => ledger.Acknowledged >= count, $"{count} documents are acknowledged", () => $"{ledger.Acknowledged} are", cancellation);
}
