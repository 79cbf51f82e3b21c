using Busbar.EndToEnd.Tests.Commands;
using Busbar.EndToEnd.Tests.Gateway;
using Busbar.Ocpi.Model.Common;
using Busbar.Testing.Databases;

namespace Busbar.EndToEnd.Tests.Durability;

/// <summary>
/// A copy is taken under load, and a gateway is started on it. What was acknowledged before is there. What was acknowledged after is brought again by
/// its owner; until then a partner may see an older state once more, and may get a CDR a second time, unchanged.
/// </summary>
public sealed class BackupTests
{
    [Fact]
    public async Task Copy_of_a_running_SQLite_gateway_holds_everything_acknowledged_before()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var network = await TestNetwork.StartAsync(cancellation);
        var copy = Path.Combine(network.Gateway.Folder, "copy");
        await RestoreAsync(
            network,
            async () =>
            {
                var done = await BusbarProcess.RunAsync(
                    null, "backup", $"--to={copy}", $"--Busbar:Database=Data Source={Path.Combine(network.Gateway.Folder, "busbar.db")}");
                Assert.True(done.ExitCode == 0, done.ToString());
            },
            () => Task.FromResult($"Data Source={Path.Combine(copy, "busbar.db")}"),
            cancellation);
    }

    [Fact]
    public async Task Dump_of_a_running_PostgreSql_gateway_holds_everything_acknowledged_before()
    {
        Assert.SkipUnless(PostgreSqlServer.IsInstalled, PostgreSqlServer.Needed);
        var cancellation = TestContext.Current.CancellationToken;
        var server = PostgreSqlServer.Shared;
        var source = server.CreateDatabase();
        await using var network = await TestNetwork.StartAsync(await GatewayProcess.StartAsync(cancellation, $"--Busbar:Database={source}"), cancellation);
        var file = Path.Combine(network.Gateway.Folder, "dump");
        await RestoreAsync(
            network,
            () => Task.Run(() => server.Dump(source, file), cancellation),
            () => Task.Run(
                () =>
                {
                    var restored = server.CreateDatabase();
                    server.Restore(restored, file);
                    return restored;
                },
                cancellation),
            cancellation);
    }

    private static async Task RestoreAsync(TestNetwork network, Func<Task> backUp, Func<Task<string>> restore, CancellationToken cancellation)
    {
        var provider = await network.AddProviderAsync("PRV", OcpiVersion.V221, cancellation);
        await WorkAsync(network.Ledger, 1, 2, cancellation);

        // While the load goes on: what is acknowledged by now must be in the copy.
        var working = Task.Run(() => WorkAsync(network.Ledger, 3, 12, cancellation), cancellation);
        await Eventually.TrueAsync(() => network.Ledger.Acknowledged >= 40, "the load is under way", () => network.Gateway.Output, cancellation);
        var (tariffs, locations, cdrs) = (network.Ledger.Tariffs, network.Ledger.Names, network.Ledger.Cdrs);
        await backUp();
        await working;
        await network.CompleteAsync(provider, "PRV", cancellation);
        await network.Gateway.KillAsync();

        await network.Gateway.RunAsync(cancellation, $"--Busbar:Database={await restore()}");
        var api = network.Gateway.Api;
        foreach (var (id, text) in tariffs)
        {
            Assert.True(State((string)(await api.GetAsync($"/api/tariffs/NL/OPR/{id}"))["tariff_alt_text"]![0]!["text"]!) >= State(text), id);
        }

        foreach (var (id, name) in locations)
        {
            Assert.True(State((string)(await api.GetAsync($"/api/locations/NL/OPR/{id}"))["name"]!) >= State(name), id);
        }

        foreach (var id in cdrs.Keys)
        {
            await api.GetAsync($"/api/cdrs/NL/OPR/{id}");
        }

        // Its owner brings the newest again; partners need no new registration.
        await WorkAsync(network.Ledger, 12, 13, cancellation);
        await network.CompleteAsync(provider, "PRV", cancellation);
        Assert.Empty(Judge.ChangedCdrs(provider.Inbox));
        Assert.Empty(Judge.StrayCdrs(provider.Inbox, "PRV"));
    }

    private static async Task WorkAsync(Ledger ledger, int from, int to, CancellationToken cancellation)
    {
        for (var round = from; round <= to; round++)
        {
            for (var number = 0; number < 5; number++)
            {
                await ledger.TariffAsync($"T{number}", round, cancellation);
                await ledger.LocationAsync($"L{number}", round, "AVAILABLE", cancellation);
                await ledger.CdrAsync($"C{round}-{number}", "PRV", number, cancellation);
            }
        }
    }

    /// <summary>The number in "state 7".</summary>
    private static int State(string text) => int.Parse(text["state ".Length..], System.Globalization.CultureInfo.InvariantCulture);
}
