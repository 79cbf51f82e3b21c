using Busbar.Core.Connections;
using Busbar.Core.Delivery;
using Busbar.Ocpi.Model.Versions;
using static Busbar.Gateway.Tests.Delivery.DeliveryRig;

namespace Busbar.Gateway.Tests.Delivery;

/// <summary>A partner that comes back when the change log that it has not read is gone: it is told of every object that changed, and of nothing else.</summary>
public sealed class MissedLogTests
{
    [Fact]
    public async Task What_changed_in_a_log_that_is_gone_is_found_and_told_once()
    {
        await using var rig = new DeliveryRig { Options = new() { Window = 3, SweepPage = 2 } };
        var (partner, connection) = await AwayAsync(rig);
        await rig.StartAsync();
        await rig.IdleAsync(connection);

        // What is in the rest of the log may be found both there and in the store.
        Assert.InRange(partner.Requests.Count, 8, 9);
        Assert.Equal(
            [
                "DELETE /r/tariffs/NL/CPO/T1", "PATCH /r/locations/NL/CPO/L2", "PATCH /r/locations/NL/CPO/L2/E1", "PATCH /r/locations/NL/CPO/L2/E2", "POST /r/cdrs",
                "PUT /r/locations/NL/CPO/L1", "PUT /r/tariffs/NL/CPO/T3", "PUT /r/tariffs/NL/CPO/T4",
            ],
            partner.Requests.Select(r => r.ToString()).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal("v2", partner.Requests.Single(r => r.Path == "/r/locations/NL/CPO/L1").Json.GetProperty("name").GetString());

        var sent = partner.Requests.Count;
        await rig.StopAsync();
        await rig.StartAsync();
        await rig.IdleAsync(connection);
        Assert.Equal(sent, partner.Requests.Count);
    }

    [Fact]
    public async Task What_was_found_and_not_taken_holds_the_cursor_and_is_found_again_after_a_restart()
    {
        await using var rig = new DeliveryRig { Options = new() { SweepPage = 2 } };
        var (partner, connection) = await AwayAsync(rig);
        var working = partner.Answer;
        partner.Answer = r => r.Path.EndsWith("/T4", StringComparison.Ordinal) ? working(r) : Task.FromResult(new Reply(503));
        await rig.StartAsync();
        await Until(() => rig.Status(connection) is { State: DeliveryState.BackingOff, Sweeping: true });
        await rig.StopAsync();
        Assert.Equal(4, rig.Ports.Cursor(connection.Id)!.Sequence);

        partner.Answer = working;
        await rig.StartAsync();
        await rig.IdleAsync(connection);
        var told = partner.Requests.Select(r => r.ToString()).ToHashSet();
        Assert.Superset(new HashSet<string> { "DELETE /r/tariffs/NL/CPO/T1", "PATCH /r/locations/NL/CPO/L2", "PUT /r/locations/NL/CPO/L1", "PUT /r/tariffs/NL/CPO/T3", "POST /r/cdrs" }, told);
        Assert.DoesNotContain("PUT /r/tariffs/NL/CPO/T2", told);
    }

    [Fact]
    public async Task Gap_whose_log_went_while_a_pull_was_waited_for_is_told_in_full()
    {
        await using var rig = new DeliveryRig { Options = new() { CatchUpBacklog = 15 } };
        var (partner, connection) = await rig.ConnectAsync(c => c with { Profile = c.Profile with { CatchUp = CatchUp.Pull } });
        await rig.StartAsync();
        await rig.StopAsync();
        for (var i = 1; i <= 20; i++)
        {
            rig.PutTariff($"T{i}");
        }

        await rig.StartAsync();
        await Until(() => rig.Status(connection) is { State: DeliveryState.AwaitingPull, LeftToPull: 20 });
        rig.Store.Forget(12);
        await rig.SaveAsync(connection with { Profile = connection.Profile with { CatchUp = CatchUp.Push } });
        await rig.IdleAsync(connection);
        Assert.Equal(20, partner.Requests.Select(r => r.Path).Distinct().Count());
    }

    /// <summary>A partner that has T1, T2, L1 and L2, and misses what became of all but T2. Of the log only the newest entry is left, about T4.</summary>
    private static async Task<(ScriptedPartner Partner, Connection Connection)> AwayAsync(DeliveryRig rig)
    {
        var (partner, connection) = await rig.ConnectAsync();
        await rig.StartAsync();
        rig.PutTariff("T1");
        rig.PutTariff("T2");
        rig.PutLocation("L1");
        rig.PutLocation("L2", published: true);
        await rig.IdleAsync(connection);
        await rig.StopAsync();
        partner.Forget();
        rig.PutLocation("L1", version: 2);
        rig.PutLocation("L2", published: false, version: 2);
        rig.Store.Delete(Key(ModuleId.Tariffs, "T1"));
        rig.PutTariff("T3");
        rig.PutCdr("C1");
        rig.PutTariff("T4");
        rig.Store.Forget(rig.Store.LastSequence - 1);
        return (partner, connection);
    }
}
