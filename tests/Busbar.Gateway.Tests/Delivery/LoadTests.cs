using Busbar.Core.Delivery;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using static Busbar.Gateway.Tests.Delivery.DeliveryRig;

namespace Busbar.Gateway.Tests.Delivery;

/// <summary>How a partner is given what it has yet to be given, and what goes before that.</summary>
public sealed class LoadTests
{
    [Fact]
    public async Task Load_goes_at_its_rate_and_changes_overtake_it()
    {
        await using var rig = new DeliveryRig();
        rig.PutTariff("T1");
        for (var i = 0; i < 40; i++)
        {
            rig.PutLocation($"L{i:00}");
        }

        var (partner, connection) = await rig.ConnectAsync(c => c with { Profile = c.Profile with { LoadRate = 2m } });
        await rig.StartAsync();
        await Until(() => partner.Requests.Count == 1 && rig.Status(connection).Sweeping);
        rig.Time.Advance(TimeSpan.FromSeconds(0.5));
        await Until(() => partner.Requests.Count == 2);
        rig.Time.Advance(TimeSpan.FromSeconds(0.5));
        await Until(() => partner.Requests.Count == 3);

        // A change of a Location that the load has not come to: the partner gets all of it, at once.
        rig.PutLocation("L30", "CHARGING", 2, evse: "E1");
        await Until(() => partner.Requests.Any(r => r.Path.EndsWith("L30", StringComparison.Ordinal)));
        Assert.Equal("PUT /r/locations/NL/CPO/L30", partner.Requests[3].ToString());
        Assert.Equal("CHARGING", partner.Requests[3].Json.GetProperty("evses")[0].GetProperty("status").GetString());

        await Until(() =>
        {
            rig.Time.Advance(TimeSpan.FromSeconds(0.5));
            return rig.Status(connection) is { State: DeliveryState.Idle, Sweeping: false, Pending: 0, Lag: 0 };
        });
        foreach (var states in partner.Requests.Where(r => r.Method == "PUT" && r.Path.Contains("/locations/", StringComparison.Ordinal)).GroupBy(r => r.Path))
        {
            Assert.Equal(states.Select(r => r.Json.GetProperty("name").GetString()).Order(), states.Select(r => r.Json.GetProperty("name").GetString()));
        }

        Assert.Equal(41, partner.Requests.Where(r => r.Method == "PUT" && !r.Path.EndsWith("E1", StringComparison.Ordinal)).Select(r => r.Path).Distinct().Count());
        Assert.Equal("v2", partner.Requests.Last(r => r.Path.EndsWith("L30", StringComparison.Ordinal)).Json.GetProperty("name").GetString());
    }

    [Fact]
    public async Task What_a_change_refers_to_is_brought_forward()
    {
        await using var rig = new DeliveryRig { Options = new() { SweepPage = 1 } };
        rig.PutTariff("T0");
        rig.PutTariff("T7");
        rig.PutLocation("L0");
        rig.PutLocation("L1", tariff: "T7");
        var (partner, connection) = await rig.ConnectAsync(c => c with { Profile = c.Profile with { LoadRate = 0.01m } });
        await rig.StartAsync();
        await Until(() => partner.Requests.Count == 1);
        rig.PutSession("S1", "L1");
        await Until(() => partner.Requests.Count == 4);

        Assert.Equal(
            ["PUT /r/tariffs/NL/CPO/T0", "PUT /r/tariffs/NL/CPO/T7", "PUT /r/locations/NL/CPO/L1", "PUT /r/sessions/NL/CPO/S1"], partner.Requests.Select(r => r.ToString()));
        Assert.True(rig.Status(connection).Sweeping);
    }

    [Fact]
    public async Task What_was_brought_forward_holds_nothing_up_when_the_load_comes_to_it()
    {
        await using var rig = new DeliveryRig { Options = new() { SweepPage = 1 } };
        rig.PutTariff("T0");
        rig.PutTariff("T7");
        rig.PutLocation("L1", tariff: "T7");
        var answers = new[] { "T0", "T7" }.ToDictionary(id => id, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var (partner, connection) = await rig.ConnectAsync(c => c with { Profile = c.Profile with { LoadRate = 0.01m } });
        partner.Answer = async request =>
        {
            await (answers.TryGetValue(request.Path[^2..], out var answer) ? answer.Task : Task.CompletedTask);
            return Reply.Ok;
        };
        await rig.StartAsync();
        await Until(() => partner.Requests.Count == 1);
        rig.PutSession("S1", "L1");
        await Until(() => partner.Requests.Count == 2);

        // The first tariff is answered, and the load comes to the second one while that is under way.
        answers["T0"].SetResult();
        await Until(() => rig.Status(connection).Pending == 3);
        answers["T7"].SetResult();
        await Until(() => partner.Requests.Count == 4);
        Assert.Equal(
            ["PUT /r/tariffs/NL/CPO/T0", "PUT /r/tariffs/NL/CPO/T7", "PUT /r/locations/NL/CPO/L1", "PUT /r/sessions/NL/CPO/S1"], partner.Requests.Select(r => r.ToString()));
    }

    [Fact]
    public async Task Cdr_that_the_load_and_the_log_both_bring_is_posted_once()
    {
        await using var rig = new DeliveryRig();
        rig.PutTariff("T0");
        var (partner, connection) = await rig.ConnectAsync(c => c with { Profile = c.Profile with { LoadRate = 0.1m } });
        await rig.StartAsync();
        await Until(() => partner.Requests.Count == 1);
        rig.PutCdr("C1");
        await Until(() => partner.Requests.Count == 2);
        await Until(() =>
        {
            rig.Time.Advance(TimeSpan.FromSeconds(10));
            return rig.Status(connection) is { State: DeliveryState.Idle, Sweeping: false, Lag: 0 };
        });

        Assert.Single(partner.Requests, r => r.Method == "POST");
    }

    [Fact]
    public async Task Interrupted_load_goes_on_and_changes_that_were_sent_meanwhile_are_behind_the_cursor()
    {
        await using var rig = new DeliveryRig { Options = new() { SweepPage = 2 } };
        for (var i = 0; i < 10; i++)
        {
            rig.PutTariff($"T{i}");
        }

        var (partner, connection) = await rig.ConnectAsync(c => c with { Profile = c.Profile with { LoadRate = 1m } });
        await rig.StartAsync();
        await Until(() => partner.Requests.Count == 1);
        rig.Time.Advance(TimeSpan.FromSeconds(1));
        await Until(() => partner.Requests.Count == 2);
        rig.Time.Advance(TimeSpan.FromSeconds(1));
        await Until(() => partner.Requests.Count == 3);
        rig.PutTariff("T9");
        await Until(() => partner.Requests.Count == 4 && rig.Status(connection).Cursor == rig.Store.LastSequence);
        await rig.StopAsync();
        Assert.Equal(rig.Store.LastSequence, rig.Ports.Cursor(connection.Id)!.Sequence);
        Assert.NotNull(rig.Ports.Cursor(connection.Id)!.Sweep);
        await rig.SaveAsync(connection with { Profile = connection.Profile with { LoadRate = null } });
        await rig.StartAsync();
        await rig.IdleAsync(connection);

        // Two were settled: the rest, and the third once more, follow.
        Assert.Equal(10, partner.Requests.Select(r => r.Path).Distinct().Count());
        Assert.Single(partner.Requests, r => r.Path.EndsWith("T0", StringComparison.Ordinal));
        Assert.Null(rig.Ports.Cursor(connection.Id)!.Sweep);
    }

    [Fact]
    public async Task Partner_that_moves_to_another_version_is_given_everything_in_it()
    {
        await using var rig = new DeliveryRig();
        rig.PutTariff("T1");
        var (partner, connection) = await rig.ConnectAsync(c => c with { Version = OcpiVersion.V221 });
        await rig.StartAsync();
        await rig.IdleAsync(connection);
        await rig.SaveAsync(connection with { Version = OcpiVersion.V230 });
        await Until(() => partner.Requests.Count == 2);
        await rig.IdleAsync(connection);

        Assert.Equal([false, true], partner.Requests.Select(r => r.Json.TryGetProperty("tax_included", out _)));
    }
}
