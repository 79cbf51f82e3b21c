using System.Collections.Concurrent;
using Busbar.Core.Connections;
using Busbar.Core.Delivery;
using Busbar.Testing;
using static Busbar.Gateway.Tests.Delivery.DeliveryRig;

namespace Busbar.Gateway.Tests.Delivery;

/// <summary>A process ends between a partner's taking a CDR and knowing it. The next one does not post it again, as far as the partner lets itself be asked.</summary>
public sealed class CdrOnceTests
{
    private readonly ConcurrentDictionary<string, bool> _held = [];

    [Theory]
    [Requirement("CDR-018")]
    [InlineData("")]
    [InlineData("/")]
    public async Task Partner_that_is_still_busy_with_the_post_is_given_time_before_it_is_asked(string slash)
    {
        await using var rig = new DeliveryRig { Options = new() { StopPatience = TimeSpan.FromMilliseconds(1) } };
        var (partner, connection) = await rig.ConnectAsync();
        var works = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        partner.Answer = async r =>
        {
            if (r.Method != "POST")
            {
                return Read(r);
            }

            var id = r.Json.GetProperty("id").GetString()!;
            await (id == "C2" ? works.Task : Task.CompletedTask);
            _held[id] = true;
            return new Reply(200, Location: $"/their/cdrs/{id}{slash}");
        };
        await DieOverSecondAsync(rig, partner, connection);

        // Nothing else waits for that.
        await rig.StartAsync();
        rig.PutTariff("T1");
        await Until(() => partner.Requests.Any(r => r.Method == "PUT"));
        Assert.DoesNotContain(partner.Requests, r => r.Method == "GET");
        works.SetResult();
        await Until(() => _held.ContainsKey("C2"));
        rig.Time.Advance(TimeSpan.FromSeconds(3));
        await rig.IdleAsync(connection);

        Assert.Equal(["POST /r/cdrs", "POST /r/cdrs", "PUT /r/tariffs/NL/CPO/T1", $"GET /their/cdrs/C2{slash}"], partner.Requests.Select(r => r.ToString()));
        Assert.Equal(2, rig.Ports.Receipts.Count);
    }

    [Theory]
    [Requirement("CDR-018")]
    [InlineData(true, 2)]
    [InlineData(false, 3)]
    public async Task Answer_500_is_taken_for_a_no_only_of_a_partner_that_shows_what_it_has(bool inTrouble, int posts)
    {
        await using var rig = new DeliveryRig { Options = new() { StopPatience = TimeSpan.FromMilliseconds(1) } };
        var (partner, connection) = await rig.ConnectAsync();
        var dies = true;
        partner.Answer = r =>
        {
            if (r.Method == "GET")
            {
                return Task.FromResult(inTrouble || !_held.ContainsKey(IdOf(r)) ? new Reply(500, null) : Read(r));
            }

            var id = r.Json.GetProperty("id").GetString()!;
            if (id == "C2" && dies)
            {
                // A partner that is in trouble later took it in; the other one did not.
                dies = false;
                _ = !inTrouble || _held.TryAdd(id, true);
                return Task.FromResult(Reply.Broken);
            }

            _held[id] = true;
            return Task.FromResult(new Reply(200, Location: $"/their/cdrs/{id}"));
        };
        await DieOverSecondAsync(rig, partner, connection);
        await rig.StartAsync();
        rig.PutTariff("T1");
        await Until(() => partner.Requests.Any(r => r.Method == "PUT"));
        rig.Time.Advance(TimeSpan.FromSeconds(3));
        if (inTrouble)
        {
            await Until(() => rig.Status(connection).State == DeliveryState.BackingOff);
            inTrouble = false;
            rig.Time.Advance(TimeSpan.FromSeconds(1));
        }

        await rig.IdleAsync(connection);
        Assert.Equal(posts, partner.Requests.Count(r => r.Method == "POST"));
        Assert.Equal(2, rig.Ports.Receipts.Count);
    }

    /// <summary>The partner has taken one CDR and said where it is; the process ends before it has answered for the second.</summary>
    private static async Task DieOverSecondAsync(DeliveryRig rig, ScriptedPartner partner, Connection connection)
    {
        await rig.StartAsync();
        rig.PutCdr("C1");
        await rig.IdleAsync(connection);
        rig.PutCdr("C2");
        await Until(() => partner.Requests.Count == 2);
        var stopping = rig.StopAsync();
        await Until(() =>
        {
            rig.Time.Advance(TimeSpan.FromMilliseconds(1)); // its patience
            return stopping.IsCompleted;
        });
        await stopping;
        Assert.Equal(1, rig.Ports.Cursor(connection.Id)!.Sequence);
    }

    private Reply Read(Received request) => request.Method != "GET" ? Reply.Ok
        : _held.ContainsKey(IdOf(request)) ? new Reply(200, Data: Cdr(IdOf(request))) : new Reply(404, 2000);

    private static string IdOf(Received request) => request.Path.TrimEnd('/').Split('/')[^1];
}
