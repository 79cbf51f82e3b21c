using Busbar.Core.Delivery;
using Busbar.Core.Objects;
using Busbar.Core.Parties;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Testing;
using static Busbar.Gateway.Tests.Delivery.DeliveryRig;

namespace Busbar.Gateway.Tests.Delivery;

/// <summary>What a partner is told of an object that it was shown and may not use any more, and what it is never told.</summary>
public sealed class WithdrawalTests
{
    [Fact]
    [Requirement("LOC-005", "LOC-006")]
    public async Task Location_that_is_published_no_longer_is_hidden_with_its_evses_removed_and_comes_back()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync();
        await rig.StartAsync();
        rig.PutLocation("L1", published: true);
        await rig.IdleAsync(connection);
        rig.PutLocation("L1", published: false, version: 2);
        await rig.IdleAsync(connection);

        Assert.Equal(
            ["PATCH /r/locations/NL/CPO/L1", "PATCH /r/locations/NL/CPO/L1/E1", "PATCH /r/locations/NL/CPO/L1/E2"], partner.Requests.Skip(1).Select(r => r.ToString()));
        Assert.False(partner.Requests[1].Json.GetProperty("publish").GetBoolean());
        Assert.All(partner.Requests.Skip(2), r => Assert.Equal("REMOVED", r.Json.GetProperty("status").GetString()));
        Assert.All(partner.Requests.Skip(1), r => Assert.Equal(2, r.Json.EnumerateObject().Count()));

        // It stays hidden while it changes, and is told anew, whole, when it is published again.
        rig.PutLocation("L1", published: false, version: 3);
        await rig.IdleAsync(connection);
        Assert.Equal(4, partner.Requests.Count);
        rig.PutLocation("L1", published: true, version: 4);
        await rig.IdleAsync(connection);
        Assert.Equal("PUT /r/locations/NL/CPO/L1", partner.Requests[4].ToString());
        Assert.Equal("v4", partner.Requests[4].Json.GetProperty("name").GetString());
        Assert.Equal(5, partner.Requests.Count);
    }

    [Fact]
    [Requirement("LOC-005", "LOC-006")]
    public async Task Partner_of_a_version_that_cannot_hide_a_location_sees_its_evses_removed()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync(c => c with { Version = OcpiVersion.V211 });
        await rig.StartAsync();
        rig.PutLocation("L1", published: true);
        await rig.IdleAsync(connection);
        rig.PutLocation("L1", published: false, version: 2);
        await rig.IdleAsync(connection);

        Assert.Equal(["PATCH /r/locations/NL/CPO/L1/E1", "PATCH /r/locations/NL/CPO/L1/E2"], partner.Requests.Skip(1).Select(r => r.ToString()));
        Assert.All(partner.Requests.Skip(1), r => Assert.Equal("REMOVED", r.Json.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task Partner_that_takes_no_patch_gets_the_hidden_location_whole()
    {
        await using var rig = new DeliveryRig();
        var (old, oldConnection) = await rig.ConnectAsync(c => c with { Version = OcpiVersion.V211, Profile = c.Profile with { Patch = false } });
        var (partner, connection) = await rig.ConnectAsync(party: new PartyId("FR", "MSP"));
        partner.Answer = r => Task.FromResult(r.Method == "PATCH" ? new Reply(405, null) : Reply.Ok);
        await rig.StartAsync();
        rig.PutLocation("L1", published: true);
        await rig.IdleAsync(oldConnection);
        await rig.IdleAsync(connection);
        rig.PutLocation("L1", published: false, version: 2);
        await rig.IdleAsync(oldConnection);
        await rig.IdleAsync(connection);

        Assert.Equal(["PUT /r/locations/NL/CPO/L1", "PUT /r/locations/NL/CPO/L1"], old.Requests.Select(r => r.ToString()));
        Assert.Equal(["PUT /r/locations/NL/CPO/L1", "PATCH /r/locations/NL/CPO/L1", "PUT /r/locations/NL/CPO/L1"], partner.Requests.Select(r => r.ToString()));
        Assert.All(
            (Received[])[old.Requests[^1], partner.Requests[^1]],
            r => Assert.All(r.Json.GetProperty("evses").EnumerateArray(), e => Assert.Equal("REMOVED", e.GetProperty("status").GetString())));
        Assert.False(partner.Requests[^1].Json.GetProperty("publish").GetBoolean());
        Assert.False(old.Requests[^1].Json.TryGetProperty("publish", out _));
        Assert.Empty(rig.Ports.Refusals);
    }

    [Fact]
    public async Task What_a_partner_was_never_shown_it_is_never_told_to_be_gone()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync();
        var up = false;
        partner.Answer = _ => Task.FromResult(up ? Reply.Ok : new Reply(503, null));
        await rig.StartAsync();
        rig.PutTariff("T9");
        await Until(() => rig.Status(connection).State == DeliveryState.BackingOff);

        // All of this while the partner is away: made and removed, private from the start, published for a moment.
        rig.PutTariff("T1");
        rig.Store.Delete(Key(ModuleId.Tariffs, "T1"));
        rig.PutLocation("L1", published: false);
        rig.PutLocation("L1", published: false, version: 2);
        rig.PutLocation("L2", published: false);
        rig.PutLocation("L2", published: true, version: 2);
        rig.PutLocation("L2", published: false, version: 3);
        rig.Store.Delete(Key(ModuleId.Locations, "L1"));
        up = true;
        rig.Time.Advance(TimeSpan.FromMinutes(1));
        await rig.IdleAsync(connection);

        Assert.All(partner.Requests, r => Assert.Equal("PUT /r/tariffs/NL/CPO/T9", r.ToString()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_partner_may_have_got_although_it_did_not_say_so_is_taken_back(bool restarted)
    {
        await using var rig = new DeliveryRig { Options = new() { StopPatience = TimeSpan.FromMilliseconds(1) } };
        var (partner, connection) = await rig.ConnectAsync();
        partner.Answer = _ => Task.FromResult(Reply.Broken);
        await rig.StartAsync();
        rig.PutLocation("L1", published: true);
        await Until(() => rig.Status(connection).State == DeliveryState.BackingOff);
        if (restarted)
        {
            await rig.StopAsync();
        }

        rig.PutLocation("L1", published: false, version: 2);
        partner.Forget();
        partner.Answer = _ => Task.FromResult(Reply.Ok);
        if (restarted)
        {
            await rig.StartAsync();
        }
        else
        {
            await Until(() => rig.Status(connection).Lag == 2);
        }

        rig.Time.Advance(TimeSpan.FromMinutes(1));
        await rig.IdleAsync(connection);

        Assert.Equal("PATCH /r/locations/NL/CPO/L1", partner.Requests[0].ToString());
        Assert.False(partner.Requests[0].Json.GetProperty("publish").GetBoolean());
    }

    [Fact]
    public async Task Partner_that_does_not_know_what_is_taken_back_has_not_refused_it()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync();
        await rig.StartAsync();
        rig.PutLocation("L1", published: true);
        rig.PutTariff("T1");
        await rig.IdleAsync(connection);
        partner.Answer = _ => Task.FromResult(new Reply(404, 2003));
        rig.PutLocation("L1", published: false, version: 2);
        await rig.IdleAsync(connection);
        rig.Store.Delete(Key(ModuleId.Tariffs, "T1"));
        await rig.IdleAsync(connection);

        Assert.Equal(["PATCH /r/locations/NL/CPO/L1", "DELETE /r/tariffs/NL/CPO/T1"], partner.Requests.Skip(2).Select(r => r.ToString()));
        Assert.Empty(rig.Ports.Refusals);
    }

    [Fact]
    public async Task Partner_that_does_not_let_it_be_taken_back_is_recorded_with_that()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync();
        await rig.StartAsync();
        rig.PutLocation("L1", published: true);
        await rig.IdleAsync(connection);
        partner.Answer = _ => Task.FromResult(new Reply(400, 2001));
        rig.PutLocation("L1", published: false, version: 2);
        await rig.IdleAsync(connection);
        var refusal = Assert.Single(rig.Ports.Refusals);
        Assert.StartsWith("The partner has it still", refusal.Reason, StringComparison.Ordinal);

        partner.Answer = _ => Task.FromResult(Reply.Ok);
        Assert.Equal(ReplayOutcome.Accepted, (await rig.Replay.ReplayAsync(refusal.Id, TestContext.Current.CancellationToken)).Outcome);
        Assert.Equal("REMOVED", partner.Requests[^1].Json.GetProperty("status").GetString());
    }

    [Fact]
    [Requirement("TAR-004")]
    public async Task Tariff_that_lost_its_form_in_the_partners_version_is_taken_back_once_and_is_no_refusal()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync(c => c with { Version = OcpiVersion.V211 });
        await rig.StartAsync();
        PutTariff("REGULAR");
        await rig.IdleAsync(connection);
        PutTariff("AD_HOC_PAYMENT");
        await rig.IdleAsync(connection);
        Assert.Equal(["PUT /r/tariffs/NL/CPO/T1", "DELETE /r/tariffs/NL/CPO/T1"], partner.Requests.Select(r => r.ToString()));
        Assert.Equal(1, rig.Status(connection).Withheld);
        Assert.Equal((Key(ModuleId.Tariffs, "T1"), OcpiVersion.V211), (rig.Ports.Withheld.Single().Object, rig.Ports.Withheld.Single().Version));

        // It goes on without a form, also after a restart, and gets one again.
        PutTariff("AD_HOC_PAYMENT", price: "0.30");
        await rig.IdleAsync(connection);
        await rig.StopAsync();
        await rig.StartAsync();
        PutTariff("AD_HOC_PAYMENT", price: "0.35");
        await rig.IdleAsync(connection);
        Assert.Equal(2, partner.Requests.Count);
        PutTariff("REGULAR", price: "0.40");
        await rig.IdleAsync(connection);
        PutTariff("AD_HOC_PAYMENT");
        await rig.IdleAsync(connection);
        Assert.Equal(["PUT /r/tariffs/NL/CPO/T1", "DELETE /r/tariffs/NL/CPO/T1"], partner.Requests.Skip(2).Select(r => r.ToString()));
        Assert.Empty(rig.Ports.Refusals);

        void PutTariff(string type, string price = "0.25") => rig.Store.Put(
            Key(ModuleId.Tariffs, "T1"),
            Tariff("T1").Replace("\"currency\"", $"\"type\":\"{type}\",\"currency\"", StringComparison.Ordinal).Replace("0.25", price, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Cdr_without_a_form_in_the_partners_version_is_open_until_somebody_sees_to_it()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync(c => c with { Version = OcpiVersion.V211 });
        await rig.StartAsync();
        rig.Store.Put(
            Key(ModuleId.Cdrs, "C2"), Cdr("C2").Replace("\"id\":\"C2\"", "\"id\":\"C2\",\"credit\":true,\"credit_reference_id\":\"C1\"", StringComparison.Ordinal), audience: Msp);
        await rig.IdleAsync(connection);
        await rig.StopAsync();
        await rig.StartAsync();
        await rig.IdleAsync(connection);

        Assert.Empty(partner.Requests);
        var open = Assert.Single(rig.Ports.Refusals);
        Assert.Contains("has no form in OCPI 2.1.1", open.Reason, StringComparison.Ordinal);
        Assert.Null(open.HttpStatus);
    }

    [Fact]
    [Requirement("TAR-019")]
    public async Task Withdrawn_agreement_takes_back_what_it_showed_and_a_new_one_shows_it_again()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync();
        await rig.StartAsync();
        rig.PutTariff("T1");
        rig.PutLocation("L1");
        rig.PutSession("S1");
        rig.PutCdr("C1", "S1");
        await rig.IdleAsync(connection);
        Assert.Equal(4, partner.Requests.Count);
        rig.Time.Advance(TimeSpan.FromHours(1));
        await rig.AgreeAsync();
        await rig.IdleAsync(connection);

        // Locations before the tariffs that they refer to; sessions and CDRs are never taken back.
        Assert.Equal(
            ["PATCH /r/locations/NL/CPO/L1/E1", "PATCH /r/locations/NL/CPO/L1/E2", "DELETE /r/tariffs/NL/CPO/T1"], partner.Requests.Skip(4).Select(r => r.ToString()));
        Assert.Equal(rig.Time.GetUtcNow(), partner.Requests[4].Json.GetProperty("last_updated").GetDateTimeOffset());
        rig.PutTariff("T2");
        await rig.IdleAsync(connection);
        Assert.Equal(7, partner.Requests.Count);

        // What comes back carries the time at which it did: a receiver would take the owner's own time for older than the removal.
        rig.Time.Advance(TimeSpan.FromHours(1));
        await rig.AgreeAsync(rig.Ports.Everyone);
        await rig.IdleAsync(connection);
        var back = partner.Requests.Skip(7).ToList();
        Assert.Equal(
            ["PUT /r/tariffs/NL/CPO/T1", "PUT /r/tariffs/NL/CPO/T2", "PUT /r/locations/NL/CPO/L1", "PUT /r/sessions/NL/CPO/S1"],
            back.OrderBy(r => r.Path.Contains("tariffs", StringComparison.Ordinal) ? 0 : r.Path.Contains("locations", StringComparison.Ordinal) ? 1 : 2)
                .ThenBy(r => r.Path, StringComparer.Ordinal).Select(r => r.ToString()));
        var location = back.Single(r => r.Path.Contains("locations", StringComparison.Ordinal)).Json;
        Assert.Equal(rig.Time.GetUtcNow(), location.GetProperty("last_updated").GetDateTimeOffset());
        Assert.All(location.GetProperty("evses").EnumerateArray(), e => Assert.Equal(rig.Time.GetUtcNow(), e.GetProperty("last_updated").GetDateTimeOffset()));
        Assert.Equal("AVAILABLE", location.GetProperty("evses")[0].GetProperty("status").GetString());
    }

    [Fact]
    [Requirement("TOK-003")]
    public async Task Token_that_an_operator_may_not_use_any_more_is_invalidated()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync(party: Cpo, role: Role.Cpo);
        await rig.StartAsync();
        rig.Store.Put(TokenKey.Of(Msp, "U1", "APP_USER"), Token("U1", "APP_USER"));
        await rig.IdleAsync(connection);
        await rig.AgreeAsync();
        await rig.IdleAsync(connection);

        Assert.Equal("PATCH /r/tokens/DE/MSP/U1?type=APP_USER", partner.Requests[^1].ToString());
        Assert.False(partner.Requests[^1].Json.GetProperty("valid").GetBoolean());
    }

    [Fact]
    public async Task Agreement_that_still_shows_an_object_keeps_it_where_it_is()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync();
        await rig.StartAsync();
        rig.PutTariff("T1");
        rig.Store.Put(Key(ModuleId.Tariffs, "X1", new PartyId("NL", "OTH")), Tariff("X1").Replace("CPO", "OTH", StringComparison.Ordinal));
        await rig.IdleAsync(connection);
        await rig.AgreeAsync(rig.Ports.Everyone with { Id = Guid.NewGuid(), From = Cpo, To = Msp });
        await rig.IdleAsync(connection);

        Assert.DoesNotContain(partner.Requests, r => r.ToString() == "DELETE /r/tariffs/NL/CPO/T1");
        Assert.Contains(partner.Requests, r => r.ToString() == "DELETE /r/tariffs/NL/OTH/X1");
    }

    [Fact]
    public async Task Agreement_that_went_while_nobody_was_there_is_noticed_at_the_next_start_and_an_interruption_loses_nothing()
    {
        await using var rig = new DeliveryRig { Options = new() { SweepPage = 2, StopPatience = TimeSpan.FromMilliseconds(1) } };
        var (partner, connection) = await rig.ConnectAsync();
        for (var i = 0; i < 9; i++)
        {
            rig.PutTariff($"T{i}");
        }

        await rig.StartAsync();
        await rig.IdleAsync(connection);
        await rig.StopAsync();
        await rig.AgreeAsync();
        partner.Answer = r => Task.FromResult(r.Path.EndsWith("T5", StringComparison.Ordinal) ? new Reply(503, null) : Reply.Ok);
        await rig.StartAsync();
        await Until(() => rig.Status(connection).State == DeliveryState.BackingOff);

        // One that was shown is removed by its owner while it still waits to be taken back.
        rig.Store.Delete(Key(ModuleId.Tariffs, "T8"));
        await rig.StopAsync();
        partner.Answer = _ => Task.FromResult(Reply.Ok);
        await rig.StartAsync();
        await rig.IdleAsync(connection);

        Assert.Equal(9, partner.Requests.Where(r => r.Method == "DELETE").Select(r => r.Path).Distinct().Count());
        var told = partner.Requests.Count;
        await rig.StopAsync();
        await rig.StartAsync();
        await rig.IdleAsync(connection);
        Assert.Equal(told, partner.Requests.Count);
    }
}
