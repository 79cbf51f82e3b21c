using System.Globalization;
using Busbar.EndToEnd.Tests.Gateway;
using Busbar.Ocpi.Model.Common;
using Busbar.Testing;

namespace Busbar.EndToEnd.Tests.Durability;

/// <summary>
/// The gateway dies again and again in the middle of its work. Nothing that it acknowledged is lost, everything that waits is sent, nothing overtakes. A CDR
/// whose answer was lost is looked up where the provider lets CDRs be read back, and then it is posted once; where not, it may come again, the same.
/// </summary>
public sealed class KilledGatewayTests
{
    private const int Objects = 24;
    private const int Rounds = 12;
    private const int Kills = 5;

    [Fact]
    [Requirement("CDR-003", "CDR-015")]
    public async Task Gateway_killed_in_the_middle_of_a_thousand_pushes_loses_nothing()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var network = await TestNetwork.StartAsync(cancellation);
        var telling = await network.AddProviderAsync("PRV", OcpiVersion.V221, cancellation);
        var silent = await network.AddProviderAsync("PRX", OcpiVersion.V230, cancellation, cdrLocations: false);

        // The gateway knows how one provider's URLs of CDRs look before it dies for the first time.
        await network.Ledger.CdrAsync("C-first", "PRV", 0, cancellation);
        await network.CompleteAsync(telling, "PRV", cancellation);

        // Both are slow enough to be behind when the gateway dies.
        telling.Script = request => IsPush(request) ? new Verdict.Slowly(TimeSpan.FromMilliseconds(5)) : null;
        silent.Script = telling.Script;
        var killed = Task.Run(() => KillAgainAndAgainAsync(network, cancellation), cancellation);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(worker => Task.Run(() => WorkAsync(network.Ledger, worker, cancellation), cancellation)));
        var behind = await killed;

        (telling.Script, silent.Script) = (_ => null, _ => null);
        await network.CompleteAsync(telling, "PRV", cancellation);
        await network.CompleteAsync(silent, "PRX", cancellation);
        await network.DeliveryUntilAsync(telling, delivery => (string?)delivery["state"] == "idle", "the delivery is done", cancellation);
        await network.DeliveryUntilAsync(silent, delivery => (string?)delivery["state"] == "idle", "the delivery is done", cancellation);

        Assert.InRange(network.Ledger.Acknowledged, 1000, int.MaxValue);
        Assert.InRange(behind, 3, Kills);
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

    private static bool IsPush(Microsoft.AspNetCore.Http.HttpRequest request) => request.Path.Value!.Contains("/receiver/", StringComparison.Ordinal);

    /// <returns>How often deliveries were waiting when the gateway was killed.</returns>
    private static async Task<int> KillAgainAndAgainAsync(TestNetwork network, CancellationToken cancellation)
    {
        var behind = 0;
        for (var kill = 1; kill <= Kills; kill++)
        {
            var due = kill * 170;
            await Eventually.TrueAsync(() => network.Ledger.Acknowledged >= due, $"{due} documents are acknowledged", () => network.Gateway.Output, cancellation);
            behind += Judge.Missing(network.Ledger, network.Providers[0].Inbox, "PRV").Count > 0 ? 1 : 0;
            await network.Gateway.KillAsync();
            await network.Gateway.RunAsync(cancellation);
        }

        return behind;
    }

    /// <summary>One part of the operator's backend: its objects are its own, so that each of them has one order.</summary>
    private static async Task WorkAsync(Ledger ledger, int worker, CancellationToken cancellation)
    {
        var chance = new Random(worker);
        var mine = Enumerable.Range(0, Objects).Where(number => number % 6 == worker).ToList();
        foreach (var number in mine)
        {
            await ledger.TariffAsync(Name("T", number), 1, cancellation);
            await ledger.LocationAsync(Name("L", number), 1, "AVAILABLE", cancellation);
        }

        for (var round = 2; round < 2 + Rounds; round++)
        {
            foreach (var number in mine)
            {
                var location = Name("L", number);
                await ledger.EvseStatusAsync(location, "E1", round * 10, round % 2 == 0 ? "CHARGING" : "AVAILABLE", cancellation);
                await ledger.SessionAsync(Name("S", number), number % 2 == 0 ? "PRV" : "PRX", location, round * 10, cancellation);
                switch (chance.Next(4))
                {
                    case 0:
                        await ledger.TariffAsync(Name("T", number), round * 10, cancellation);
                        break;
                    case 1:
                        await ledger.LocationAsync(location, (round * 10) + 1, "BLOCKED", cancellation);
                        break;
                    case 2:
                        await ledger.EvseAsync(location, "E2", (round * 10) + 2, "OUTOFORDER", cancellation);
                        break;
                    default:
                        await ledger.EvseStatusAsync(location, "E1", (round * 10) + 3, "RESERVED", cancellation);
                        break;
                }

                if (round % 2 == 0)
                {
                    var cdr = (number * 100) + round;
                    await ledger.CdrAsync(Name("C", cdr), number % 2 == 0 ? "PRV" : "PRX", cdr, cancellation);
                }
            }
        }
    }

    private static string Name(string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind}{number}");
}
