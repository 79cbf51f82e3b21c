using Busbar.Core.Delivery;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Versions;
using Busbar.Testing;
using static Busbar.Gateway.Tests.Delivery.DeliveryRig;

namespace Busbar.Gateway.Tests.Delivery;

/// <summary>What happens when a partner is away, in trouble, or says no.</summary>
public sealed class PushFailureTests
{
    [Fact]
    public async Task Partner_that_was_down_gets_the_latest_state_of_each_object_and_each_cdr_once()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync();
        var up = false;
        var taken = new System.Collections.Concurrent.ConcurrentQueue<Received>();
        partner.Answer = r =>
        {
            if (!up)
            {
                return Task.FromResult(new Reply(503, null));
            }

            taken.Enqueue(r);
            return Task.FromResult(Reply.Ok);
        };
        await rig.StartAsync();
        for (var v = 1; v <= 10; v++)
        {
            rig.PutLocation("L1", version: v);
            rig.PutLocation("L2", version: v);
            rig.PutSession("S1", kwh: $"{v}.0");
            rig.PutCdr($"C{v}");
        }

        await Until(() => rig.Status(connection).State == DeliveryState.BackingOff);
        Assert.Equal(0, rig.Status(connection).Cursor);
        up = true;
        rig.Time.Advance(TimeSpan.FromMinutes(10));
        await rig.IdleAsync(connection);

        var sent = taken.ToList();
        Assert.Equal(10, sent.Count(r => r.Method == "POST"));
        Assert.Equal(10, sent.Where(r => r.Method == "POST").Select(r => r.Json.GetProperty("id").GetString()).Distinct().Count());
        Assert.Equal("v10", sent.Single(r => r.Path.EndsWith("L1", StringComparison.Ordinal)).Json.GetProperty("name").GetString());
        Assert.Equal("v10", sent.Single(r => r.Path.EndsWith("L2", StringComparison.Ordinal)).Json.GetProperty("name").GetString());
        Assert.Equal("10.0", sent.Single(r => r.Path.EndsWith("S1", StringComparison.Ordinal)).Json.GetProperty("kwh").GetRawText());
        Assert.Empty(rig.Ports.Refusals);
    }

    [Fact]
    public async Task Refusal_is_recorded_and_does_not_hold_up_the_rest_and_is_superseded_by_a_later_yes()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync();
        var strict = true;
        partner.Answer = r => Task.FromResult(
            strict && r.Path.EndsWith("T2", StringComparison.Ordinal) ? new Reply(200, 2001)
            : strict && r.Path.EndsWith("T3", StringComparison.Ordinal) ? new Reply(400, null)
            : Reply.Ok);
        await rig.StartAsync();
        for (var i = 1; i <= 5; i++)
        {
            rig.PutTariff($"T{i}");
        }

        await rig.IdleAsync(connection);
        Assert.Equal(5, partner.Requests.Count);
        var refusals = rig.Ports.Refusals.OrderBy(r => r.Sequence).ToList();
        Assert.Equal([(200, 2001), (400, null)], refusals.Select(r => (r.HttpStatus!.Value, r.OcpiStatus)));
        Assert.Contains("as scripted", refusals[0].Reason, StringComparison.Ordinal);

        strict = false;
        rig.PutTariff("T2");
        await rig.IdleAsync(connection);
        Assert.Equal(RefusalState.Superseded, rig.Ports.Refusals.Single(r => r.Object.Id == "T2").State);
        Assert.Equal(RefusalState.Open, rig.Ports.Refusals.Single(r => r.Object.Id == "T3").State);
    }

    [Fact]
    public async Task Replay_sends_the_present_state_and_resolves_the_refusal()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync();
        partner.Answer = _ => Task.FromResult(new Reply(200, 2000));
        await rig.StartAsync();
        rig.PutLocation("L1");
        await rig.IdleAsync(connection);
        var refusal = Assert.Single(rig.Ports.Refusals);
        var cancellation = TestContext.Current.CancellationToken;

        Assert.Equal(ReplayOutcome.Refused, (await rig.Replay.ReplayAsync(refusal.Id, cancellation)).Outcome);
        partner.Answer = _ => Task.FromResult(Reply.Ok);
        Assert.Equal(ReplayOutcome.Accepted, (await rig.Replay.ReplayAsync(refusal.Id, cancellation)).Outcome);
        Assert.Equal(ReplayOutcome.NotPossible, (await rig.Replay.ReplayAsync(refusal.Id, cancellation)).Outcome);
        Assert.Equal(ReplayOutcome.NotFound, (await rig.Replay.ReplayAsync(Guid.NewGuid(), cancellation)).Outcome);

        Assert.Equal(RefusalState.Resolved, Assert.Single(rig.Ports.Refusals).State);
        Assert.Equal(Location("L1"), partner.Requests[^1].Body);
    }

    [Fact]
    public async Task Back_off_grows_is_probed_with_one_request_and_resets()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync();
        var four = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        partner.Answer = async _ =>
        {
            // All that may be under way at once are, before the first one fails.
            if (partner.Requests.Count >= 4)
            {
                four.TrySetResult();
            }

            await four.Task;
            return new Reply(502, null);
        };
        await rig.StartAsync();
        for (var i = 0; i < 10; i++)
        {
            rig.PutTariff($"T{i}");
        }

        await Until(() => rig.Status(connection).FailedAttempts == 1);
        await Until(() => partner.Requests.Count == 4);
        var waits = new List<TimeSpan>();
        for (var attempt = 2; attempt <= 6; attempt++)
        {
            var status = rig.Status(connection);
            waits.Add(status.RetryAt!.Value - rig.Time.GetUtcNow());
            var before = partner.Requests.Count;
            rig.Time.Advance(waits[^1]);
            await Until(() => rig.Status(connection).FailedAttempts == attempt);
            Assert.Equal(before + 1, partner.Requests.Count);
        }

        for (var i = 1; i < waits.Count; i++)
        {
            Assert.True(waits[i] > waits[i - 1], $"{waits[i]} after {waits[i - 1]}");
        }

        partner.Answer = _ => Task.FromResult(Reply.Ok);
        rig.Time.Advance(TimeSpan.FromMinutes(5));
        await rig.IdleAsync(connection);
        Assert.Equal(0, rig.Status(connection).FailedAttempts);
        Assert.Null(rig.Status(connection).LastError);
    }

    [Fact]
    public async Task Partner_that_is_heard_is_tried_at_once()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync();
        partner.Answer = _ => Task.FromResult(new Reply(503, null));
        await rig.StartAsync();
        rig.PutTariff("T1");
        for (var attempt = 1; attempt <= 4; attempt++)
        {
            await Until(() => rig.Status(connection).FailedAttempts == attempt);
            rig.Time.Advance(attempt == 4 ? rig.Options.FirstBackOff : rig.Status(connection).RetryAt!.Value - rig.Time.GetUtcNow());
        }

        partner.Answer = _ => Task.FromResult(Reply.Ok);
        rig.Host.Heard(connection.Id);
        await rig.IdleAsync(connection);

        Assert.Equal(5, partner.Requests.Count);
    }

    [Fact]
    public async Task Partner_that_talks_all_the_time_is_not_tried_at_the_pace_at_which_it_talks()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync();
        partner.Answer = _ => Task.FromResult(new Reply(503, null));
        await rig.StartAsync();
        rig.PutTariff("T1");
        for (var second = 0; second < 10; second++)
        {
            await Until(() => rig.Status(connection).State == DeliveryState.BackingOff);
            for (var i = 0; i < 20; i++)
            {
                rig.Host.Heard(connection.Id);
                await Task.Delay(1, TestContext.Current.CancellationToken);
            }

            rig.Time.Advance(TimeSpan.FromSeconds(1));
        }

        // How many it is at most is the rule; how many it is at least depends on how busy the machine is.
        Assert.InRange(partner.Requests.Count, 1, 12);
    }

    [Fact]
    public async Task Store_that_is_away_for_long_refuses_nothing()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync();
        await rig.StartAsync();
        var left = 3 * rig.Options.PoisonAfter;
        rig.Store.BeforeFind = () =>
        {
            if (left-- > 0)
            {
                throw new StoreUnavailableException("The database is away.");
            }
        };
        rig.PutLocation("L1");
        await Until(() =>
        {
            // Never while a request is under way: it would be given up for its age, and made again.
            if (rig.Status(connection).RetryAt is { } retry && retry > rig.Time.GetUtcNow())
            {
                rig.Time.Advance(retry - rig.Time.GetUtcNow());
            }

            return left < 0 && rig.Status(connection) is { State: DeliveryState.Idle, Lag: 0, Pending: 0 };
        });

        Assert.Empty(rig.Ports.Refusals);
        Assert.Single(partner.Requests);
    }

    [Fact]
    public async Task Change_of_another_part_that_comes_while_a_part_is_on_its_way_is_told_too()
    {
        // The pump takes one object at a time, so that it has not read the second change when it looks up the state that the first one tells of.
        await using var rig = new DeliveryRig { Options = new() { Window = 1 } };
        var (partner, connection) = await rig.ConnectAsync();
        await rig.StartAsync();
        rig.PutLocation("L1");
        await rig.IdleAsync(connection);
        rig.Store.BeforeFind = () =>
        {
            rig.Store.BeforeFind = null;
            rig.PutLocation("L1", status: "CHARGING", version: 3);
        };
        rig.PutLocation("L1", status: "CHARGING", version: 2, evse: "E1");
        await rig.IdleAsync(connection);

        Assert.EndsWith("/L1/E1", partner.Requests[^2].Path, StringComparison.Ordinal);
        Assert.Equal("v3", partner.Requests[^1].Json.GetProperty("name").GetString());
    }

    [Fact]
    public async Task Status_that_changed_and_changed_back_while_an_answer_was_lost_is_told()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync();
        await rig.StartAsync();
        rig.PutLocation("L1");
        await rig.IdleAsync(connection);
        partner.Answer = _ => Task.FromResult(Reply.Broken);
        rig.PutLocation("L1", status: "CHARGING", version: 2, evse: "E1");
        await Until(() => rig.Status(connection).State == DeliveryState.BackingOff);
        Assert.Equal("CHARGING", partner.Requests[^1].Json.GetProperty("status").GetString());
        partner.Answer = _ => Task.FromResult(Reply.Ok);
        rig.PutLocation("L1", status: "AVAILABLE", version: 3, evse: "E1");
        await Until(() =>
        {
            rig.Time.Advance(TimeSpan.FromSeconds(1));
            return rig.Status(connection) is { State: DeliveryState.Idle, Lag: 0 };
        });

        Assert.Equal("AVAILABLE", partner.Requests[^1].Json.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Rejected_token_holds_everything_and_is_shown_as_a_credentials_problem()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync();
        partner.Answer = _ => Task.FromResult(new Reply(401, 2001));
        await rig.StartAsync();
        rig.PutTariff("T1");
        await Until(() => rig.Status(connection).State == DeliveryState.BlockedByCredentials);
        Assert.Empty(rig.Ports.Refusals);
        partner.Answer = _ => Task.FromResult(Reply.Ok);
        await rig.SaveAsync(connection with { RegisteredAt = rig.Time.GetUtcNow() });
        await rig.IdleAsync(connection);

        Assert.Empty(rig.Ports.Refusals);
    }

    [Fact]
    public async Task Partner_that_asks_for_time_gets_it()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync();
        partner.Answer = _ => Task.FromResult(new Reply(429, null, RetryAfter: "90"));
        await rig.StartAsync();
        rig.PutTariff("T1");
        await Until(() => rig.Status(connection).State == DeliveryState.BackingOff);
        Assert.Equal(TimeSpan.FromSeconds(90), rig.Status(connection).RetryAt!.Value - rig.Time.GetUtcNow());
        partner.Answer = _ => Task.FromResult(Reply.Ok);
        rig.Time.Advance(TimeSpan.FromSeconds(89));
        await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.Single(partner.Requests);
        rig.Time.Advance(TimeSpan.FromSeconds(1));
        await rig.IdleAsync(connection);
        Assert.Empty(rig.Ports.Refusals);
    }

    [Fact]
    public async Task Object_that_alone_makes_the_partner_fail_ends_as_a_refusal()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync(c => c with { Profile = c.Profile with { Concurrency = 1 } });
        partner.Answer = r => Task.FromResult(r.Path.EndsWith("T1", StringComparison.Ordinal) ? new Reply(500, 3000) : Reply.Ok);
        await rig.StartAsync();
        for (var i = 1; i <= 9; i++)
        {
            rig.PutTariff($"T{i}");
        }

        await Until(() =>
        {
            rig.Time.Advance(TimeSpan.FromSeconds(1));
            return rig.Status(connection) is { State: DeliveryState.Idle, Lag: 0, Pending: 0, Cursor: 9 };
        });
        Assert.Equal("T1", Assert.Single(rig.Ports.Refusals).Object.Id);
        Assert.Equal(9, partner.Requests.Select(r => r.Path).Distinct().Count());
    }

    [Fact]
    [Requirement("CDR-018")]
    public async Task Cdr_whose_answer_was_lost_is_looked_up_before_it_is_posted_again()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync();
        var lost = false;
        var held = new HashSet<string>();
        partner.Answer = r =>
        {
            if (r.Method == "GET")
            {
                var asked = r.Path[(r.Path.LastIndexOf('/') + 1)..];
                return Task.FromResult(held.Contains(asked) ? new Reply(200, Data: Cdr(asked)) : new Reply(404, 2000));
            }

            var id = r.Json.GetProperty("id").GetString()!;
            held.Add(id);
            return Task.FromResult(lost ? Reply.Broken : new Reply(200, Location: $"/their/cdrs/{id}"));
        };
        await rig.StartAsync();
        rig.PutCdr("C1");
        await rig.IdleAsync(connection);
        lost = true;
        rig.PutCdr("C2");
        await Until(() => rig.Status(connection).State == DeliveryState.BackingOff);
        lost = false;
        rig.Time.Advance(TimeSpan.FromMinutes(1));
        await rig.IdleAsync(connection);

        Assert.Equal(["POST /r/cdrs", "POST /r/cdrs", "GET /their/cdrs/C2"], partner.Requests.Select(r => r.ToString()));
        Assert.Equal(2, rig.Ports.Receipts.Count);
    }

    [Fact]
    public async Task Answered_cdr_is_not_posted_again_after_a_crash_that_lost_the_cursor()
    {
        await using var rig = new DeliveryRig { Options = new() { StopPatience = TimeSpan.FromMilliseconds(1) } };
        var (partner, connection) = await rig.ConnectAsync();
        partner.Answer = async r =>
        {
            if (r.Method == "POST")
            {
                return Reply.Ok;
            }

            await Until(() => rig.Ports.Receipts.Count == 1);
            return new Reply(500, null);
        };
        await rig.StartAsync();
        rig.PutTariff("T1");
        rig.PutCdr("C1");
        await Until(() => rig.Status(connection).State == DeliveryState.BackingOff);
        await rig.StopAsync();
        Assert.Equal(0, rig.Ports.Cursor(connection.Id)!.Sequence);
        partner.Answer = _ => Task.FromResult(Reply.Ok);
        await rig.StartAsync();
        await rig.IdleAsync(connection);

        Assert.Single(partner.Requests, r => r.Method == "POST");
        Assert.Equal("PUT /r/tariffs/NL/CPO/T1", partner.Requests[^1].ToString());
    }
}
