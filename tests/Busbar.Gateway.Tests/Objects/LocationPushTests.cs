using System.Text.Json;
using System.Text.Json.Nodes;
using Busbar.Core.Connections;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Testing;
using static Busbar.Gateway.Tests.Objects.Samples;

namespace Busbar.Gateway.Tests.Objects;

public sealed class LocationPushTests : IAsyncLifetime
{
    private const string Url = "receiver/locations/NL/CPO/LOC1";

    private ObjectGateway _gateway = null!;
    private Partner _cpo = null!;

    public static TheoryData<OcpiVersion> Versions => [OcpiVersion.V221, OcpiVersion.V230];

    public async ValueTask InitializeAsync()
    {
        _gateway = await ObjectGateway.StartAsync();
        _cpo = await _gateway.ConnectCpoAsync(OcpiVersion.V221);
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Theory, MemberData(nameof(Versions))]
    [Requirement("LOC-033", "LOC-034", "LOC-035", "LOC-037", "LOC-038", "LOC-044", "STA-005", "STA-006", "STA-011", "TRN-077")]
    public async Task Location_that_is_put_is_created_replaced_and_read_back(OcpiVersion version)
    {
        var cpo = _cpo.Speaking(version);
        var first = Location("NL/CPO", "LOC1", Monday, Evse("E1")).ToJsonString();
        var created = await cpo.PutAsync(Url, first);
        Assert.Equal((201, 1000, false), (created.Http, created.Status, created.HasData));

        var second = Location("NL/CPO", "LOC1", Tuesday).ToJsonString();
        var replaced = await cpo.PutAsync(Url, second);
        Assert.Equal((200, 1000, false), (replaced.Http, replaced.Status, replaced.HasData));

        var read = await cpo.GetAsync(Url);
        Assert.Equal((200, 1000), (read.Http, read.Status));
        Assert.Equal(second, read.Data.GetRawText());
    }

    [Fact]
    [Requirement("LOC-039", "TRN-052")]
    public async Task Put_without_an_optional_property_forgets_it()
    {
        await _cpo.PutAsync(Url, Location("NL/CPO", "LOC1").ToJsonString());
        await _cpo.PutAsync(Url, Location("NL/CPO", "LOC1", Tuesday).Without("name").ToJsonString());
        Assert.False((await _cpo.GetAsync(Url)).Data.TryGetProperty("name", out _));
    }

    [Fact]
    [Requirement("LOC-028", "LOC-029", "LOC-035")]
    public async Task Evse_and_connector_are_read_back_as_objects()
    {
        await _cpo.PutAsync(Url, Location("NL/CPO", "LOC1", Monday, Evse("E1"), Evse("E2", connectors: [Connector("1"), Connector("2", amperes: 32)])).ToJsonString());
        Assert.Equal("E2", (await _cpo.GetAsync(Url + "/E2")).Data.GetProperty("uid").GetString());
        Assert.Equal(32, (await _cpo.GetAsync(Url + "/E2/2")).Data.GetProperty("max_amperage").GetInt32());
        var missing = await _cpo.GetAsync(Url + "/E2/3");
        Assert.Equal((404, 2003), (missing.Http, missing.Status));
    }

    [Theory, MemberData(nameof(Versions))]
    [Requirement("LOC-044", "LOC-046", "LOC-047", "LOC-020")]
    public async Task Evse_that_is_put_is_added_and_moves_the_time_of_its_location(OcpiVersion version)
    {
        var cpo = _cpo.Speaking(version);
        await cpo.PutAsync(Url, Location("NL/CPO", "LOC1", Monday, Evse("E1")).ToJsonString());
        var added = await cpo.PutAsync(Url + "/E2", Evse("E2", lastUpdated: Tuesday).ToJsonString());
        Assert.Equal((201, 1000), (added.Http, added.Status));

        var location = (await cpo.GetAsync(Url)).Data;
        Assert.Equal(Tuesday, location.GetProperty("last_updated").GetString());
        Assert.Equal(["E1", "E2"], location.GetProperty("evses").EnumerateArray().Select(e => e.GetProperty("uid").GetString()));
        Assert.Equal(new ObjectPartOf("E2", null), await LastPartAsync());
    }

    [Theory, MemberData(nameof(Versions))]
    [Requirement("LOC-044", "LOC-045", "LOC-021")]
    public async Task Connector_that_is_put_moves_the_times_of_its_evse_and_location(OcpiVersion version)
    {
        var cpo = _cpo.Speaking(version);
        await cpo.PutAsync(Url, Location("NL/CPO", "LOC1", Monday, Evse("E1")).ToJsonString());
        var replaced = await cpo.PutAsync(Url + "/E1/1", Connector("1", Wednesday, amperes: 63).ToJsonString());
        Assert.Equal((200, 1000), (replaced.Http, replaced.Status));

        var location = (await cpo.GetAsync(Url)).Data;
        var evse = location.GetProperty("evses")[0];
        Assert.Equal(Wednesday, location.GetProperty("last_updated").GetString());
        Assert.Equal(Wednesday, evse.GetProperty("last_updated").GetString());
        Assert.Equal(63, evse.GetProperty("connectors")[0].GetProperty("max_amperage").GetInt32());
        Assert.Equal(new ObjectPartOf("E1", "1"), await LastPartAsync());
    }

    [Theory]
    [InlineData("/E1")]
    [InlineData("/E1/1")]
    public async Task Part_below_an_unknown_parent_is_refused_and_nothing_is_stored(string part)
    {
        var body = part.Count(c => c == '/') == 1 ? Evse("E1") : Connector("1");
        var refused = await _cpo.PutAsync(Url + part, body.ToJsonString());
        Assert.Equal((404, 2003), (refused.Http, refused.Status));
        Assert.Null(await _gateway.FindAsync(ModuleId.Locations, "NL/CPO", "LOC1"));

        await _cpo.PutAsync(Url, Location("NL/CPO", "LOC1").ToJsonString());
        var connector = await _cpo.PutAsync(Url + "/E9/1", Connector("1", Tuesday).ToJsonString());
        Assert.Equal((404, 2003), (connector.Http, connector.Status));
        Assert.False((await _cpo.GetAsync(Url)).Data.TryGetProperty("evses", out _));
    }

    [Theory, MemberData(nameof(Versions))]
    [Requirement("LOC-050", "LOC-054", "TRN-054")]
    public async Task Evse_status_that_is_patched_changes_nothing_else(OcpiVersion version)
    {
        var cpo = _cpo.Speaking(version);
        await cpo.PutAsync(Url, Location("NL/CPO", "LOC1", Monday, Evse("E1"), Evse("E2")).ToJsonString());
        var patched = await cpo.PatchAsync(Url + "/E1", $$"""{"status":"CHARGING","last_updated":"{{Tuesday}}"}""");
        Assert.Equal((200, 1000, false), (patched.Http, patched.Status, patched.HasData));

        var location = (await cpo.GetAsync(Url)).Data;
        Assert.Equal(Location("NL/CPO", "LOC1", Tuesday, Evse("E1", "CHARGING", Monday).With("last_updated", Tuesday), Evse("E2")).ToJsonString(), location.GetRawText());
    }

    [Theory, MemberData(nameof(Versions))]
    [Requirement("LOC-050", "LOC-053", "LOC-057")]
    public async Task Tariffs_of_a_connector_that_are_patched_replace_the_list(OcpiVersion version)
    {
        var cpo = _cpo.Speaking(version);
        await cpo.PutAsync(Url, Location("NL/CPO", "LOC1", Monday, Evse("E1")).ToJsonString());
        await cpo.PatchAsync(Url + "/E1/1", $$"""{"tariff_ids":["T7","T8"],"last_updated":"{{Tuesday}}"}""");
        var location = (await cpo.GetAsync(Url)).Data;
        var connector = location.GetProperty("evses")[0].GetProperty("connectors")[0];
        Assert.Equal("""["T7","T8"]""", connector.GetProperty("tariff_ids").GetRawText());
        Assert.Equal(16, connector.GetProperty("max_amperage").GetInt32());
        Assert.Equal(Tuesday, location.GetProperty("evses")[0].GetProperty("last_updated").GetString());
        Assert.Equal(Tuesday, location.GetProperty("last_updated").GetString());
    }

    [Fact]
    public async Task Location_patch_with_one_evse_keeps_the_others()
    {
        await _cpo.PutAsync(Url, Location("NL/CPO", "LOC1", Monday, Evse("E1"), Evse("E2"), Evse("E3")).ToJsonString());
        await _cpo.PatchAsync(Url, $$"""{"evses":[{"uid":"E2","status":"BLOCKED","last_updated":"{{Tuesday}}"}],"last_updated":"{{Tuesday}}"}""");
        var evses = (await _cpo.GetAsync(Url)).Data.GetProperty("evses").EnumerateArray().Select(e => e.GetProperty("status").GetString());
        Assert.Equal(["AVAILABLE", "BLOCKED", "AVAILABLE"], evses);
    }

    [Fact]
    [Requirement("LOC-052", "TRN-057", "STA-014")]
    public async Task Patch_without_last_updated_is_answered_2001_and_not_applied()
    {
        await _cpo.PutAsync(Url, Location("NL/CPO", "LOC1").ToJsonString());
        var refused = await _cpo.PatchAsync(Url, """{"name":"Other"}""");
        Assert.Equal((200, 2001), (refused.Http, refused.Status));
        Assert.Equal("Marktplein", (await _cpo.GetAsync(Url)).Data.GetProperty("name").GetString());
    }

    [Fact]
    public async Task Patch_that_clears_a_required_property_is_answered_2001()
    {
        await _cpo.PutAsync(Url, Location("NL/CPO", "LOC1").ToJsonString());
        Assert.Equal(2001, (await _cpo.PatchAsync(Url, $$"""{"city":null,"last_updated":"{{Tuesday}}"}""")).Status);
        Assert.Equal("Utrecht", (await _cpo.GetAsync(Url)).Data.GetProperty("city").GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("/E9")]
    [InlineData("/E1/9")]
    public async Task Patch_of_something_unknown_is_answered_404(string part)
    {
        if (part.Length > 0)
        {
            await _cpo.PutAsync(Url, Location("NL/CPO", "LOC1", Monday, Evse("E1")).ToJsonString());
        }

        var refused = await _cpo.PatchAsync(Url + part, $$"""{"last_updated":"{{Tuesday}}"}""");
        Assert.Equal((404, 2003), (refused.Http, refused.Status));
    }

    [Fact]
    [Requirement("LOC-042", "TRN-065", "STA-002")]
    public async Task Id_that_differs_from_the_url_is_answered_2001()
    {
        var location = await _cpo.PutAsync(Url, Location("NL/CPO", "LOC2").ToJsonString());
        Assert.Equal((200, 2001), (location.Http, location.Status));
        await _cpo.PutAsync(Url, Location("NL/CPO", "LOC1", Monday, Evse("E1")).ToJsonString());
        Assert.Equal(2001, (await _cpo.PutAsync(Url + "/E1", Evse("E2", lastUpdated: Tuesday).ToJsonString())).Status);
        Assert.Equal(2001, (await _cpo.PutAsync(Url + "/E1/1", Connector("2", Tuesday).ToJsonString())).Status);
    }

    [Theory]
    [InlineData("country_code", "BE")]
    [InlineData("party_id", "XYZ")]
    public async Task Owner_in_the_body_that_differs_from_the_url_is_answered_2001(string property, string value)
    {
        var refused = await _cpo.PutAsync(Url, Location("NL/CPO", "LOC1").With(property, value).ToJsonString());
        Assert.Equal((200, 2001), (refused.Http, refused.Status));
        Assert.Null(await _gateway.FindAsync(ModuleId.Locations, "NL/CPO", "LOC1"));
    }

    [Fact]
    public async Task Owner_missing_in_the_body_is_taken_from_the_url_and_noted()
    {
        Assert.Equal(201, (await _cpo.PutAsync(Url, Location("NL/CPO", "LOC1").Without("party_id").ToJsonString())).Http);
        Assert.Equal("CPO", (await _cpo.GetAsync(Url)).Data.GetProperty("party_id").GetString());
        await _gateway.Exchanges.NotedAsync("/party_id");
    }

    [Fact]
    [Requirement("LOC-043")]
    public async Task Foreign_owner_is_answered_404_on_every_method()
    {
        var other = await _gateway.ConnectCpoAsync(OcpiVersion.V221, "BE/OTH");
        const string Foreign = "receiver/locations/BE/OTH/LOC1";
        await other.PutAsync(Foreign, Location("BE/OTH", "LOC1").ToJsonString());
        Assert.Equal(404, (await _cpo.GetAsync(Foreign)).Http);
        Assert.Equal(404, (await _cpo.PutAsync(Foreign, Location("BE/OTH", "LOC1", Thursday).ToJsonString())).Http);
        Assert.Equal(404, (await _cpo.PatchAsync(Foreign, $$"""{"name":"Mine","last_updated":"{{Thursday}}"}""")).Http);
        Assert.Equal(Location("BE/OTH", "LOC1").ToJsonString(), await _gateway.TextAsync(ModuleId.Locations, "BE/OTH", "LOC1"));
    }

    [Fact]
    [Requirement("TRN-061", "TRN-062")]
    public async Task Equal_ids_of_two_owners_are_two_objects()
    {
        var two = await _gateway.ConnectAsync("two", OcpiVersion.V221, null, ("NL/AAA", Role.Cpo), ("NL/BBB", Role.Cpo));
        Assert.Equal(201, (await two.PutAsync("receiver/locations/NL/AAA/LOC1", Location("NL/AAA", "LOC1").ToJsonString())).Http);
        Assert.Equal(201, (await two.PutAsync("receiver/locations/NL/BBB/LOC1", Location("NL/BBB", "LOC1").ToJsonString())).Http);
    }

    [Fact]
    [Requirement("TYP-002", "LOC-031")]
    public async Task Second_spelling_of_an_id_updates_the_same_object_and_the_owners_spelling_is_kept()
    {
        await _cpo.PutAsync(Url, Location("NL/CPO", "LOC1").ToJsonString());
        Assert.Equal(200, (await _cpo.PutAsync("receiver/locations/nl/cpo/loc1", Location("NL/CPO", "LOC1", Tuesday).ToJsonString())).Http);
        Assert.Equal("LOC1", (await _cpo.GetAsync("receiver/locations/nl/cpo/loc1")).Data.GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("DELETE")]
    [Requirement("LOC-006", "LOC-034")]
    public async Task Methods_that_locations_do_not_have_are_answered_405(string method)
    {
        await _cpo.PutAsync(Url, Location("NL/CPO", "LOC1").ToJsonString());
        Assert.Equal(405, (await _cpo.SendAsync(method, Url, method == "POST" ? "{}" : null)).Http);
        Assert.Equal(405, (await _cpo.SendAsync(method, "sender/locations", method == "POST" ? "{}" : null)).Http);
        Assert.Equal(200, (await _cpo.GetAsync(Url)).Http);
    }

    [Fact]
    public async Task Older_location_is_kept_out_and_the_sender_is_told()
    {
        var newer = Location("NL/CPO", "LOC1", Wednesday).ToJsonString();
        await _cpo.PutAsync(Url, newer);
        var older = await _cpo.PutAsync(Url, Location("NL/CPO", "LOC1", Tuesday).With("name", "Old").ToJsonString());
        Assert.Equal((200, 1000), (older.Http, older.Status));
        Assert.Contains("newer last_updated", older.Message, StringComparison.Ordinal);
        Assert.Equal(newer, await _gateway.TextAsync(ModuleId.Locations, "NL/CPO", "LOC1"));
    }

    [Fact]
    public async Task Older_location_of_a_strict_partner_is_answered_2001()
    {
        var strict = await _gateway.ConnectAsync("strict", OcpiVersion.V221, new PartnerProfile { Strict = true }, ("NL/STR", Role.Cpo));
        await strict.PutAsync("receiver/locations/NL/STR/LOC1", Location("NL/STR", "LOC1", Wednesday).ToJsonString());
        Assert.Equal(2001, (await strict.PutAsync("receiver/locations/NL/STR/LOC1", Location("NL/STR", "LOC1", Tuesday).ToJsonString())).Status);
    }

    [Fact]
    public async Task Older_evse_is_kept_out_though_a_sister_is_newer_and_a_newer_evse_comes_in()
    {
        await _cpo.PutAsync(Url, Location("NL/CPO", "LOC1", Monday, Evse("E1", lastUpdated: Tuesday), Evse("E2")).ToJsonString());
        await _cpo.PatchAsync(Url + "/E1", $$"""{"status":"BLOCKED","last_updated":"{{Thursday}}"}""");

        var behind = await _cpo.PatchAsync(Url + "/E1", $$"""{"status":"AVAILABLE","last_updated":"{{Wednesday}}"}""");
        Assert.Contains("newer", behind.Message, StringComparison.Ordinal);
        await _cpo.PatchAsync(Url + "/E2", $$"""{"status":"CHARGING","last_updated":"{{Wednesday}}"}""");

        var location = (await _cpo.GetAsync(Url)).Data;
        Assert.Equal(["BLOCKED", "CHARGING"], location.GetProperty("evses").EnumerateArray().Select(e => e.GetProperty("status").GetString()));
        Assert.Equal(Thursday, location.GetProperty("last_updated").GetString());
    }

    [Fact]
    public async Task Repetition_of_the_same_content_writes_no_change()
    {
        var body = Location("NL/CPO", "LOC1").ToJsonString();
        await _cpo.PutAsync(Url, body);
        var before = await _gateway.LastChangeAsync();
        Assert.Equal(200, (await _cpo.PutAsync(Url, body)).Http);
        Assert.Equal(before, await _gateway.LastChangeAsync());
    }

    [Fact]
    public async Task Time_in_the_future_is_noted_and_does_not_hold_up_what_comes_later()
    {
        await _cpo.PutAsync(Url, Location("NL/CPO", "LOC1", "2027-01-01T00:00:00Z").ToJsonString());
        await _gateway.Exchanges.NotedAsync("future");
        await _cpo.PutAsync(Url, Location("NL/CPO", "LOC1", Tuesday).With("name", "Later").ToJsonString());
        Assert.Equal("Later", (await _cpo.GetAsync(Url)).Data.GetProperty("name").GetString());
    }

    [Fact]
    [Requirement("STA-001")]
    public async Task Body_that_is_not_json_is_answered_400_with_an_envelope()
    {
        var answer = await _cpo.PutAsync(Url, """{"id": "LOC1",""");
        Assert.Equal(400, answer.Http);
        Assert.Equal(2, answer.Status / 1000);
    }

    [Theory, MemberData(nameof(Versions))]
    [Requirement("STA-002", "STA-014")]
    public async Task Missing_required_property_is_answered_2001_and_every_finding_is_recorded(OcpiVersion version)
    {
        var answer = await _cpo.Speaking(version).PutAsync(Url, Location("NL/CPO", "LOC1").Without("city").Without("time_zone").ToJsonString());
        Assert.Equal((200, 2001), (answer.Http, answer.Status));
        Assert.Contains("city", answer.Message, StringComparison.Ordinal);
        Assert.Contains("time_zone", answer.Message, StringComparison.Ordinal);
        Assert.Null(await _gateway.FindAsync(ModuleId.Locations, "NL/CPO", "LOC1"));
    }

    [Fact]
    [Requirement("LOC-129")]
    public async Task Unknown_properties_and_values_are_kept_as_they_came()
    {
        var body = Location("NL/CPO", "LOC1", Monday, Evse("E1").With("capabilities", System.Text.Json.Nodes.JsonNode.Parse("""["TELEPATHY"]""")))
            .With("x_own", System.Text.Json.Nodes.JsonNode.Parse("""{"deep":[1.50,"é"]}""")).ToJsonString();
        var cpo = _cpo.Speaking(OcpiVersion.V230);
        Assert.Equal(201, (await cpo.PutAsync(Url, body)).Http);
        Assert.Equal(body, await _gateway.TextAsync(ModuleId.Locations, "NL/CPO", "LOC1"));
    }

    [Fact]
    public async Task Patches_of_one_location_at_the_same_time_are_all_applied()
    {
        var evses = Enumerable.Range(1, 20).Select(i => "E" + i).ToList();
        await _cpo.PutAsync(Url, Location("NL/CPO", "LOC1", Monday, [.. evses.Select(uid => Evse(uid))]).ToJsonString());
        var answers = await Task.WhenAll(evses.Select(uid => _cpo.PatchAsync($"{Url}/{uid}", $$"""{"status":"CHARGING","last_updated":"{{Tuesday}}"}""")));
        Assert.All(answers, answer => Assert.Equal(1000, answer.Status));
        var stored = (await _cpo.GetAsync(Url)).Data.GetProperty("evses").EnumerateArray().Select(e => e.GetProperty("status").GetString());
        Assert.Equal(Enumerable.Repeat("CHARGING", 20), stored);
    }

    [Theory]
    [InlineData("2026-06-02T08:00:00", "2026-06-02T08:00:00")]
    [InlineData("2026-06-02T10:00:00+02:00", "2026-06-02T08:00:00Z")]
    [InlineData("2026-06-02T08:00:00.123456789Z", "2026-06-02T08:00:00.123Z")]
    [Requirement("TYP-005")]
    public async Task Time_in_another_form_is_read_as_utc_and_written_so(string time, string kept)
    {
        Assert.Equal(201, (await _cpo.PutAsync(Url, Location("NL/CPO", "LOC1", time).ToJsonString())).Http);
        var stored = await _gateway.FindAsync(ModuleId.Locations, "NL/CPO", "LOC1");
        Assert.Equal("2026-06-02T08:00:00", stored!.Facts.LastUpdated.UtcDateTime.ToString("s", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(kept, (await _cpo.GetAsync(Url)).Data.GetProperty("last_updated").GetString());
    }

    [Fact]
    public async Task A_change_in_an_older_version_takes_nothing_from_what_is_stored_in_a_newer_one()
    {
        var evse = Evse("E1");
        evse["accepted_service_providers"] = new JsonArray("Only in 2.3.0");
        evse["connectors"]![0]!["capabilities"] = new JsonArray("ISO_15118_2_PLUG_AND_CHARGE");
        var location = Location("NL/CPO", "LOC1", Monday, evse);
        location["help_phone"] = "+31201234567";
        await _cpo.Speaking(OcpiVersion.V230).PutAsync(Url, location.ToJsonString());

        Assert.Equal(200, (await _cpo.PatchAsync(Url + "/E1", $$"""{"status":"CHARGING","last_updated":"{{Tuesday}}"}""")).Http);
        var put = Evse("E1", "BLOCKED", Tuesday);
        put["floor_level"] = "2";
        Assert.Equal(200, (await _cpo.PutAsync(Url + "/E1", put.ToJsonString())).Http);

        Assert.Equal(OcpiVersion.V230, (await _gateway.FindAsync(ModuleId.Locations, "NL/CPO", "LOC1"))!.Version);
        var stored = (await _cpo.Speaking(OcpiVersion.V230).GetAsync(Url)).Data;
        var changed = stored.GetProperty("evses")[0];
        Assert.Equal(("BLOCKED", "2"), (changed.GetProperty("status").GetString(), changed.GetProperty("floor_level").GetString()));
        Assert.Equal("Only in 2.3.0", changed.GetProperty("accepted_service_providers")[0].GetString());
        Assert.Equal("ISO_15118_2_PLUG_AND_CHARGE", changed.GetProperty("connectors")[0].GetProperty("capabilities")[0].GetString());
        Assert.Equal("+31201234567", stored.GetProperty("help_phone").GetString());
    }

    private async Task<ObjectPartOf?> LastPartAsync()
    {
        var change = await _gateway.LastChangeAsync();
        return change?.Part is { } part ? new(part.EvseUid, part.ConnectorId) : null;
    }

    private sealed record ObjectPartOf(string EvseUid, string? ConnectorId);
}
