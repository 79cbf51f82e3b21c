using System.Text;
using System.Text.Json.Nodes;
using Busbar.Testing;
using static Busbar.EndToEnd.Tests.Outside.Documents;

namespace Busbar.EndToEnd.Tests.Outside;

/// <summary>Bodies that are wrong, and bodies that hold more than we know.</summary>
[Collection<OutsideTests>]
public sealed class BodyTests(OutsideGateway gateway)
{
    private readonly PlainPartner _cpo = gateway.Cpo230;

    [Theory]
    [Requirement("STA-001")]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"id\":\"bad-1\",}")]
    [InlineData("{\"id\":\"bad-1\"} trailing")]
    [InlineData("{'id':'bad-1'}")]
    [InlineData("not json at all")]
    [InlineData("{\"kwh\":01}")]
    [InlineData("{\"kwh\":NaN}")]
    public async Task Malformed_JSON_is_400(string body)
    {
        var answer = (await _cpo.SendAsync("PUT", _cpo.Own("locations", "bad-1"), body)).Is(400, 2001);
        Assert.DoesNotContain("bad-1", answer.Text, StringComparison.Ordinal);
        (await _cpo.SendAsync("POST", _cpo.At("cdrs/RECEIVER"), body)).Is(400, 2001);
        (await _cpo.SendAsync("POST", _cpo.At("commands/RECEIVER", "/STOP_SESSION"), body)).Is(400, 2001);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("null")]
    [InlineData("17")]
    public async Task JSON_that_is_no_object_is_2001(string body) =>
        (await _cpo.SendAsync("PUT", _cpo.Own("locations", "bad-1"), body)).Is(200, 2001);

    [Fact]
    public async Task Invalid_UTF_8_is_400()
    {
        var body = Encoding.UTF8.GetBytes(Location(_cpo, "utf-1").ToJsonString().Replace("Gent", "G#nt", StringComparison.Ordinal));
        body[Array.IndexOf(body, (byte)'#')] = 0xE9;
        (await _cpo.SendBytesAsync("PUT", _cpo.Own("locations", "utf-1"), body)).Is(400, 2001);
        (await _cpo.SendAsync("GET", _cpo.Own("locations", "utf-1"))).Is(404, 2003);
    }

    [Fact]
    public async Task Lone_surrogate_is_refused_and_never_stored()
    {
        var body = Location(_cpo, "utf-2").ToJsonString().Replace("Gent", "G\\ud800nt", StringComparison.Ordinal);
        var answer = await _cpo.SendAsync("PUT", _cpo.Own("locations", "utf-2"), body);
        Assert.Contains(answer.Status, (int[])[200, 400]);
        Assert.Equal(2001, answer.Code);
        (await _cpo.SendAsync("GET", _cpo.Own("locations", "utf-2"))).Is(404, 2003);
    }

    [Fact]
    public async Task Body_that_is_too_large_is_413_and_the_connection_stays_usable()
    {
        var location = Location(_cpo, "huge-1");
        location["name"] = new string('x', 5 * 1024 * 1024);
        (await _cpo.SendAsync("PUT", _cpo.Own("locations", "huge-1"), location.ToJsonString())).Is(413, 2000);
        (await _cpo.SendAsync("GET", _cpo.Own("locations", "huge-1"))).Is(404, 2003);
    }

    [Fact]
    public async Task Deep_nesting_is_refused()
    {
        var deep = Location(_cpo, "deep-1").ToJsonString()[..^1] + ",\"x_deep\":" + string.Concat(Enumerable.Repeat("[", 5000)) + string.Concat(Enumerable.Repeat("]", 5000)) + "}";
        var answer = await _cpo.SendAsync("PUT", _cpo.Own("locations", "deep-1"), deep);
        Assert.Equal((400, 2001), (answer.Status, answer.Code));
        (await _cpo.SendAsync("GET", _cpo.Own("locations", "deep-1"))).Is(404, 2003);
    }

    [Fact]
    public async Task Duplicate_keys_are_refused_since_two_readers_would_read_two_things()
    {
        var twice = Location(_cpo, "twice-1").ToJsonString().Replace("\"city\":\"Gent\"", "\"city\":\"Gent\",\"city\":\"Brugge\"", StringComparison.Ordinal);
        var answer = (await _cpo.SendAsync("PUT", _cpo.Own("locations", "twice-1"), twice)).Is(200, 2001);
        Assert.Contains("city", answer.Message, StringComparison.Ordinal);
        (await _cpo.SendAsync("GET", _cpo.Own("locations", "twice-1"))).Is(404, 2003);
    }

    [Fact]
    [Requirement("TRM-006", "STA-014", "STA-002", "TRN-051", "LOC-049")]
    public async Task Every_missing_required_field_is_named()
    {
        var location = Location(_cpo, "missing-1");
        Assert.True(location.Remove("address") && location.Remove("time_zone") && location.Remove("coordinates"));
        location["city"] = null;
        var answer = (await _cpo.SendAsync("PUT", _cpo.Own("locations", "missing-1"), location.ToJsonString())).Is(200, 2001);
        Assert.All((string[])["address", "time_zone", "coordinates", "city"], field => Assert.Contains($"/{field}", answer.Message, StringComparison.Ordinal));
    }

    [Fact]
    [Requirement("TRM-006", "TRM-008", "STA-014")]
    public async Task Wrong_types_are_named_with_their_place()
    {
        var location = Location(_cpo, "types-1");
        location["publish"] = "maybe";
        location["coordinates"] = new JsonArray();
        location["evses"]![0]!["connectors"]![0]!["max_voltage"] = "a lot";
        location["last_updated"] = "yesterday";
        var answer = (await _cpo.SendAsync("PUT", _cpo.Own("locations", "types-1"), location.ToJsonString())).Is(200, 2001);
        Assert.All(
            (string[])["/publish", "/coordinates", "/evses/0/connectors/0/max_voltage", "/last_updated"],
            place => Assert.Contains(place, answer.Message, StringComparison.Ordinal));
        var tariff = Tariff(_cpo, "types-2");
        tariff["elements"] = new JsonArray();
        Assert.Contains("elements", (await _cpo.SendAsync("PUT", _cpo.Own("tariffs", "types-2"), tariff.ToJsonString())).Is(200, 2001).Message, StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("TRM-003", "TRM-007", "LOC-039", "TRN-052")]
    public async Task Null_and_absent_are_the_same_and_a_PUT_merges_nothing()
    {
        var full = Location(_cpo, "null-1");
        full["name"] = "Named";
        full["facilities"] = new JsonArray("CAFE");
        (await _cpo.SendAsync("PUT", _cpo.Own("locations", "null-1"), full.ToJsonString())).Is(201, 1000);
        var bare = Location(_cpo, "null-1", "2026-03-02T12:00:00Z");
        bare["name"] = null;
        bare["directions"] = null;
        (await _cpo.SendAsync("PUT", _cpo.Own("locations", "null-1"), bare.ToJsonString())).Is(200, 1000);
        var seen = (await gateway.Emsp230.SendAsync("GET", gateway.Emsp230.At("locations/SENDER", "/null-1"))).Is(200, 1000).Data!;
        Assert.Null(seen["name"]);
        Assert.Null(seen["facilities"]);
    }

    [Fact]
    [Requirement("TRM-002", "LOC-035")]
    public async Task Extension_fields_and_unknown_open_enum_values_survive_a_push_and_a_pull()
    {
        var location = Location(_cpo, "ext-1");
        location["x_vendor"] = JsonNode.Parse("""{"a":[1.50,1e3,"\u00e9",null,{"deep":true}],"big":123456789012345678901234567890.10}""");
        location["facilities"] = new JsonArray("CAFE", "SPACEPORT");
        location["evses"]![0]!["x_evse"] = "kept";
        location["evses"]![0]!["connectors"]![0]!["standard"] = "CABLE_OF_THE_FUTURE";
        location["evses"]![0]!["connectors"]![0]!["x_connector"] = 7.000m;
        (await _cpo.SendAsync("PUT", _cpo.Own("locations", "ext-1"), location.ToJsonString())).Is(201, 1000);
        var pulled = (await gateway.Emsp230.SendAsync("GET", gateway.Emsp230.At("locations/SENDER", "/ext-1"))).Is(200, 1000);
        Assert.Empty(JsonDifference.Between(location, pulled.Data!));
        Assert.Empty(JsonDifference.Between(location, (await gateway.Emsp230.CrawlAsync("locations")).Single(item => (string?)item["id"] == "ext-1")));
    }
}
