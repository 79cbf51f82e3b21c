using Busbar.Core.Connections;
using Busbar.Core.Delivery;
using Busbar.Core.Hubs;
using Busbar.Core.Parties;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.HubClientInfo;
using Busbar.Ocpi.Model.Versions;
using Busbar.Testing;
using static Busbar.Gateway.Tests.Delivery.DeliveryRig;

namespace Busbar.Gateway.Tests.Delivery;

/// <summary>What is pulled, what is remembered of it, and what is inferred from it.</summary>
public sealed class PullTests
{
    [Fact]
    [Requirement("HCI-004", "HCI-005", "HCI-014", "HCI-016", "HCI-019")]
    public async Task Hubs_list_is_pulled_before_all_else_and_whom_it_no_longer_names_is_not_valid_any_more()
    {
        var hub = new PartyId("SE", "HUB");
        await using var rig = await PullRig.StartAsync(parties: [new PlatformParty(hub, Role.Hub, "Hub")], modules: [ModuleId.HubClientInfo, ModuleId.Tariffs]);
        await rig.Directory.ChangeAsync(_ => new ConnectionChange(rig.Connection with { HubParty = hub }, TokenChanges.None), TestContext.Current.CancellationToken);
        rig.Lists["hubclientinfo"] = [.. new[] { "AAA", "BBB", "CCC", "CPO" }.Select(party => Info(party, "2026-01-01T00:00:00Z"))];
        rig.Lists["tariffs"] = [DeliveryRig.Tariff("T1")];

        var first = await PullAsync();
        Assert.Equal((4, 4, 0), (first[0].Objects, first[0].Stored, first[0].Removed));
        Assert.Equal((1, 0), (first[1].Stored, first[1].RefusedCount));
        Assert.All(rig.Partner.Requests.Where(request => request.Path.Contains("hubclientinfo", StringComparison.Ordinal)), request =>
            Assert.DoesNotContain(request.Headers.Keys, name => name.StartsWith("OCPI-", StringComparison.OrdinalIgnoreCase)));

        rig.Lists["hubclientinfo"].RemoveAt(1);
        Assert.Equal(1, (await PullAsync())[0].Removed);
        var gone = await HubReports.FindAsync(rig.Store, rig.Connection.Id, new PartyId("NL", "BBB"), TestContext.Current.CancellationToken);
        Assert.Equal(ConnectionStatus.Suspended, gone!.Status);

        async Task<IReadOnlyList<ModulePull>> PullAsync() =>
            (await rig.Pull.PullAsync(new PullRequest(rig.Connection.Id, false), TestContext.Current.CancellationToken)).Modules;

        static string Info(string party, string at) =>
            $$"""{"country_code":"NL","party_id":"{{party}}","role":"CPO","status":"CONNECTED","last_updated":"{{at}}"}""";
    }

    [Fact]
    [Requirement("TRN-048", "TRN-066", "TRN-026", "TRN-027", "TAR-006", "RTE-007")]
    public async Task Full_pull_follows_the_links_and_takes_the_good_objects_of_a_page()
    {
        await using var rig = await PullRig.StartAsync(modules: ModuleId.Tariffs);
        rig.Lists["tariffs"] = [Tariff("T1"), """{"country_code":"NL","party_id":"CPO","id":"BAD"}""", Tariff("T2"), Tariff("T3"), Tariff("T4")];
        var pull = await rig.PullAsync();

        Assert.Equal((true, true, 2, 5, 4, 1), (pull.Complete, pull.Full, pull.Pages, pull.Objects, pull.Stored, pull.RefusedCount));
        var refused = Assert.Single(pull.Refused);
        Assert.Equal("BAD", refused.Object!.Value.Id);
        Assert.NotEmpty(refused.Findings);
        Assert.NotNull(rig.Store.Get(Key(ModuleId.Tariffs, "T4")));
        Assert.All(rig.Partner.Requests, r => Assert.Equal("CPO", r.Headers["OCPI-to-party-id"]));
        Assert.All(rig.Partner.Requests, r => Assert.Equal("BBR", r.Headers["OCPI-from-party-id"]));
    }

    [Fact]
    public async Task Page_is_asked_to_hold_no_more_than_the_partner_was_seen_to_give()
    {
        await using var rig = await PullRig.StartAsync(pageSize: 100, modules: ModuleId.Tariffs);
        rig.Lists["tariffs"] = [Tariff("T1"), Tariff("T2"), Tariff("T3")];
        await rig.SetAsync(profile => profile with { Seen = new PartnerHabits { PageLimit = 2 } });

        Assert.Equal((2, 3), (await rig.PullAsync()) is var pull ? (pull.Pages, pull.Stored) : default);
        Assert.All(rig.Partner.Requests, request => Assert.Contains("limit=2", request.Path, StringComparison.Ordinal));
    }

    [Fact]
    [Requirement("TRN-066", "TRN-067")]
    public async Task Object_of_a_party_that_the_partner_does_not_host_is_reported_and_not_stored()
    {
        await using var rig = await PullRig.StartAsync(modules: ModuleId.Tariffs);
        rig.Lists["tariffs"] = [Tariff("T1").Replace("\"CPO\"", "\"OTH\"", StringComparison.Ordinal)];
        var pull = await rig.PullAsync();

        Assert.Equal((0, 1), (pull.Stored, pull.RefusedCount));
        Assert.Equal(0, rig.Store.LastSequence);
    }

    [Fact]
    [Requirement("TAR-006")]
    public async Task Tariff_that_a_complete_list_no_longer_has_is_removed()
    {
        await using var rig = await PullRig.StartAsync(modules: ModuleId.Tariffs);
        rig.Lists["tariffs"] = [Tariff("T1"), Tariff("T2"), Tariff("T3"), Tariff("T4")];
        await rig.PullAsync();
        rig.Lists["tariffs"].RemoveAt(1);
        var pull = await rig.PullAsync(full: true);

        Assert.Equal((3, 1), (pull.Unchanged, pull.Removed));
        Assert.True(rig.Store.Get(Key(ModuleId.Tariffs, "T2"))!.Deleted);
        Assert.False(rig.Store.Get(Key(ModuleId.Tariffs, "T3"))!.Deleted);
    }

    [Fact]
    [Requirement("LOC-024", "LOC-025")]
    public async Task Interrupted_full_pull_removes_nothing_and_does_not_move_the_mark()
    {
        await using var rig = await PullRig.StartAsync(modules: ModuleId.Locations);
        await rig.SetAsync(profile => profile with { RemovalGrace = TimeSpan.Zero });
        rig.Lists["locations"] = [.. Enumerable.Range(0, 10).Select(i => Location($"L{i}"))];
        await rig.PullAsync();
        var mark = Assert.Single(rig.Ports.Settings).Value;
        rig.Lists["locations"].RemoveAt(9);
        rig.Script = r => r.Path.Contains("offset=6", StringComparison.Ordinal) ? new Reply(500, null) : null;
        var broken = await rig.PullAsync(full: true);

        Assert.False(broken.Complete);
        Assert.Equal(0, broken.Removed);
        Assert.Contains(broken.Notes, n => n.Contains("page 3", StringComparison.Ordinal));
        Assert.False(rig.Store.Get(Key(ModuleId.Locations, "L9"))!.Deleted);
        Assert.Equal(mark, Assert.Single(rig.Ports.Settings).Value);

        rig.Script = _ => null;
        Assert.Equal(1, (await rig.PullAsync(full: true)).Removed);
        Assert.True(rig.Store.Get(Key(ModuleId.Locations, "L9"))!.Deleted);
    }

    [Fact]
    public async Task Many_locations_missing_at_once_look_like_a_fault_and_nothing_is_removed()
    {
        await using var rig = await PullRig.StartAsync(modules: ModuleId.Locations);
        rig.Lists["locations"] = [.. Enumerable.Range(0, 10).Select(i => Location($"L{i}"))];
        await rig.PullAsync();
        rig.Lists["locations"].RemoveRange(0, 5);
        var pull = await rig.PullAsync(full: true);

        Assert.True(pull.Complete);
        Assert.Equal(0, pull.Removed);
        Assert.Contains(pull.Notes, n => n.Contains("5 of 10", StringComparison.Ordinal));
    }

    [Fact]
    public async Task List_that_promises_more_than_it_holds_is_in_doubt()
    {
        await using var rig = await PullRig.StartAsync(modules: ModuleId.Tariffs);
        rig.Lists["tariffs"] = [Tariff("T1"), Tariff("T2")];
        await rig.PullAsync();
        rig.Script = _ => new Reply(200, Data: $"[{Tariff("T1")}]", Total: 2);
        var pull = await rig.PullAsync(full: true);

        Assert.Equal(0, pull.Removed);
        Assert.False(rig.Store.Get(Key(ModuleId.Tariffs, "T2"))!.Deleted);
    }

    [Fact]
    public async Task Answer_without_a_list_is_in_doubt()
    {
        await using var rig = await PullRig.StartAsync(modules: ModuleId.Tariffs);
        rig.Lists["tariffs"] = [Tariff("T1"), Tariff("T2")];
        await rig.PullAsync();
        rig.Script = _ => new Reply(200);
        var pull = await rig.PullAsync(full: true);

        Assert.Equal(0, pull.Removed);
        Assert.False(rig.Store.Get(Key(ModuleId.Tariffs, "T1"))!.Deleted);
        rig.Script = _ => new Reply(200, Data: "[]");
        Assert.Equal(2, (await rig.PullAsync(full: true)).Removed);
    }

    [Fact]
    public async Task Page_that_fails_in_passing_is_asked_for_again_and_the_pull_goes_on_there()
    {
        await using var rig = await PullRig.StartAsync(modules: ModuleId.Tariffs);
        rig.Lists["tariffs"] = [.. Enumerable.Range(0, 8).Select(i => Tariff($"T{i}"))];
        var failures = 2;
        rig.Script = r => r.Path.Contains("offset=3", StringComparison.Ordinal) && failures-- > 0 ? new Reply(503, null) : null;
        var pull = await rig.PullAsync();

        Assert.Equal((true, 3, 8), (pull.Complete, pull.Pages, pull.Stored));
        Assert.Equal(5, rig.Partner.Requests.Count);
    }

    [Fact]
    public async Task Second_pull_asks_only_for_changes_since_the_first_with_an_overlap()
    {
        var time = new ManualTime();
        await using var rig = await PullRig.StartAsync(time, modules: ModuleId.Locations);
        rig.Lists["locations"] = [Location("L1")];
        await rig.PullAsync();
        time.Advance(TimeSpan.FromHours(4));
        var pull = await rig.PullAsync();

        Assert.False(pull.Full);
        Assert.DoesNotContain("date_from", rig.Partner.Requests[0].Path, StringComparison.Ordinal);
        Assert.Contains("date_from=2026-05-04T07:55:00Z", Uri.UnescapeDataString(rig.Partner.Requests[1].Path), StringComparison.Ordinal);
        Assert.Equal(0, pull.Removed);
    }

    [Fact]
    [Requirement("SES-016", "CDR-019", "SES-006")]
    public async Task Sessions_are_asked_for_with_a_date_and_cdrs_with_a_long_overlap()
    {
        var time = new ManualTime();
        await using var rig = await PullRig.StartAsync(time, modules: [ModuleId.Sessions, ModuleId.Cdrs]);
        rig.Lists["sessions"] = [Session("S1", "L1")];
        rig.Lists["cdrs"] = [Cdr("C1", "S1")];
        var cancellation = TestContext.Current.CancellationToken;
        var first = await rig.Pull.PullAsync(new PullRequest(rig.Connection.Id, true), cancellation);
        time.Advance(TimeSpan.FromHours(1));
        var second = await rig.Pull.PullAsync(new PullRequest(rig.Connection.Id, false), cancellation);

        Assert.True(first.Complete && second.Complete);
        Assert.Equal([1, 1], first.Modules.Select(m => m.Stored));
        Assert.Equal([1, 1], second.Modules.Select(m => m.Unchanged));
        Assert.Contains("date_from=2010-01-01T00:00:00Z", Uri.UnescapeDataString(rig.Partner.Requests[0].Path), StringComparison.Ordinal);
        Assert.Contains("date_from=2026-05-03T08:00:00Z", Uri.UnescapeDataString(rig.Partner.Requests[3].Path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Link_to_another_host_ends_the_pull_and_the_token_stays_here()
    {
        await using var rig = await PullRig.StartAsync(modules: ModuleId.Tariffs);
        await using var thief = await ScriptedPartner.StartAsync();
        rig.Script = _ => new Reply(200, Data: $"[{Tariff("T1")}]", Link: new Uri(thief.Url, "/steal").AbsoluteUri);
        var pull = await rig.PullAsync();

        Assert.False(pull.Complete);
        Assert.Equal(1, pull.Stored);
        Assert.Empty(thief.Requests);
        Assert.Empty(rig.Ports.Settings);
    }

    [Fact]
    public async Task Connection_that_is_not_connected_or_offers_nothing_says_so()
    {
        await using var rig = await PullRig.StartAsync(modules: ModuleId.Tariffs);
        var cancellation = TestContext.Current.CancellationToken;
        Assert.NotNull((await rig.Pull.PullAsync(new PullRequest(rig.Connection.Id, true, [ModuleId.Cdrs]), cancellation)).Problem);
        Assert.NotNull((await rig.Pull.PullAsync(new PullRequest(Guid.NewGuid(), true), cancellation)).Problem);
        await rig.Directory.ChangeAsync(
            _ => new ConnectionChange(rig.Connection with { State = ConnectionState.Suspended }, TokenChanges.None), cancellation);
        Assert.NotNull((await rig.Pull.PullAsync(new PullRequest(rig.Connection.Id, true), cancellation)).Problem);
        Assert.Empty(rig.Partner.Requests);
    }

    [Fact]
    public async Task Partner_that_has_not_read_our_answer_yet_is_asked_again_within_seconds()
    {
        var time = new ManualTime();
        await using var rig = await PullRig.StartAsync(time, modules: ModuleId.Tariffs);
        rig.Lists["tariffs"] = [Tariff("T1")];
        var began = time.GetUtcNow();

        // Longer than one pull tries by itself.
        rig.Script = _ => rig.Partner.Requests.Count <= 6 ? new Reply(401, 2001) : null;
        await rig.Schedule.StartAsync(TestContext.Current.CancellationToken);
        await Until(() =>
        {
            time.Advance(TimeSpan.FromMilliseconds(250));
            return rig.Ports.Settings.Count == 1;
        });
        await rig.Schedule.StopAsync(CancellationToken.None);

        Assert.Equal(7, rig.Partner.Requests.Count);
        Assert.InRange(time.GetUtcNow() - began, TimeSpan.Zero, TimeSpan.FromMinutes(3));
        Assert.NotNull(rig.Store.Get(Key(ModuleId.Tariffs, "T1")));
    }

    [Fact]
    [Requirement("OFF-002", "LOC-004")]
    public async Task Partner_that_was_away_is_asked_for_what_changed_meanwhile_once_it_is_back()
    {
        var time = new ManualTime();
        await using var rig = await PullRig.StartAsync(time, modules: ModuleId.Tariffs);
        rig.Lists["tariffs"] = [Tariff("T1")];
        await rig.Schedule.StartAsync(TestContext.Current.CancellationToken);
        await Until(() => rig.Ports.Settings.Count == 1);

        rig.Script = _ => Reply.Broken;
        await Until(() =>
        {
            time.Advance(TimeSpan.FromMinutes(10));
            return rig.Partner.Requests.Count >= 2;
        });
        rig.Lists["tariffs"].Add(Tariff("T2"));
        rig.Script = _ => null;
        await Until(() =>
        {
            time.Advance(TimeSpan.FromSeconds(10));
            return rig.Store.Get(Key(ModuleId.Tariffs, "T2")) is not null;
        });
        await rig.Schedule.StopAsync(CancellationToken.None);

        // From where the last good pull began, and by GET only.
        Assert.All(rig.Partner.Requests, request => Assert.Equal("GET", request.Method));
        Assert.Contains("date_from=2026-05-04T07:55:00Z", Uri.UnescapeDataString(rig.Partner.Requests[^1].Path), StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("TOK-005")]
    public async Task Full_pull_of_tokens_updates_the_known_and_adds_the_new()
    {
        await using var rig = await PullRig.StartAsync(parties: [new(Msp, Role.Emsp, "Driver Club")], modules: ModuleId.Tokens);
        rig.Lists["tokens"] = [Token("U1")];
        await rig.PullAsync(full: true);
        rig.Lists["tokens"] =
        [
            Token("U1").Replace("\"valid\":true", "\"valid\":false", StringComparison.Ordinal).Replace("T08:00:00Z", "T09:00:00Z", StringComparison.Ordinal), Token("U2"),
        ];
        var pull = await rig.PullAsync(full: true);

        Assert.Equal((2, 0), (pull.Stored, pull.RefusedCount));
        Assert.Contains("\"valid\":false", Text(rig, "U1"), StringComparison.Ordinal);
        Assert.Contains("\"valid\":true", Text(rig, "U2"), StringComparison.Ordinal);
    }

    private static string Text(PullRig rig, string uid) =>
        System.Text.Encoding.UTF8.GetString(rig.Store.Get(Busbar.Core.Objects.TokenKey.Of(Msp, uid, "RFID"))!.Utf8.Span);

    [Fact]
    [Requirement("TRN-020", "LOC-004")]
    public async Task Partner_that_registers_is_pulled_at_once_and_then_every_few_hours()
    {
        var time = new ManualTime();
        await using var rig = await PullRig.StartAsync(time, modules: ModuleId.Tariffs);
        rig.Lists["tariffs"] = [Tariff("T1")];
        await rig.Schedule.StartAsync(TestContext.Current.CancellationToken);
        await Until(() => rig.Ports.Settings.Count == 1);
        for (var i = 0; i < 20; i++)
        {
            time.Advance(TimeSpan.FromMinutes(5));
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        Assert.Single(rig.Partner.Requests);
        await Until(() =>
        {
            time.Advance(TimeSpan.FromMinutes(1));
            return rig.Partner.Requests.Count >= 2;
        });
        Assert.Contains("date_from", rig.Partner.Requests[1].Path, StringComparison.Ordinal);
        await rig.Schedule.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Interval_that_is_changed_counts_from_the_last_pull_on()
    {
        var time = new ManualTime();
        await using var rig = await PullRig.StartAsync(time, modules: ModuleId.Tariffs);
        rig.Lists["tariffs"] = [Tariff("T1")];
        var began = time.GetUtcNow();
        await rig.Schedule.StartAsync(TestContext.Current.CancellationToken);
        await Until(() => rig.Pulls.All.SingleOrDefault()?.NextAt > began.AddHours(2));
        await rig.SetAsync(profile => profile with { PullInterval = TimeSpan.FromMinutes(10) });
        await Until(() => rig.Pulls.All.Single().NextAt < began.AddMinutes(15));
        Assert.Single(rig.Partner.Requests);
        await Until(() =>
        {
            time.Advance(TimeSpan.FromSeconds(20));
            return rig.Partner.Requests.Count >= 2;
        });

        Assert.True(time.GetUtcNow() < began.AddHours(1));
        await rig.Schedule.StopAsync(CancellationToken.None);
    }
}
