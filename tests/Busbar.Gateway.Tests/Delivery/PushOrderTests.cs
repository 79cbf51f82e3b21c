using System.Collections.Concurrent;
using Busbar.Ocpi.Model.Versions;
using Busbar.Testing;
using static Busbar.Gateway.Tests.Delivery.DeliveryRig;

namespace Busbar.Gateway.Tests.Delivery;

/// <summary>In which order things arrive, and what becomes of many changes of one object.</summary>
public sealed class PushOrderTests
{
    [Fact]
    public async Task Many_changes_while_the_partner_is_busy_become_the_latest_state()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync();
        var gate = new TaskCompletionSource();
        partner.Answer = async _ =>
        {
            await gate.Task;
            return Reply.Ok;
        };
        await rig.StartAsync();
        rig.PutLocation("L1", version: 1);
        await Until(() => partner.Requests.Count == 1);
        for (var v = 2; v <= 20; v++)
        {
            rig.PutLocation("L1", version: v);
        }

        await Until(() => rig.Status(connection).Pending == 2);
        gate.SetResult();
        await rig.IdleAsync(connection);

        Assert.Equal(["v1", "v20"], partner.Requests.Select(r => r.Json.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task Two_changes_of_one_object_are_never_under_way_at_once_and_others_go_beside_them()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync(c => c with { Profile = c.Profile with { Concurrency = 3 } });
        var running = new ConcurrentDictionary<string, bool>();
        var together = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var overlap = 0;
        partner.Answer = async r =>
        {
            if (!running.TryAdd(r.Path, true))
            {
                Interlocked.Increment(ref overlap);
            }

            // The first one is not answered before another one is there.
            if (running.Count > 1)
            {
                together.TrySetResult();
            }

            await together.Task;
            await Task.Delay(2);
            running.TryRemove(r.Path, out _);
            return Reply.Ok;
        };
        await rig.StartAsync();
        for (var v = 1; v <= 30; v++)
        {
            for (var i = 0; i < 5; i++)
            {
                rig.PutLocation($"L{i}", version: v);
            }

            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        await rig.IdleAsync(connection);
        Assert.Equal(0, overlap);
        Assert.InRange(partner.MostAtOnce, 2, 3);
        foreach (var states in partner.Requests.GroupBy(r => r.Path))
        {
            var versions = states.Select(r => int.Parse(r.Json.GetProperty("name").GetString()![1..], System.Globalization.CultureInfo.InvariantCulture)).ToList();
            Assert.Equal(versions.Order(), versions);
            Assert.Equal(30, versions[^1]);
        }
    }

    [Fact]
    public async Task What_is_referred_to_arrives_before_what_refers_to_it()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync();
        var gate = new TaskCompletionSource();
        partner.Answer = async r =>
        {
            if (r.Path.Contains("/X", StringComparison.Ordinal))
            {
                await gate.Task;
            }

            await Task.Delay(5);
            return Reply.Ok;
        };
        await rig.StartAsync();
        for (var i = 0; i < 4; i++)
        {
            rig.PutTariff($"X{i}");
        }

        await Until(() => partner.Requests.Count == 4);
        rig.PutCdr("C1", "S1");
        rig.PutSession("S1", "L1");
        rig.PutLocation("L1", tariff: "T1");
        rig.PutTariff("T1");
        await Until(() => rig.Status(connection).Pending == 8);
        gate.SetResult();
        await rig.IdleAsync(connection);

        Assert.Equal(
            ["PUT /r/tariffs/NL/CPO/T1", "PUT /r/locations/NL/CPO/L1", "PUT /r/sessions/NL/CPO/S1", "POST /r/cdrs"],
            partner.Requests.Skip(4).Select(r => r.ToString()));
    }

    [Fact]
    [Requirement("TAR-019")]
    public async Task Tariff_is_deleted_after_the_locations_that_let_go_of_it()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync();
        await rig.StartAsync();
        rig.PutTariff("T1");
        rig.PutLocation("L1");
        await rig.IdleAsync(connection);
        var gate = new TaskCompletionSource();
        partner.Answer = async r =>
        {
            if (r.Path.EndsWith("L1", StringComparison.Ordinal))
            {
                await gate.Task;
            }

            return Reply.Ok;
        };
        rig.PutLocation("L1", version: 2, tariff: "T2");
        rig.Store.Delete(Key(ModuleId.Tariffs, "T1"));
        rig.PutTariff("T9");
        await Until(() => partner.Requests.Any(r => r.Path.EndsWith("T9", StringComparison.Ordinal)));
        Assert.DoesNotContain(partner.Requests, r => r.Method == "DELETE");
        gate.SetResult();
        await rig.IdleAsync(connection);

        Assert.Equal("DELETE /r/tariffs/NL/CPO/T1", partner.Requests[^1].ToString());
    }

    [Fact]
    public async Task Restart_goes_on_from_the_persisted_cursor()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync();
        await rig.StartAsync();
        rig.PutTariff("T1");
        rig.PutTariff("T2");
        await rig.IdleAsync(connection);
        await rig.StopAsync();
        Assert.Equal(2, rig.Ports.Cursor(connection.Id)!.Sequence);
        rig.PutTariff("T3");
        await rig.StartAsync();
        await Until(() => partner.Requests.Count == 3);
        await rig.IdleAsync(connection);

        Assert.Equal("PUT /r/tariffs/NL/CPO/T3", partner.Requests[2].ToString());
        Assert.Equal(3, partner.Requests.Count);
    }

    [Fact]
    public async Task What_a_partner_may_see_since_nobody_was_there_to_notice_is_told_at_the_next_start()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync(c => c with { Endpoints = [.. c.Endpoints.Where(e => e.Module == ModuleId.Tariffs)] });
        await rig.StartAsync();
        rig.PutTariff("T1");
        rig.PutLocation("L1");
        await rig.IdleAsync(connection);
        await rig.StopAsync();
        Assert.Equal(["PUT /r/tariffs/NL/CPO/T1"], partner.Requests.Select(r => r.ToString()));

        // The partner registers anew and offers more, and the process dies before the delivery has looked.
        await rig.SaveAsync(connection with { Endpoints = [.. connection.Endpoints, new(ModuleId.Locations, InterfaceRole.Receiver, new Uri(partner.Url, "/r/locations"))] });
        await rig.StartAsync();
        await rig.IdleAsync(connection);
        Assert.Contains(partner.Requests, r => r.Path == "/r/locations/NL/CPO/L1");

        // Nothing changed since: nothing is told again.
        var told = partner.Requests.Count;
        await rig.StopAsync();
        await rig.StartAsync();
        await rig.IdleAsync(connection);
        Assert.Equal(told, partner.Requests.Count);
    }

    [Fact]
    public async Task Agreement_that_began_while_nobody_was_there_opens_what_it_covers()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync();
        Busbar.Core.Agreements.IAgreementStore agreements = rig.Ports;
        await agreements.DeleteAsync(rig.Ports.Everyone.Id, TestContext.Current.CancellationToken);
        await agreements.SaveAsync(rig.Ports.Everyone with { Since = rig.Time.GetUtcNow() + TimeSpan.FromHours(1) }, TestContext.Current.CancellationToken);
        await rig.StartAsync();
        rig.PutTariff("T1");
        await rig.IdleAsync(connection);
        await rig.StopAsync();
        Assert.Empty(partner.Requests);

        rig.Time.Advance(TimeSpan.FromHours(2));
        await rig.StartAsync();
        await rig.IdleAsync(connection);
        Assert.Equal("PUT /r/tariffs/NL/CPO/T1", Assert.Single(partner.Requests).ToString());
    }

    [Fact]
    public async Task Cdr_of_an_interrupted_first_delivery_is_asked_for_before_it_is_posted_again()
    {
        await using var rig = new DeliveryRig { Options = new() { StopPatience = TimeSpan.FromMilliseconds(1), LastBreath = TimeSpan.Zero } };
        rig.PutCdr("C1");
        rig.PutCdr("C2");
        var (partner, connection) = await rig.ConnectAsync(c => c with { Profile = c.Profile with { Concurrency = 1 } });
        partner.Answer = r => Task.FromResult(
            r.Method == "GET" ? new Reply(200, Data: Cdr("C2"))
            : r.Body.Contains("\"C1\"", StringComparison.Ordinal) ? new Reply(201, Location: new Uri(partner.Url, "/mine/C1").AbsoluteUri)
            : Reply.Broken);
        await rig.StartAsync();
        await Until(() => rig.Status(connection).State == Busbar.Core.Delivery.DeliveryState.BackingOff);
        await rig.StopAsync();
        await rig.StartAsync();
        await rig.IdleAsync(connection);

        Assert.Equal(["POST /r/cdrs", "POST /r/cdrs", "GET /mine/C2"], partner.Requests.Select(r => r.ToString()));
    }

    [Fact]
    public async Task Interrupted_first_delivery_goes_on_where_it_stopped()
    {
        await using var rig = new DeliveryRig { Options = new() { SweepPage = 5, StopPatience = TimeSpan.FromMilliseconds(1) } };
        for (var i = 0; i < 20; i++)
        {
            rig.PutTariff($"T{i:00}");
        }

        var (partner, connection) = await rig.ConnectAsync();
        var block = true;
        partner.Answer = r => Task.FromResult(block && r.Path.EndsWith("T12", StringComparison.Ordinal) ? new Reply(503, null) : Reply.Ok);
        await rig.StartAsync();
        await Until(() => rig.Status(connection).State == Busbar.Core.Delivery.DeliveryState.BackingOff);
        await rig.StopAsync();
        Assert.NotNull(rig.Ports.Cursor(connection.Id)!.Sweep);
        var before = partner.Requests.Count;
        block = false;
        await rig.StartAsync();
        await rig.IdleAsync(connection);

        var after = partner.Requests.Skip(before).Select(r => r.Path).ToList();
        Assert.Equal(10, after.Count);
        Assert.DoesNotContain("/r/tariffs/NL/CPO/T03", after);
        Assert.Equal(20, partner.Requests.Select(r => r.Path).Distinct().Count());
    }
}
