using System.Text;
using System.Text.Json.Nodes;
using Busbar.Core.Connections;
using Busbar.Core.Intake;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Repairs;
using Busbar.Testing;
using static Busbar.Gateway.Tests.Objects.Samples;

namespace Busbar.Gateway.Tests.Objects;

/// <summary>One bad object blocks nothing else; harmless faults are mended and recorded (AMB-045, AMB-046, AMB-047, AMB-050).</summary>
public sealed class LenientIntakeTests : IAsyncLifetime
{
    private ObjectGateway _gateway = null!;
    private Partner _cpo = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IQuarantine Quarantine => _gateway.Get<IQuarantine>();

    private IRepairLog Repairs => _gateway.Get<IRepairLog>();

    public async ValueTask InitializeAsync()
    {
        _gateway = await ObjectGateway.StartAsync();
        _cpo = await _gateway.ConnectCpoAsync(OcpiVersion.V221);
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task Bad_object_of_a_page_is_kept_in_quarantine_and_the_others_are_taken()
    {
        var results = await TakeAsync(Location("NL/CPO", "L1"), Without(Location("NL/CPO", "L2"), "address"), Location("NL/CPO", "L3"), new JsonObject { ["x"] = 1 });

        Assert.Equal([IntakeOutcome.Created, IntakeOutcome.Invalid, IntakeOutcome.Created, IntakeOutcome.Invalid], results.Select(result => result.Outcome));
        var kept = await ListAsync();
        Assert.Equal(2, kept.Count);
        var entry = Assert.Single(kept, found => found.Key?.Id == "L2");
        Assert.Equal((_cpo.Connection.Id, ModuleId.Locations, OcpiVersion.V221, false, 1), (entry.Connection, entry.Module, entry.Version, entry.Pushed, entry.Count));
        Assert.Contains(entry.Findings, finding => finding.Path == "/address");
        Assert.Contains("Marktplein", Encoding.UTF8.GetString((await Quarantine.ReadAsync(entry.Id, Cancellation))!.Value.Span), StringComparison.Ordinal);
        Assert.Single(kept, found => found.Key is null);
        var change = await _gateway.LastChangeAsync();
        Assert.Equal((ChangeKind.QuarantineChanged, _cpo.Connection.Id), (change!.Kind, change.Connection));
        Assert.Contains("\"added\"", change.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Same_bad_object_is_one_entry_and_counted()
    {
        await TakeAsync(Without(Location("NL/CPO", "L2"), "address"));
        await TakeAsync(Without(Location("NL/CPO", "l2"), "city"));

        var entry = Assert.Single(await ListAsync());
        Assert.Equal(2, entry.Count);
        Assert.Contains(entry.Findings, finding => finding.Path == "/city");
    }

    [Fact]
    public async Task Next_good_version_ends_the_quarantine_and_says_so()
    {
        await TakeAsync(Without(Location("NL/CPO", "L2"), "address"));

        Assert.Equal(201, (await _cpo.PutAsync("receiver/locations/NL/CPO/L2", Location("NL/CPO", "L2").ToJsonString())).Http);

        Assert.Empty(await ListAsync());
        var change = await _gateway.LastChangeAsync();
        Assert.Equal(ChangeKind.QuarantineChanged, change!.Kind);
        Assert.Contains("\"cleared\"", change.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Push_that_cannot_be_mended_is_refused_and_shown_to_the_operator()
    {
        var answer = await _cpo.PutAsync("receiver/locations/NL/CPO/L1", Without(Location("NL/CPO", "L1"), "coordinates").ToJsonString());

        Assert.Equal(2001, answer.Status);
        var entry = Assert.Single(await ListAsync());
        Assert.True(entry.Pushed);
        Assert.Equal(IntakeOutcome.Invalid, entry.Outcome);
    }

    [Fact]
    public async Task Retry_takes_it_once_the_profile_allows_what_is_wrong_with_it()
    {
        var stern = await _gateway.ConnectAsync(
            "stern", OcpiVersion.V221, new PartnerProfile { Repairs = RepairSettings.None }, ("DE/STE", Role.Cpo));
        var location = Location("DE/STE", "L1");
        location["opening_times"] = new JsonObject { ["regular_hours"] = new JsonArray(new JsonObject { ["weekday"] = "Monday", ["period_begin"] = "08:00", ["period_end"] = "18:00" }) };
        Assert.Equal(2001, (await stern.PutAsync("receiver/locations/DE/STE/L1", location.ToJsonString())).Status);
        var entry = Assert.Single(await ListAsync());
        var desk = _gateway.Get<QuarantineDesk>();

        Assert.Equal(IntakeOutcome.Invalid, (await desk.RetryAsync(entry.Id, Cancellation))!.Outcome);
        await _gateway.Directory.ChangeAsync(
            snapshot => new ConnectionChange(snapshot.Find(stern.Connection.Id)! with { Profile = new PartnerProfile() }, TokenChanges.None), Cancellation);
        var retried = await desk.RetryAsync(entry.Id, Cancellation);

        Assert.Equal(IntakeOutcome.Created, retried!.Outcome);
        Assert.Equal([RepairRule.Weekday, RepairRule.TwentyFourSeven], retried.Repairs.Select(repair => repair.Rule));
        Assert.Empty(await ListAsync());
        Assert.Null(await desk.RetryAsync(entry.Id, Cancellation));
    }

    [Fact]
    public async Task Mended_object_is_stored_mended_and_its_record_holds_what_came()
    {
        var location = Location("NL/CPO", "L1");
        location["facilities"] = new JsonArray("cafe", "SAUNA");
        var sent = location.ToJsonString();

        Assert.Equal(201, (await _cpo.PutAsync("receiver/locations/NL/CPO/L1", sent)).Http);
        Assert.Equal(200, (await _cpo.PutAsync("receiver/locations/NL/CPO/L1", sent.Replace(Monday, Tuesday, StringComparison.Ordinal))).Http);

        Assert.Contains("\"facilities\":[\"CAFE\"]", await _gateway.TextAsync(ModuleId.Locations, "NL/CPO", "L1"), StringComparison.Ordinal);
        var record = Assert.Single(await Repairs.ListAsync(new IntakeQuery { Connection = _cpo.Connection.Id, ObjectId = "L1", Limit = 10 }, Cancellation));
        Assert.Equal(2, record.Count);
        Assert.Equal([("/facilities/0", RepairRule.EnumSpelling), ("/facilities/1", RepairRule.EnumItem)], record.Repairs.Select(repair => (repair.Path, repair.Rule)));
        Assert.Equal(sent.Replace(Monday, Tuesday, StringComparison.Ordinal), Encoding.UTF8.GetString((await Repairs.ReadAsync(record.Id, Cancellation))!.Value.Span));
        Assert.Equal([(RepairRule.EnumItem, 2L), (RepairRule.EnumSpelling, 2L)], (await Repairs.CountAsync(_cpo.Connection.Id, Cancellation)).Select(count => (count.Rule, count.Count)));
        await _gateway.Exchanges.NotedAsync("was given the spelling");
    }

    [Fact]
    [Requirement("CDR-097")]
    public async Task Session_without_the_owner_of_its_token_gets_that_of_the_known_token()
    {
        var emsp = await _gateway.ConnectEmspAsync(OcpiVersion.V221, "DE/MSP");
        var other = await _gateway.ConnectEmspAsync(OcpiVersion.V230, "FR/EMP");
        Assert.Equal(201, (await other.PutAsync("receiver/tokens/FR/EMP/CARD1", Token("FR/EMP", "CARD1").With("contract_id", "UNLIKE-ANY-PARTY").ToJsonString())).Http);
        var known = Session("NL/CPO", "S1", "FR/EMP");
        known["cdr_token"] = new JsonObject { ["uid"] = "CARD1", ["type"] = "RFID", ["contract_id"] = "UNLIKE-ANY-PARTY" };
        var named = Session("NL/CPO", "S2", "DE/MSP");
        named["cdr_token"] = new JsonObject { ["uid"] = "CARD2", ["type"] = "RFID", ["contract_id"] = "DE-MSP-C000000-1" };
        var nobodys = Session("NL/CPO", "S3", "DE/MSP");
        nobodys["cdr_token"] = new JsonObject { ["uid"] = "CARD3", ["type"] = "RFID", ["contract_id"] = "UNKNOWN" };
        var wrong = Session("NL/CPO", "S4", "DE/MSP");
        wrong["cdr_token"] = new JsonObject { ["country_code"] = "DE", ["uid"] = "CARD1", ["type"] = "RFID", ["contract_id"] = "UNLIKE-ANY-PARTY" };

        Assert.Equal((201, 201), ((await PushAsync(known)).Http, (await PushAsync(named)).Http));
        Assert.Equal((2001, 2001), ((await PushAsync(nobodys)).Status, (await PushAsync(wrong)).Status));

        var shown = Assert.Single((await other.GetAsync("sender/sessions?date_from=2020-01-01T00:00:00Z")).Data.EnumerateArray());
        Assert.Equal(("S1", "FR", "EMP"), (shown.GetProperty("id").GetString(), shown.GetProperty("cdr_token").GetProperty("country_code").GetString(), shown.GetProperty("cdr_token").GetProperty("party_id").GetString()));
        Assert.Equal(["S2"], (await emsp.GetAsync("sender/sessions?date_from=2020-01-01T00:00:00Z")).Ids());
        Assert.Equal([(RepairRule.TokenOwner, 4L)], (await Repairs.CountAsync(_cpo.Connection.Id, Cancellation)).Select(count => (count.Rule, count.Count)));

        Task<Answer> PushAsync(JsonObject session) => _cpo.PutAsync($"receiver/sessions/NL/CPO/{session["id"]}", session.ToJsonString());
    }

    [Fact]
    [Requirement("CDR-071")]
    public async Task Cdr_that_names_its_evse_only_by_its_evse_id_gets_the_uid_of_the_known_location()
    {
        await _gateway.ConnectEmspAsync(OcpiVersion.V221, "DE/MSP");
        var location = Location("NL/CPO", "LOC1", Monday, Evse("1"), Evse("2"));
        Assert.Equal(201, (await _cpo.PutAsync("receiver/locations/NL/CPO/LOC1", location.ToJsonString())).Http);
        var known = Cdr("NL/CPO", "C1", "DE/MSP", OcpiVersion.V221);
        known["cdr_location"]!.AsObject().Remove("evse_uid");
        var unknown = Cdr("NL/CPO", "C2", "DE/MSP", OcpiVersion.V221);
        unknown["cdr_location"]!.AsObject().Remove("evse_uid");
        unknown["cdr_location"]!["evse_id"] = "NL*CPO*E9";

        Assert.Equal(201, (await _cpo.PostAsync("receiver/cdrs", known.ToJsonString())).Http);
        Assert.Equal(2001, (await _cpo.PostAsync("receiver/cdrs", unknown.ToJsonString())).Status);

        Assert.Contains("\"evse_uid\":\"1\"", await _gateway.TextAsync(ModuleId.Cdrs, "NL/CPO", "C1"), StringComparison.Ordinal);
        Assert.Equal([(RepairRule.EvseUid, 1L)], (await Repairs.CountAsync(_cpo.Connection.Id, Cancellation)).Select(count => (count.Rule, count.Count)));
        Assert.Single(await ListAsync());
    }

    [Theory]
    [InlineData("C\01")]
    [InlineData("C\n1")]
    [InlineData("..")]
    [Requirement("TYP-001")]
    public async Task Cdr_whose_id_cannot_stand_in_a_url_is_refused(string id)
    {
        Assert.Equal(2001, (await _cpo.PostAsync("receiver/cdrs", Cdr("NL/CPO", id, "DE/MSP", OcpiVersion.V221).ToJsonString())).Status);
        Assert.Single(await ListAsync());
    }

    [Fact]
    public async Task Strict_partner_has_nothing_mended()
    {
        var strict = await _gateway.ConnectAsync("strict", OcpiVersion.V221, new PartnerProfile { Strict = true }, ("DE/STR", Role.Cpo));
        var location = Location("DE/STR", "L1");
        location["facilities"] = new JsonArray("cafe");

        Assert.Equal(2001, (await strict.PutAsync("receiver/locations/DE/STR/L1", location.ToJsonString())).Status);
        Assert.Empty(await Repairs.CountAsync(null, Cancellation));
    }

    [Fact]
    public async Task Patch_with_a_harmless_fault_is_mended()
    {
        await _cpo.PutAsync("receiver/locations/NL/CPO/L1", Location("NL/CPO", "L1", Monday, Evse("E1")).ToJsonString());

        Assert.Equal(1000, (await _cpo.PatchAsync("receiver/locations/NL/CPO/L1/E1", """{"status":"charging","last_updated":"2026-06-02 10:00:00+02:00"}""")).Status);

        var evse = (await _cpo.GetAsync("receiver/locations/NL/CPO/L1/E1")).Data;
        Assert.Equal(("CHARGING", Tuesday), (evse.GetProperty("status").GetString(), evse.GetProperty("last_updated").GetString()));
    }

    [Fact]
    public async Task Discarded_document_is_gone()
    {
        await TakeAsync(Without(Location("NL/CPO", "L2"), "address"));
        var entry = Assert.Single(await ListAsync());

        Assert.True(await _gateway.Get<QuarantineDesk>().DiscardAsync(entry.Id, Cancellation));

        Assert.Empty(await ListAsync());
        Assert.False(await _gateway.Get<QuarantineDesk>().DiscardAsync(entry.Id, Cancellation));
    }

    [Fact]
    public async Task Records_are_listed_page_by_page()
    {
        await TakeAsync([.. Enumerable.Range(1, 7).Select(i => Without(Location("NL/CPO", "L" + i), "address"))]);
        var seen = new List<string>();
        IntakePlace? place = null;
        do
        {
            var page = await Quarantine.ListAsync(new IntakeQuery { After = place, Limit = 3 }, Cancellation);
            seen.AddRange(page.Select(entry => entry.Key!.Value.Id));
            place = page.Count == 3 ? new IntakePlace(page[^1].LastSeen, page[^1].Id) : null;
        }
        while (place is not null);

        Assert.Equal(["L1", "L2", "L3", "L4", "L5", "L6", "L7"], seen.Order());
    }

    [Fact]
    public async Task Cdr_is_credited_once()
    {
        // AMD-070
        await _cpo.PostAsync("receiver/cdrs", Cdr("NL/CPO", "C1", "DE/MSP", OcpiVersion.V221).ToJsonString());
        Assert.Equal(1000, (await _cpo.PostAsync("receiver/cdrs", Credit("C1-A").ToJsonString())).Status);
        Assert.Equal(1000, (await _cpo.PostAsync("receiver/cdrs", Credit("C1-A").ToJsonString())).Status);

        var second = await _cpo.PostAsync("receiver/cdrs", Credit("C1-B").ToJsonString());

        Assert.Equal(2001, second.Status);
        Assert.Null(await _gateway.FindAsync(ModuleId.Cdrs, "NL/CPO", "C1-B"));
    }

    [Fact]
    public async Task Cdr_in_a_list_of_one_is_taken_and_in_a_longer_one_refused()
    {
        // AMD-062
        Assert.Equal(1000, (await _cpo.PostAsync("receiver/cdrs", $"[{Cdr("NL/CPO", "C1", "DE/MSP", OcpiVersion.V221).ToJsonString()}]")).Status);
        var two = await _cpo.PostAsync("receiver/cdrs", $"[{Cdr("NL/CPO", "C2", "DE/MSP", OcpiVersion.V221).ToJsonString()},{Cdr("NL/CPO", "C3", "DE/MSP", OcpiVersion.V221).ToJsonString()}]");

        Assert.Equal(2001, two.Status);
        Assert.NotNull(await _gateway.FindAsync(ModuleId.Cdrs, "NL/CPO", "C1"));
        Assert.Null(await _gateway.FindAsync(ModuleId.Cdrs, "NL/CPO", "C2"));
    }

    private static JsonObject Credit(string id)
    {
        var credit = Cdr("NL/CPO", id, "DE/MSP", OcpiVersion.V221);
        credit["credit"] = true;
        credit["credit_reference_id"] = "C1";
        credit["total_cost"] = new JsonObject { ["excl_vat"] = -credit["total_cost"]!["excl_vat"]!.GetValue<decimal>() };
        return credit;
    }

    private static JsonObject Without(JsonObject document, string member)
    {
        document.Remove(member);
        return document;
    }

    private async Task<IReadOnlyList<IntakeResult>> TakeAsync(params JsonObject[] objects) => await _gateway.Intake.TakeAsync(
        IntakeSource.Of(_gateway.Directory.Current.Find(_cpo.Connection.Id)!, OcpiVersion.V221),
        OwnedModule.Locations,
        [.. objects.Select(document => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(document.ToJsonString()))],
        Cancellation);

    private async Task<IReadOnlyList<QuarantinedObject>> ListAsync() => await Quarantine.ListAsync(new IntakeQuery { Limit = 100 }, Cancellation);
}
