using Busbar.Core.Connections;
using Busbar.Core.Delivery;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Testing;
using static Busbar.Gateway.Tests.Delivery.DeliveryRig;

namespace Busbar.Gateway.Tests.Delivery;

/// <summary>How a partner that fell far behind gets what it missed: by push, or by its own pull.</summary>
public sealed class CatchUpTests
{
    [Fact]
    [Requirement("OFF-001", "OFF-002")]
    public async Task What_is_left_to_the_partners_pull_is_not_pushed_once_the_pull_has_brought_it()
    {
        await using var rig = NewRig();
        var (partner, connection) = await BehindAsync(rig, CatchUp.Pull);
        await WaitingAsync(rig, connection);

        // What no pull brings is pushed: a CDR by its receipt, and what was removed.
        Assert.Equal(["DELETE /r/tariffs/NL/CPO/T0", "POST /r/cdrs"], partner.Requests.Skip(1).Select(r => r.ToString()).Order(StringComparer.Ordinal));
        Assert.Equal(20, rig.Status(connection).LeftToPull);
        Assert.Equal(1, rig.Status(connection).Cursor);

        // What changes from now on is pushed as ever.
        rig.PutTariff("X1");
        await Until(() => partner.Requests.Count == 4);
        Assert.Equal("PUT /r/tariffs/NL/CPO/X1", partner.Requests[3].ToString());

        Pull(rig, connection, ModuleId.Tariffs, null, null, "7");
        Pull(rig, connection, ModuleId.Tariffs, null, "7", null);
        await rig.IdleAsync(connection);
        Assert.Equal(4, partner.Requests.Count);
        Assert.Equal(0, rig.Status(connection).LeftToPull);
    }

    [Fact]
    public async Task What_a_pull_did_not_ask_for_or_changed_behind_its_back_is_pushed()
    {
        await using var rig = NewRig();
        var (partner, connection) = await BehindAsync(rig, CatchUp.Pull);
        await WaitingAsync(rig, connection);
        var sent = partner.Requests.Count;

        // The first ten are older than what the partner asks for; one changes while it pulls.
        var page = rig.Pulls.Begin(connection.Id, ModuleId.Tariffs, rig.Time.GetUtcNow(), null);
        rig.PutTariff("T19");
        await Until(() => partner.Requests.Count == sent + 1);
        rig.Pulls.Answered(page, null);
        await rig.IdleAsync(connection);

        var pushed = partner.Requests.Skip(sent).Select(r => r.Path[(r.Path.LastIndexOf('/') + 1)..]).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal([.. Enumerable.Range(1, 10).Select(i => $"T{i}"), "T19"], pushed.OrderBy(id => int.Parse(id[1..], System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Pull_that_left_pages_out_or_began_too_early_settles_nothing()
    {
        await using var rig = NewRig();
        var (partner, connection) = await BehindAsync(rig, CatchUp.Pull);
        await WaitingAsync(rig, connection);
        var sent = partner.Requests.Count;
        rig.Pulls.Answered(new PulledPage(connection.Id, ModuleId.Tariffs, null, null, 1), null);
        Pull(rig, connection, ModuleId.Tariffs, null, null, "7");
        Pull(rig, connection, ModuleId.Tariffs, null, "9", null);
        Pull(rig, connection, ModuleId.Tariffs, rig.Time.GetUtcNow(), "7", null);
        Pull(rig, connection, ModuleId.Locations, null, null, null);
        rig.PutTariff("X1");
        await Until(() => partner.Requests.Count == sent + 1);
        Assert.Equal(20, rig.Status(connection).LeftToPull);
        Assert.Equal(1, rig.Status(connection).Cursor);
    }

    [Fact]
    public async Task Partner_that_was_not_seen_to_pull_is_pushed_to_and_one_that_does_not_come_for_an_hour_too()
    {
        await using var rig = NewRig();
        var (partner, connection) = await BehindAsync(rig, CatchUp.Auto);
        await rig.IdleAsync(connection);
        Assert.Equal(23, partner.Requests.Count);

        Pull(rig, connection, ModuleId.Tariffs, null, null, null);
        await rig.SaveAsync(connection with { PausedAt = rig.Time.GetUtcNow() });
        await Until(() => rig.Status(connection).State == DeliveryState.Paused);
        for (var i = 0; i < 30; i++)
        {
            rig.PutTariff($"Y{i}");
        }

        await rig.SaveAsync(connection);
        await Until(() => rig.Status(connection) is { State: DeliveryState.AwaitingPull });
        Assert.InRange(partner.Requests.Count, 23, 52);
        rig.Time.Advance(TimeSpan.FromHours(1));
        await rig.IdleAsync(connection);
        Assert.Equal(30, partner.Requests.Where(r => r.Path.Contains("/Y", StringComparison.Ordinal)).Select(r => r.Path).Distinct().Count());
    }

    [Fact]
    public async Task What_is_left_to_a_pull_that_never_comes_is_pushed_when_the_operator_says_so_also_after_a_restart()
    {
        await using var rig = NewRig();
        var (partner, connection) = await BehindAsync(rig, CatchUp.Pull);
        await WaitingAsync(rig, connection);
        await rig.StopAsync();
        Assert.Equal(1, rig.Ports.Cursor(connection.Id)!.Sequence);
        await rig.StartAsync();
        await WaitingAsync(rig, connection);
        await rig.SaveAsync(connection with { Profile = connection.Profile with { CatchUp = CatchUp.Push } });
        await rig.IdleAsync(connection);

        Assert.Equal(21, partner.Requests.Where(r => r.Method == "PUT").Select(r => r.Path).Distinct().Count());
        Assert.Single(partner.Requests, r => r.Method == "POST");
    }

    private static DeliveryRig NewRig() => new() { Options = new() { CatchUpBacklog = 15, Window = 3 } };

    /// <summary>A partner that has T0, and misses its removal, twenty other tariffs of two moments, and a CDR.</summary>
    private static async Task<(ScriptedPartner Partner, Connection Connection)> BehindAsync(DeliveryRig rig, CatchUp choice)
    {
        var (partner, connection) = await rig.ConnectAsync(c => c with { Profile = c.Profile with { CatchUp = choice } });
        await rig.StartAsync();
        rig.PutTariff("T0");
        await rig.IdleAsync(connection);
        await rig.StopAsync();
        for (var i = 1; i <= 20; i++)
        {
            rig.Time.Advance(i == 11 ? TimeSpan.FromHours(1) : TimeSpan.Zero);
            rig.PutTariff($"T{i}");
        }

        rig.Store.Delete(Key(ModuleId.Tariffs, "T0"));
        rig.PutCdr("C1");
        await rig.StartAsync();
        return (partner, connection);
    }

    private static Task WaitingAsync(DeliveryRig rig, Connection connection) =>
        Until(() => rig.Status(connection) is { State: DeliveryState.AwaitingPull, Pending: 0, LeftToPull: 20 });

    private static void Pull(DeliveryRig rig, Connection connection, ModuleId module, DateTimeOffset? dateFrom, string? cursor, string? next) =>
        rig.Pulls.Answered(rig.Pulls.Begin(connection.Id, module, dateFrom, cursor), next);
}
