using Busbar.EndToEnd.Tests.Gateway;
using Busbar.Ocpi.Model.Common;
using Busbar.Testing;
using Busbar.Testing.Databases;

namespace Busbar.EndToEnd.Tests.Durability;

/// <summary>
/// The gateway dies again and again in the middle of its work. Nothing that it acknowledged is lost, everything that waits is sent, nothing overtakes. A CDR
/// whose answer was lost is looked up where the provider lets CDRs be read back, and then it is posted once; where not, it may come again, the same.
/// </summary>
public sealed class KilledGatewayTests
{
    private const int Kills = 5;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Requirement("CDR-003", "CDR-015")]
    public async Task Gateway_killed_in_the_middle_of_a_thousand_pushes_loses_nothing(bool onPostgreSql)
    {
        Assert.SkipUnless(!onPostgreSql || PostgreSqlServer.IsInstalled, PostgreSqlServer.Needed);
        var cancellation = TestContext.Current.CancellationToken;
        string[] arguments = onPostgreSql ? [$"--Busbar:Database={PostgreSqlServer.Shared.CreateDatabase()}"] : [];
        await using var network = await TestNetwork.StartAsync(await GatewayProcess.StartAsync(cancellation, arguments), cancellation);
        var telling = await network.AddProviderAsync("PRV", OcpiVersion.V221, cancellation);
        var silent = await network.AddProviderAsync("PRX", OcpiVersion.V230, cancellation, cdrLocations: false);

        // The gateway knows how one provider's URLs of CDRs look before it dies for the first time.
        await network.Ledger.CdrAsync("C-first", "PRV", 0, cancellation);
        await network.CompleteAsync(telling, "PRV", cancellation);

        // Both are slow, and answers are on their way when the gateway dies.
        telling.Script = Slow;
        silent.Script = Slow;
        var killed = Task.Run(() => KillAgainAndAgainAsync(network, cancellation), cancellation);
        await BusyOperator.WorkAsync(network.Ledger, cancellation);
        var behind = await killed;

        (telling.Script, silent.Script) = (_ => null, _ => null);
        await network.CompleteAsync(telling, "PRV", cancellation);
        await network.CompleteAsync(silent, "PRX", cancellation);
        await network.DeliveryUntilAsync(telling, delivery => (string?)delivery["state"] == "idle", "the delivery is done", cancellation);
        await network.DeliveryUntilAsync(silent, delivery => (string?)delivery["state"] == "idle", "the delivery is done", cancellation);

        Assert.InRange(network.Ledger.Acknowledged, 1000, int.MaxValue);
        Assert.Equal(Kills, behind);
        Assert.Empty(Judge.Inversions(telling.Inbox));
        Assert.Empty(Judge.Inversions(silent.Inbox));
        Assert.Empty(Judge.RepeatedCdrs(telling.Inbox));
        Assert.Empty(Judge.ChangedCdrs(silent.Inbox));
        Assert.Empty(Judge.StrayCdrs(telling.Inbox, "PRV"));
        Assert.Empty(Judge.StrayCdrs(silent.Inbox, "PRX"));

        // Four requests may be under way to a provider at once: no more CDRs than that lose their answer in one crash.
        Assert.InRange(Judge.RepeatedCdrs(silent.Inbox).Values.Sum(times => times - 1), 0, 4 * Kills);
        Assert.Empty((await network.Gateway.Api.GetAsync("/api/refusals"))["items"]!.AsArray());
    }

    private static Task AcknowledgedAsync(TestNetwork network, int count, CancellationToken cancellation) => Eventually.TrueAsync(
        () => network.Ledger.Acknowledged >= count, $"{count} documents are acknowledged", () => network.Gateway.Output, cancellation);

    private static Verdict.Slowly? Slow(Microsoft.AspNetCore.Http.HttpRequest request) => IsPush(request) ? new Verdict.Slowly(TimeSpan.FromMilliseconds(5)) : null;

    private static bool IsPush(Microsoft.AspNetCore.Http.HttpRequest request) => request.Path.Value!.Contains("/receiver/", StringComparison.Ordinal);

    /// <returns>How often deliveries were waiting when the gateway was killed.</returns>
    private static async Task<int> KillAgainAndAgainAsync(TestNetwork network, CancellationToken cancellation)
    {
        var behind = 0;
        for (var kill = 1; kill <= Kills; kill++)
        {
            // One of them takes nothing for the last dozens, so that it is behind however slow everything else is.
            var due = kill * 170;
            await AcknowledgedAsync(network, due - 60, cancellation);
            network.Providers[0].Script = request => IsPush(request) ? new Verdict.Held(Task.Delay(Timeout.Infinite, request.HttpContext.RequestAborted)) : null;
            await AcknowledgedAsync(network, due, cancellation);
            behind += Judge.Missing(network.Ledger, network.Providers[0].Inbox, "PRV").Count > 0 ? 1 : 0;
            await network.Gateway.KillAsync();
            network.Providers[0].Script = Slow;
            await network.Gateway.RunAsync(cancellation);
        }

        return behind;
    }
}
