using System.Text;
using Busbar.Core.Connections;
using Busbar.Core.Hubs;
using Busbar.Core.Intake;
using Busbar.Core.Parties;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.HubClientInfo;
using Busbar.Ocpi.Model.Versions;
using static Busbar.Gateway.Tests.Delivery.DeliveryRig;

namespace Busbar.Gateway.Tests.Delivery;

/// <summary>What is pushed while a pull infers removals is newer than the list that does not show it, and stays.</summary>
public sealed class RemovalRaceTests
{
    private static readonly PartyId _hub = new("SE", "HUB");

    [Fact]
    public async Task Tariff_that_is_pushed_after_it_was_found_missing_is_kept()
    {
        await using var rig = await PullRig.StartAsync(modules: ModuleId.Tariffs);
        rig.Lists["tariffs"] = [Tariff("T1"), Tariff("T2"), Tariff("T3"), Tariff("T4")];
        await rig.PullAsync();
        rig.Lists["tariffs"].RemoveRange(1, 2);
        rig.Pulls.OnceMissing = () => rig.Store.Put(Key(ModuleId.Tariffs, "T2"), Tariff("T2"), rig.Connection.Id);
        var pull = await rig.PullAsync(full: true);

        Assert.Equal(1, pull.Removed);
        Assert.False(rig.Store.Get(Key(ModuleId.Tariffs, "T2"))!.Deleted);
        Assert.True(rig.Store.Get(Key(ModuleId.Tariffs, "T3"))!.Deleted);
    }

    [Fact]
    public async Task Party_that_a_hub_pushes_while_its_list_is_read_stays_connected()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var rig = await PullRig.StartAsync(parties: [new PlatformParty(_hub, Role.Hub, "Hub")], modules: ModuleId.HubClientInfo);
        await rig.Directory.ChangeAsync(_ => new ConnectionChange(rig.Connection with { HubParty = _hub }, TokenChanges.None), cancellation);
        rig.Lists["hubclientinfo"] = [Info("AAA", 1), Info("BBB", 1), Info("CCC", 1), Info("DDD", 1)];
        await rig.PullAsync();
        rig.Lists["hubclientinfo"].RemoveRange(1, 2);
        IntakeResult? pushed = null;
        var answer = rig.Partner.Answer;
        rig.Partner.Answer = async request =>
        {
            pushed ??= await rig.Reports.TakeAsync(
                rig.Directory.Current.Find(rig.Connection.Id)!, OcpiVersion.V230, new PartyId("NL", "BBB"), Encoding.UTF8.GetBytes(Info("BBB", 2)), cancellation);
            return await answer(request);
        };
        var pull = await rig.PullAsync();

        Assert.Equal(IntakeOutcome.Updated, pushed!.Outcome);
        Assert.Equal(1, pull.Removed);
        Assert.Equal(ConnectionStatus.Connected, await StatusAsync("BBB"));
        Assert.Equal(ConnectionStatus.Suspended, await StatusAsync("CCC"));

        async Task<ConnectionStatus> StatusAsync(string party) =>
            (await HubReports.FindAsync(rig.Store, rig.Connection.Id, new PartyId("NL", party), cancellation))!.Status;

        static string Info(string party, int day) =>
            $$"""{"country_code":"NL","party_id":"{{party}}","role":"CPO","status":"CONNECTED","last_updated":"2026-01-0{{day}}T00:00:00Z"}""";
    }
}
