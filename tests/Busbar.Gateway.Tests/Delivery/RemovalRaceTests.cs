using System.Text;
using Busbar.Core.Connections;
using Busbar.Core.Hubs;
using Busbar.Core.Intake;
using Busbar.Core.Objects;
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
        rig.Pulls.OnceMissing = () => Task.FromResult(rig.Store.Put(Key(ModuleId.Tariffs, "T2"), Tariff("T2"), rig.Connection.Id));
        var pull = await rig.PullAsync(full: true);

        Assert.Equal(1, pull.Removed);
        Assert.False(rig.Store.Get(Key(ModuleId.Tariffs, "T2"))!.Deleted);
        Assert.True(rig.Store.Get(Key(ModuleId.Tariffs, "T3"))!.Deleted);
    }

    [Fact]
    public async Task Tariff_that_is_pushed_unchanged_after_it_was_found_missing_is_kept()
    {
        await using var rig = await PullRig.StartAsync(modules: ModuleId.Tariffs);
        rig.Lists["tariffs"] = [Tariff("T1"), Tariff("T2"), Tariff("T3"), Tariff("T4")];
        await rig.PullAsync();
        rig.Lists["tariffs"].RemoveRange(1, 2);
        rig.Pulls.OnceMissing = () => PutAgainAsync(rig, OwnedModule.Tariffs, "T2", Tariff("T2"));
        var pull = await rig.PullAsync(full: true);

        Assert.Equal(1, pull.Removed);
        Assert.False(rig.Store.Get(Key(ModuleId.Tariffs, "T2"))!.Deleted);
        Assert.True(rig.Store.Get(Key(ModuleId.Tariffs, "T3"))!.Deleted);
    }

    [Fact]
    public async Task Tariff_that_is_pushed_unchanged_while_the_list_is_read_is_removed_by_the_next_list_only()
    {
        await using var rig = await PullRig.StartAsync(pageSize: 1, modules: ModuleId.Tariffs);
        rig.Lists["tariffs"] = [Tariff("T1"), Tariff("T2"), Tariff("T3")];
        await rig.PullAsync();
        rig.Lists["tariffs"].RemoveAt(1);
        var answer = rig.Partner.Answer;
        var asked = 0;
        rig.Partner.Answer = async request =>
        {
            if (asked++ == 0)
            {
                await PutAgainAsync(rig, OwnedModule.Tariffs, "T2", Tariff("T2"));
            }

            return await answer(request);
        };
        var pull = await rig.PullAsync(full: true);

        Assert.Equal(0, pull.Removed);
        Assert.False(rig.Store.Get(Key(ModuleId.Tariffs, "T2"))!.Deleted);
        Assert.Equal(1, (await rig.PullAsync(full: true)).Removed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Location_that_is_pushed_between_two_lists_is_missing_from_then_on(bool changed)
    {
        var time = new ManualTime();
        await using var rig = await PullRig.StartAsync(time, pageSize: 10, modules: ModuleId.Locations);
        rig.Lists["locations"] = [.. Enumerable.Range(0, 10).Select(i => Location($"L{i}"))];
        await rig.PullAsync();
        rig.Lists["locations"].RemoveAt(9);
        await rig.PullAsync(full: true);
        time.Advance(TimeSpan.FromHours(20));
        var pushed = changed ? Location("L9", status: "CHARGING") : Location("L9");
        await PutAgainAsync(rig, OwnedModule.Locations, "L9", pushed, changed ? IntakeOutcome.Updated : IntakeOutcome.Unchanged);
        time.Advance(TimeSpan.FromHours(5));

        Assert.Equal(0, (await rig.PullAsync(full: true)).Removed);
        Assert.False(rig.Store.Get(Key(ModuleId.Locations, "L9"))!.Deleted);
        time.Advance(TimeSpan.FromHours(25));
        Assert.Equal(1, (await rig.PullAsync(full: true)).Removed);
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

    private static async Task PutAgainAsync(PullRig rig, OwnedModule module, string id, string json, IntakeOutcome expected = IntakeOutcome.Unchanged)
    {
        var result = await rig.Intake.PutAsync(
            IntakeSource.Of(rig.Connection, OcpiVersion.V230), new ObjectTarget(module, Cpo, id), Encoding.UTF8.GetBytes(json), TestContext.Current.CancellationToken);
        Assert.Equal(expected, result.Outcome);
    }
}
