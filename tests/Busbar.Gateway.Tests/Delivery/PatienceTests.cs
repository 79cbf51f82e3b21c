using Busbar.Core.Delivery;
using Busbar.Delivery.Push;
using Busbar.Ocpi.Model.Common;
using static Busbar.Gateway.Tests.Delivery.DeliveryRig;

namespace Busbar.Gateway.Tests.Delivery;

/// <summary>How long is waited, and how much goes at once.</summary>
public sealed class PatienceTests
{
    [Fact]
    public void Back_off_doubles_up_to_a_limit_with_a_jitter_of_a_quarter()
    {
        var options = new PushOptions();
        var time = new ManualTime();
        var waits = Enumerable.Range(0, 50).Select(seed =>
        {
            var circuit = new Circuit(options, time, new Random(seed));
            return Enumerable.Range(0, 8).Select(_ =>
            {
                circuit.Failed(circuit.Epoch, null);
                return circuit.BackOff;
            }).ToList();
        }).ToList();

        for (var attempt = 0; attempt < 8; attempt++)
        {
            var whole = Math.Min(Math.Pow(2, attempt), 30);
            Assert.All(waits, wait => Assert.InRange(wait[attempt].TotalSeconds, whole * 0.75, whole));
            Assert.True(waits.Select(wait => wait[attempt]).Distinct().Count() > 10);
        }
    }

    [Fact]
    public void Open_circuit_lets_one_request_through_when_it_is_due_and_its_answer_decides()
    {
        var time = new ManualTime();
        var circuit = new Circuit(new PushOptions(), time, new Random(1));
        Assert.Equal(3, circuit.Allows(1, 4));
        circuit.Failed(circuit.Epoch, null);
        Assert.Equal(0, circuit.Allows(0, 4));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, circuit.Allows(0, 4));
        circuit.Started();
        Assert.Equal(0, circuit.Allows(0, 4));
        circuit.Failed(circuit.Epoch, null);
        Assert.Equal(0, circuit.Allows(0, 4));
        time.Advance(TimeSpan.FromSeconds(2));
        circuit.Started();
        circuit.Succeeded();
        Assert.Equal(4, circuit.Allows(0, 4));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public void Wait_that_is_over_already_is_no_invitation_to_ask_without_end(int seconds)
    {
        var circuit = new Circuit(new PushOptions(), new ManualTime(), new Random(1));
        circuit.Failed(circuit.Epoch, TimeSpan.FromSeconds(seconds));
        Assert.InRange(circuit.BackOff.TotalSeconds, 0.75, 1);
    }

    [Fact]
    public async Task Partner_that_names_the_moment_from_which_on_it_takes_requests_is_left_alone_until_then()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync();

        // The partner's clock is its own: the Date of its answer tells how long it is until then.
        partner.Answer = _ => Task.FromResult(new Reply(429, null, RetryAfter: DateTimeOffset.UtcNow.AddMinutes(20).ToString("R", System.Globalization.CultureInfo.InvariantCulture)));
        await rig.StartAsync();
        rig.PutTariff("T1");
        await Until(() => rig.Status(connection).State == DeliveryState.BackingOff);
        Assert.InRange((rig.Status(connection).RetryAt!.Value - rig.Time.GetUtcNow()).TotalMinutes, 19, 21);
        partner.Answer = _ => Task.FromResult(Reply.Ok);
        rig.Time.Advance(TimeSpan.FromMinutes(21));
        await rig.IdleAsync(connection);
        Assert.Empty(rig.Ports.Refusals);
    }

    [Fact]
    public async Task Partners_rate_is_kept_whatever_waits()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync(c => c with { Profile = c.Profile with { RequestsPerSecond = 2m, Burst = 3 } });
        await rig.StartAsync();
        for (var i = 0; i < 9; i++)
        {
            rig.PutTariff($"T{i}");
        }

        await Until(() => partner.Requests.Count == 3);
        for (var sent = 4; sent <= 9; sent++)
        {
            Assert.Equal(sent - 1, partner.Requests.Count);
            rig.Time.Advance(TimeSpan.FromSeconds(0.5));
            await Until(() => partner.Requests.Count == sent);
        }

        await rig.IdleAsync(connection);
    }
}
