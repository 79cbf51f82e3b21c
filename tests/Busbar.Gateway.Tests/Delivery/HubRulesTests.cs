using System.Text;
using Busbar.Core.Hubs;
using Busbar.Core.Intake;
using Busbar.Core.Nodes;
using Busbar.Core.Parties;
using Busbar.Delivery.Hubs;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.HubClientInfo;
using Busbar.Ocpi.Model.Versions;
using Busbar.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using static Busbar.Gateway.Tests.Delivery.DeliveryRig;

namespace Busbar.Gateway.Tests.Delivery;

/// <summary>This gateway as a hub, and as a client of one.</summary>
public sealed class HubRulesTests
{
    private static readonly PartyId Hub = new("XX", "HUB");
    private static readonly PartyId Nsp = new("FR", "NSP");
    private static readonly PartyId Oth = new("FR", "OTH");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    [Requirement("RTE-019", "RTE-020", "RTE-022")]
    public async Task Operators_push_reaches_all_who_read_like_providers_in_the_name_of_the_hub()
    {
        await using var rig = new DeliveryRig { Own = new(Hub, Role.Hub, "Hub") };
        var (_, owner) = await rig.ConnectAsync(party: Cpo, role: Role.Cpo);
        var (emsp, first) = await rig.ConnectAsync();
        var (nsp, second) = await rig.ConnectAsync(party: Nsp, role: Role.Nsp);
        var (other, third) = await rig.ConnectAsync(party: Oth, role: Role.Other);
        var (cpo, fourth) = await rig.ConnectAsync(party: new PartyId("FR", "CPX"), role: Role.Cpo);
        await rig.StartAsync();
        rig.PutLocation("L1", source: owner.Id);
        rig.PutSession("S1");
        foreach (var connection in new[] { first, second, third, fourth })
        {
            await rig.IdleAsync(connection);
        }

        foreach (var (partner, party) in new[] { (emsp, "MSP"), (nsp, "NSP"), (other, "OTH") })
        {
            var push = partner.Requests.Single(request => request.Path == "/r/locations/NL/CPO/L1");
            Assert.Equal(("XX", "HUB", party), (push.Headers["OCPI-from-country-code"], push.Headers["OCPI-from-party-id"], push.Headers["OCPI-to-party-id"]));
        }

        // What is one party's comes from its owner, and goes to that party alone.
        Assert.Equal("CPO", emsp.Requests.Single(request => request.Path.StartsWith("/r/sessions/", StringComparison.Ordinal)).Headers["OCPI-from-party-id"]);
        Assert.DoesNotContain(nsp.Requests.Concat(other.Requests), request => request.Path.StartsWith("/r/sessions/", StringComparison.Ordinal));
        Assert.DoesNotContain(cpo.Requests, request => request.Path.StartsWith("/r/locations/", StringComparison.Ordinal));
    }

    [Fact]
    [Requirement("RTE-020")]
    public async Task What_an_OTHER_pushes_reaches_operators_and_never_providers()
    {
        await using var rig = new DeliveryRig { Own = new(Hub, Role.Hub, "Hub") };
        await rig.ConnectAsync(party: Oth, role: Role.Other);
        var (emsp, first) = await rig.ConnectAsync();
        var (cpo, second) = await rig.ConnectAsync(party: Cpo, role: Role.Cpo);
        await rig.StartAsync();
        rig.Store.Put(Key(ModuleId.Locations, "L9", Oth), Location("L9").Replace("\"NL\",\"party_id\":\"CPO\"", "\"FR\",\"party_id\":\"OTH\"", StringComparison.Ordinal));
        rig.Store.Put(Key(ModuleId.Tokens, "U9", Oth), Token("U9").Replace("\"DE\",\"party_id\":\"MSP\"", "\"FR\",\"party_id\":\"OTH\"", StringComparison.Ordinal));
        rig.Store.Put(Key(ModuleId.Tokens, "U1", Msp), Token("U1"));
        await rig.IdleAsync(first);
        await rig.IdleAsync(second);

        Assert.Empty(emsp.Requests);
        Assert.Equal(["/r/tokens/DE/MSP/U1", "/r/tokens/FR/OTH/U9"], cpo.Requests.Select(request => request.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    [Requirement("HCI-001", "HCI-002", "HCI-003", "HCI-013", "HCI-019")]
    public async Task Every_change_is_put_whole_to_whoever_takes_it_without_routing_headers()
    {
        await using var rig = new DeliveryRig { Own = new(Hub, Role.Hub, "Hub") };
        var (emsp, reader) = await rig.ConnectAsync();
        var (_, away) = await rig.ConnectAsync(party: Cpo, role: Role.Cpo);
        var (deaf, silent) = await rig.ConnectAsync(c => c with { Endpoints = [.. c.Endpoints.Where(e => e.Module != ModuleId.HubClientInfo)] }, Nsp, Role.Nsp);
        await rig.StartAsync();
        Assert.Equal(3, await rig.Board.UpdateAsync(Cancellation));
        await rig.IdleAsync(reader);
        Assert.Equal(["PUT /r/hubclientinfo/FR/NSP", "PUT /r/hubclientinfo/NL/CPO"], Puts(emsp));
        Assert.Equal(0, await rig.Board.UpdateAsync(Cancellation));

        rig.Reachability.Missed(away.Id);
        rig.Reachability.Missed(away.Id);
        Assert.Equal(1, await rig.Board.UpdateAsync(Cancellation));
        await rig.IdleAsync(reader);
        await rig.Directory.RemoveAsync(away.Id, Cancellation);
        Assert.Equal(1, await rig.Board.UpdateAsync(Cancellation));
        await rig.IdleAsync(reader);

        var told = emsp.Requests.Where(request => request.Path == "/r/hubclientinfo/NL/CPO").ToList();
        Assert.Equal(["CONNECTED", "OFFLINE", "SUSPENDED"], told.Select(request => request.Json.GetProperty("status").GetString()));
        Assert.All(told, request => Assert.Equal(
            ["country_code", "last_updated", "party_id", "role", "status"], request.Json.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal)));
        Assert.All(emsp.Requests, request => Assert.DoesNotContain(request.Headers.Keys, name => name.StartsWith("OCPI-", StringComparison.OrdinalIgnoreCase)));
        await rig.IdleAsync(silent);
        Assert.Empty(deaf.Requests);

        static IEnumerable<string> Puts(ScriptedPartner partner) => partner.Requests.Select(request => request.ToString()).Order(StringComparer.Ordinal);
    }

    [Fact]
    [Requirement("HCI-006", "HCI-002")]
    public async Task Silent_platform_is_asked_for_its_versions_and_offline_when_nobody_answers()
    {
        await using var rig = new DeliveryRig { Own = new(Hub, Role.Hub, "Hub") };
        var (partner, connection) = await rig.ConnectAsync(party: Cpo, role: Role.Cpo);
        connection = connection with { VersionsUrl = new Uri(partner.Url, "/versions") };
        await rig.SaveAsync(connection);
        await rig.StartAsync();
        using var watch = new HubWatch(
            rig.Directory, rig.Board, rig.Reports, rig.Reachability, rig.Clients, rig.Host, Leases.Alone, new HubWatchOptions(), rig.Time, NullLogger<HubWatch>.Instance);
        await watch.StartAsync(Cancellation);
        await StandsAsync(ConnectionStatus.Connected);
        Assert.DoesNotContain(partner.Requests, request => request.Path == "/versions");

        // Any answer will do.
        partner.Answer = request => Task.FromResult(request.Path == "/versions" ? new Reply(500) : Reply.Ok);
        rig.Time.Advance(TimeSpan.FromMinutes(5));
        await Until(() => partner.Requests.Count(request => request.Path == "/versions") == 1 && rig.Reachability.SilenceOf(connection.Id) == TimeSpan.Zero);
        await StandsAsync(ConnectionStatus.Connected);

        partner.Answer = _ => Task.FromResult(Reply.Broken);
        await Until(() =>
        {
            rig.Time.Advance(TimeSpan.FromSeconds(30));
            return !rig.Reachability.IsReachable(connection.Id);
        });
        await StandsAsync(ConnectionStatus.Offline);

        rig.Reachability.Heard(connection.Id);
        await StandsAsync(ConnectionStatus.Connected);
        await watch.StopAsync(Cancellation);

        async Task StandsAsync(ConnectionStatus status) => await Until(() =>
            rig.Store.FindAsync(Key(ModuleId.HubClientInfo, "CPO"), Cancellation).AsTask().Result is { } stored
            && Encoding.UTF8.GetString(stored.Utf8.Span).Contains($"\"{status}\"", StringComparison.Ordinal));
    }

    [Fact]
    [Requirement("HCI-009")]
    public async Task Party_that_never_was_connected_is_planned_and_nobody_is_told_where_this_is_no_hub()
    {
        await using var rig = new DeliveryRig();
        await rig.ConnectAsync(c => c with { State = Core.Connections.ConnectionState.Waiting, Parties = [], Declared = [new(Cpo, Role.Cpo, "Soon")] });
        Assert.Equal(0, await rig.Board.UpdateAsync(Cancellation));

        rig.Own = new(Hub, Role.Hub, "Hub");
        Assert.Equal(1, await rig.Board.UpdateAsync(Cancellation));
        var stored = await rig.Store.FindAsync(Key(ModuleId.HubClientInfo, "CPO"), Cancellation);
        Assert.Contains("\"PLANNED\"", Encoding.UTF8.GetString(stored!.Utf8.Span), StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("HCI-007", "HCI-008", "HCI-009", "HCI-010")]
    public async Task Party_behind_a_hub_gets_nothing_while_it_is_away_and_what_holds_when_it_is_back()
    {
        await using var rig = new DeliveryRig();
        var (partner, hub) = await rig.ConnectAsync(c => c with { HubParty = Hub });
        await rig.StartAsync();
        foreach (var status in new[] { "OFFLINE", "PLANNED", "SUSPENDED" })
        {
            await TellAsync(rig, hub.Id, status);
            rig.PutSession("S1", kwh: "1.5");
            rig.PutCdr("C1", "S1");
            await rig.IdleAsync(hub);
            Assert.Empty(partner.Requests);
        }

        rig.PutSession("S1", kwh: "2.5");
        await TellAsync(rig, hub.Id, "CONNECTED");
        await Until(() => partner.Requests.Count == 2);
        await rig.IdleAsync(hub);

        Assert.Equal(["POST /r/cdrs", "PUT /r/sessions/NL/CPO/S1"], partner.Requests.Select(request => request.ToString()).Order(StringComparer.Ordinal));
        Assert.Contains("2.5", partner.Requests.Single(request => request.Method == "PUT").Body, StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("HCI-011", "HCI-012")]
    public async Task What_a_hub_tells_is_kept_and_its_parties_become_reachable_through_it()
    {
        await using var rig = new DeliveryRig();
        var (_, hub) = await rig.ConnectAsync(c => c with { Version = OcpiVersion.V221, HubParty = Hub, Parties = [new(Hub, Role.Hub, "Hub")] });
        var party = new PartyId("DE", "NEW");

        Assert.Equal(IntakeOutcome.Created, (await TellAsync(rig, hub.Id, "CONNECTED", "NEW", Role.Cpo)).Outcome);
        Assert.Equal(IntakeOutcome.Updated, (await TellAsync(rig, hub.Id, "OFFLINE", "NEW", Role.Emsp)).Outcome);

        Assert.Equal(hub.Id, rig.Directory.Current.OwnerOf(party)!.Connection!.Id);
        var reported = await HubReports.FindAsync(rig.Store, hub.Id, party, Cancellation);
        Assert.Equal([(Role.Cpo, ConnectionStatus.Connected), (Role.Emsp, ConnectionStatus.Offline)], reported!.Infos.Select(info => (info.Role, info.Status)));
        Assert.True(reported.IsConnected);

        // A party of somebody else stays that one's, and who is no hub tells nothing.
        var (_, plain) = await rig.ConnectAsync();
        await TellAsync(rig, hub.Id, "CONNECTED", "MSP", Role.Emsp);
        Assert.Equal(plain.Id, rig.Directory.Current.OwnerOf(Msp)!.Connection!.Id);
        Assert.Equal(IntakeOutcome.Foreign, (await TellAsync(rig, plain.Id, "CONNECTED", "NEW", Role.Cpo)).Outcome);
    }

    [Theory]
    [InlineData("""{"country_code":"DE","party_id":"MSP","role":"EMSP","status":"CONNECTED"}""", IntakeOutcome.Created)]
    [InlineData("""{"country_code":"DE","party_id":"XYZ","role":"EMSP","status":"CONNECTED","last_updated":"2026-01-01T00:00:00Z"}""", IntakeOutcome.Invalid)]
    [InlineData("""{"country_code":"DE","party_id":"MSP","role":"EMSP","last_updated":"2026-01-01T00:00:00Z"}""", IntakeOutcome.Invalid)]
    [InlineData("[]", IntakeOutcome.Malformed)]
    [InlineData("{", IntakeOutcome.Malformed)]
    [Requirement("HCI-017")]
    public async Task Client_info_is_judged_before_it_is_believed(string body, IntakeOutcome outcome)
    {
        await using var rig = new DeliveryRig();
        var (_, hub) = await rig.ConnectAsync(c => c with { HubParty = Hub });

        var result = await rig.Reports.TakeAsync(rig.Directory.Current.Find(hub.Id)!, OcpiVersion.V230, Msp, Encoding.UTF8.GetBytes(body), Cancellation);

        Assert.Equal(outcome, result.Outcome);
    }

    private static ValueTask<IntakeResult> TellAsync(DeliveryRig rig, Guid hub, string status, string party = "MSP", Role? role = null)
    {
        rig.Time.Advance(TimeSpan.FromSeconds(1));
        var info = $$"""
            {"country_code":"DE","party_id":"{{party}}","role":"{{role ?? Role.Emsp}}","status":"{{status}}","last_updated":"{{rig.Time.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ}}"}
            """;
        return rig.Reports.TakeAsync(rig.Directory.Current.Find(hub)!, OcpiVersion.V221, new PartyId("DE", party), Encoding.UTF8.GetBytes(info), Cancellation);
    }
}
