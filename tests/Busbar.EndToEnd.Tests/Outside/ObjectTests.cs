using System.Text.Json.Nodes;
using Busbar.Testing;
using static Busbar.EndToEnd.Tests.Outside.Documents;

namespace Busbar.EndToEnd.Tests.Outside;

/// <summary>Objects and their parts: PUT, PATCH, GET, DELETE, POST.</summary>
[Collection<OutsideTests>]
public sealed class ObjectTests(OutsideGateway gateway)
{
    private const string Later = "2026-03-01T13:00:00Z";
    private const string EvenLater = "2026-03-01T14:00:00Z";
    private readonly PlainPartner _cpo = gateway.Cpo221;

    [Fact]
    [Requirement("TRN-054", "TRN-057", "LOC-050", "LOC-020", "LOC-021", "LOC-045", "LOC-046", "LOC-027", "LOC-028", "LOC-029", "LOC-044", "STA-005", "STA-006", "TRN-077")]
    public async Task Location_Evse_and_Connector_are_put_patched_and_read()
    {
        var created = (await PutAsync("parts-1", Location(_cpo, "parts-1"))).Is(201, 1000);
        Assert.Null(created.Data);
        (await PutAsync("parts-1/E2", Evse("E2", Later))).Is(201, 1000);
        (await PutAsync("parts-1/E2/2", Connector("2", EvenLater))).Is(201, 1000);
        var location = await OwnAsync("parts-1");
        Assert.Equal(["E1", "E2"], location["evses"]!.AsArray().Select(evse => (string)evse!["uid"]!));
        Assert.Equal((EvenLater, EvenLater), ((string?)location["last_updated"], (string?)location["evses"]![1]!["last_updated"]));
        Assert.Equal(Day, (string?)location["evses"]![0]!["last_updated"]);

        (await PatchAsync("parts-1/e1", """{"status":"CHARGING","last_updated":"2026-03-01T15:00:00Z"}""")).Is(200, 1000);
        (await PatchAsync("parts-1/E2/2", """{"tariff_ids":["T1"],"last_updated":"2026-03-01T16:00:00Z"}""")).Is(200, 1000);
        (await PatchAsync("parts-1", """{"name":"New","last_updated":"2026-03-01T17:00:00Z"}""")).Is(200, 1000);
        location = await OwnAsync("parts-1");
        Assert.Equal(("New", "Kade 1", "2026-03-01T17:00:00Z"), ((string?)location["name"], (string?)location["address"], (string?)location["last_updated"]));
        Assert.Equal(("CHARGING", "2026-03-01T15:00:00Z"), ((string?)location["evses"]![0]!["status"], (string?)location["evses"]![0]!["last_updated"]));
        Assert.Equal("2026-03-01T16:00:00Z", (string?)location["evses"]![1]!["last_updated"]);

        foreach (var reader in (PlainPartner[])[gateway.Emsp221, gateway.Emsp230])
        {
            Assert.Equal("CHARGING", (string?)(await reader.SendAsync("GET", reader.At("locations/SENDER", "/parts-1/E1"))).Is(200, 1000).Data!["status"]);
            var connector = (await reader.SendAsync("GET", reader.At("locations/SENDER", "/parts-1/E2/2"))).Is(200, 1000).Data!;
            Assert.Equal("T1", (string?)connector["tariff_ids"]![0]);
            (await reader.SendAsync("GET", reader.At("locations/SENDER", "/parts-1/E9"))).Is(404, 2003);
            (await reader.SendAsync("GET", reader.At("locations/SENDER", "/parts-1/E1/9"))).Is(404, 2003);
        }
    }

    [Fact]
    [Requirement("TRN-057", "STA-014", "LOC-005")]
    public async Task Patch_rules()
    {
        var location = Location(_cpo, "patch-1");
        location["name"] = "Name";
        location["facilities"] = new JsonArray("CAFE", "HOTEL");
        (await PutAsync("patch-1", location)).Is(201, 1000);

        Assert.Contains("last_updated", (await PatchAsync("patch-1", """{"name":"x"}""")).Is(200, 2001).Message, StringComparison.Ordinal);
        Assert.Contains("city", (await PatchAsync("patch-1", """{"city":null,"last_updated":"2026-03-01T13:00:00Z"}""")).Is(200, 2001).Message, StringComparison.Ordinal);
        Assert.Contains("publish", (await PatchAsync("patch-1", """{"publish":"x","last_updated":"2026-03-01T13:00:00Z"}""")).Is(200, 2001).Message, StringComparison.Ordinal);
        (await PatchAsync("patch-1", """{"id":"other","last_updated":"2026-03-01T13:00:00Z"}""")).Is(200, 2001);
        (await PatchAsync("patch-1", """{"party_id":"CPA","last_updated":"2026-03-01T13:00:00Z"}""")).Is(200, 2001);
        Assert.Empty(JsonDifference.Between(location, await OwnAsync("patch-1")));

        (await PatchAsync("patch-1", """{"name":null,"facilities":["BUS_STOP"],"last_updated":"2026-03-01T13:00:00Z"}""")).Is(200, 1000);
        var seen = await OwnAsync("patch-1");
        Assert.False(seen.AsObject().ContainsKey("name"));
        Assert.Equal(["BUS_STOP"], seen["facilities"]!.AsArray().Select(facility => (string)facility!));

        (await PatchAsync("patch-1/E1", """{"status":"REMOVED","last_updated":"2026-03-01T14:00:00Z"}""")).Is(200, 1000);
        Assert.Equal("REMOVED", (string?)(await OwnAsync("patch-1"))["evses"]![0]!["status"]);
    }

    [Fact]
    public async Task Older_last_updated_never_overwrites_and_the_sender_is_told()
    {
        (await PutAsync("old-1", Location(_cpo, "old-1", Later))).Is(201, 1000);
        var older = Location(_cpo, "old-1", Day);
        older["city"] = "Old";
        var answer = (await PutAsync("old-1", older)).Is(200, 1000);
        Assert.NotEqual("Success", answer.Message);
        (await PatchAsync("old-1", """{"city":"Old","last_updated":"2026-03-01T12:59:59.999Z"}""")).Is(200, 1000);
        Assert.Equal("Gent", (string?)(await OwnAsync("old-1"))["city"]);
    }

    [Fact]
    [Requirement("TAR-012", "TAR-014", "TAR-016", "TAR-011")]
    public async Task Tariff_is_put_read_deleted_and_gone()
    {
        var tariff = Tariff(_cpo, "tariff-1");
        (await _cpo.SendAsync("PUT", _cpo.Own("tariffs", "tariff-1"), tariff.ToJsonString())).Is(201, 1000);
        Assert.Empty(JsonDifference.Between(tariff, (await _cpo.SendAsync("GET", _cpo.Own("tariffs", "tariff-1"))).Is(200, 1000).Data));
        Assert.Contains("tariff-1", await IdsAsync(gateway.Emsp221, "tariffs"));
        (await gateway.Cpo230.SendAsync("DELETE", gateway.Cpo230.At("tariffs/RECEIVER", "/NL/CPB/tariff-1"))).Is(404, 2001);
        (await _cpo.SendAsync("DELETE", _cpo.Own("tariffs", "tariff-1"))).Is(200, 1000);
        (await _cpo.SendAsync("DELETE", _cpo.Own("tariffs", "tariff-1"))).Is(404, 2001);
        (await _cpo.SendAsync("GET", _cpo.Own("tariffs", "tariff-1"))).Is(404, 2001);
        Assert.DoesNotContain("tariff-1", await IdsAsync(gateway.Emsp221, "tariffs"));
        Assert.DoesNotContain("tariff-1", await IdsAsync(gateway.Emsp230, "tariffs"));
        (await _cpo.SendAsync("PUT", _cpo.Own("tariffs", "tariff-1"), Tariff(_cpo, "tariff-1", Later).ToJsonString())).Is(201, 1000);
        Assert.Contains("tariff-1", await IdsAsync(gateway.Emsp230, "tariffs"));
    }

    [Fact]
    public async Task Cdr_is_posted_once_read_back_at_its_Location_and_never_changed()
    {
        var cdr = Cdr(gateway.Cpo230, gateway.Emsp230, "cdr/1");
        var posted = (await gateway.Cpo230.SendAsync("POST", gateway.Cpo230.At("cdrs/RECEIVER"), cdr.ToJsonString())).Is(201, 1000);
        var place = posted.Header("Location")!;
        Assert.StartsWith(gateway.Process.BaseUrl.AbsoluteUri, place, StringComparison.Ordinal);
        Assert.Empty(JsonDifference.Between(cdr, (await gateway.Cpo230.SendAsync("GET", place)).Is(200, 1000).Data));
        (await gateway.Cpo221.SendAsync("GET", place)).Is(404, 2001);
        (await gateway.Emsp230.SendAsync("GET", place)).Is(404, 2001);

        var again = (await gateway.Cpo230.SendAsync("POST", gateway.Cpo230.At("cdrs/RECEIVER"), cdr.ToJsonString())).Is(200, 1000);
        Assert.Equal(place, again.Header("Location"));
        var changed = Cdr(gateway.Cpo230, gateway.Emsp230, "cdr/1");
        changed["total_energy"] = 99;
        changed["last_updated"] = EvenLater;
        (await gateway.Cpo230.SendAsync("POST", gateway.Cpo230.At("cdrs/RECEIVER"), changed.ToJsonString())).Is(200, 2001);
        (await gateway.Cpo230.SendAsync("POST", gateway.Cpo230.At("cdrs/RECEIVER"), Cdr(gateway.Cpo221, gateway.Emsp230, "stolen").ToJsonString())).Is(200, 2001);
        Assert.Empty(JsonDifference.Between(cdr, (await gateway.Cpo230.SendAsync("GET", place)).Is(200, 1000).Data));

        Assert.Contains("cdr/1", await IdsAsync(gateway.Emsp230, "cdrs"));
        Assert.DoesNotContain("cdr/1", await IdsAsync(gateway.Emsp221, "cdrs"));
        Assert.DoesNotContain("cdr/1", await IdsAsync(gateway.Cpo221, "cdrs"));
    }

    [Fact]
    [Requirement("TOK-014", "TOK-016", "TOK-018", "TOK-021", "TOK-028", "TOK-013")]
    public async Task Tokens_of_one_uid_and_several_types_are_kept_apart()
    {
        var owner = gateway.Emsp221;
        foreach (var type in (string[])["RFID", "APP_USER"])
        {
            var token = Token(owner, "tok-1", type);
            token["visual_number"] = type;
            (await owner.SendAsync("PUT", owner.Own("tokens", $"tok-1?type={type}"), token.ToJsonString())).Is(201, 1000);
        }

        Assert.Equal("RFID", (string?)(await owner.SendAsync("GET", owner.Own("tokens", "tok-1"))).Is(200, 1000).Data!["visual_number"]);
        Assert.Equal("APP_USER", (string?)(await owner.SendAsync("GET", owner.Own("tokens", "tok-1?type=APP_USER"))).Is(200, 1000).Data!["visual_number"]);
        (await owner.SendAsync("GET", owner.Own("tokens", "tok-1?type=OTHER"))).Is(404, 2004);
        (await owner.SendAsync("PATCH", owner.Own("tokens", "tok-1?type=APP_USER"), """{"valid":false,"last_updated":"2026-03-01T13:00:00Z"}""")).Is(200, 1000);
        Assert.True((bool)(await owner.SendAsync("GET", owner.Own("tokens", "tok-1"))).Data!["valid"]!);
        Assert.False((bool)(await owner.SendAsync("GET", owner.Own("tokens", "tok-1?type=APP_USER"))).Data!["valid"]!);
        (await owner.SendAsync("PATCH", owner.Own("tokens", "tok-1"), """{"valid":false}""")).Is(200, 2001);
        var listed = await gateway.Cpo230.CrawlAsync("tokens");
        Assert.Equal(2, listed.Count(token => (string?)token["uid"] == "tok-1"));
        (await owner.SendAsync("PUT", owner.Own("tokens", "tok-2?type=APP_USER"), Token(owner, "tok-2", "RFID").ToJsonString())).Is(200, 2001);
    }

    [Fact]
    public async Task Session_is_seen_by_the_party_of_its_token_only_and_its_list_needs_a_date()
    {
        var session = Session(_cpo, gateway.Emsp230, "ses-1");
        (await _cpo.SendAsync("PUT", _cpo.Own("sessions", "ses-1"), session.ToJsonString())).Is(201, 1000);
        (await _cpo.SendAsync("PATCH", _cpo.Own("sessions", "ses-1"), """
            {"kwh":1.230,"charging_periods":[{"start_date_time":"2026-03-01T12:30:00Z","dimensions":[{"type":"ENERGY","volume":1.230}]}],"last_updated":"2026-03-01T13:00:00Z"}
            """)).Is(200, 1000);
        (await _cpo.SendAsync("PATCH", _cpo.Own("sessions", "ses-1"), """
            {"kwh":2.50,"charging_periods":[{"start_date_time":"2026-03-01T13:30:00Z","dimensions":[{"type":"ENERGY","volume":1.27}]}],"last_updated":"2026-03-01T14:00:00Z"}
            """)).Is(200, 1000);
        var seen = (await gateway.Emsp230.CrawlAsync("sessions")).Single(item => (string?)item["id"] == "ses-1");
        Assert.Equal(("2.50", 2), (seen["kwh"]!.ToJsonString(), seen["charging_periods"]!.AsArray().Count));
        foreach (var other in (PlainPartner[])[gateway.Emsp221, gateway.Cpo230, _cpo])
        {
            Assert.DoesNotContain("ses-1", await IdsAsync(other, "sessions"));
        }

        Assert.Contains("date_from", (await gateway.Emsp230.SendAsync("GET", gateway.Emsp230.At("sessions/SENDER"))).Is(200, 2001).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Charging_preferences_of_an_unknown_or_foreign_session_are_404()
    {
        (await _cpo.SendAsync("PUT", _cpo.Own("sessions", "ses-2"), Session(_cpo, gateway.Emsp230, "ses-2").ToJsonString())).Is(201, 1000);
        foreach (var id in (string[])["none", "ses-2"])
        {
            (await gateway.Emsp221.SendAsync("PUT", gateway.Emsp221.At("sessions/SENDER", $"/{id}/charging_preferences"), """{"profile_type":"GREEN"}""")).Is(404, 2001);
        }

        (await gateway.Emsp230.SendAsync("PUT", gateway.Emsp230.At("sessions/SENDER", "/ses-2/charging_preferences"), "{}")).Is(200, 2001);
    }

    private static async Task<IReadOnlyList<string>> IdsAsync(PlainPartner reader, string list) =>
        [.. (await reader.CrawlAsync(list)).Select(item => (string)item["id"]!)];

    private Task<PlainAnswer> PutAsync(string rest, JsonObject body) => _cpo.SendAsync("PUT", _cpo.Own("locations", rest), body.ToJsonString());

    private Task<PlainAnswer> PatchAsync(string rest, string body) => _cpo.SendAsync("PATCH", _cpo.Own("locations", rest), body);

    private async Task<JsonNode> OwnAsync(string id) => (await _cpo.SendAsync("GET", _cpo.Own("locations", id))).Is(200, 1000).Data!;
}
