using Busbar.Testing;
using static Busbar.EndToEnd.Tests.Outside.Documents;

namespace Busbar.EndToEnd.Tests.Outside;

/// <summary>Where things are: slashes, ids, foreign and unknown objects, methods.</summary>
[Collection<OutsideTests>]
public sealed class AddressTests(OutsideGateway gateway)
{
    private readonly PlainPartner _cpo = gateway.Cpo230;

    [Fact]
    [Requirement("TRN-090", "TRN-088")]
    public async Task Slashes_too_many_and_odd_case_change_nothing_and_redirect_nobody()
    {
        (await _cpo.SendAsync("PUT", _cpo.Own("locations", "slash-1/"), Location(_cpo, "slash-1").ToJsonString())).Is(201, 1000);
        foreach (var url in (string[])
            [
                _cpo.Own("locations", "slash-1"), _cpo.Own("locations", "slash-1/"), _cpo.Own("locations", "slash-1//"), _cpo.At("locations/RECEIVER", "//NL/CPA/slash-1"),
                _cpo.At("locations/RECEIVER", "/nl/cpa/SLASH-1"), _cpo.Own("locations", "slash-1/e1"), _cpo.Own("locations", "slash-1/E1/1/"),
                gateway.Process.VersionsUrl + "/", gateway.Process.BaseUrl + "ocpi//versions", _cpo.At("locations/SENDER", "/"), _cpo.At("credentials/SENDER", "/"),
                gateway.Process.BaseUrl + "ocpi/2.3.0/", gateway.Process.BaseUrl + "OCPI/Versions",
            ])
        {
            (await _cpo.SendAsync("GET", url)).Is(200, 1000);
        }
    }

    [Theory]
    [Requirement("TRN-064", "TRN-059", "CRD-049")]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    public async Task Foreign_owner_is_404_and_nothing_is_written(string method)
    {
        var foreign = Location(gateway.Cpo221, $"foreign-{method}").ToJsonString();
        (await gateway.Cpo221.SendAsync("PUT", gateway.Cpo221.Own("locations", $"foreign-{method}"), foreign)).Is(201, 1000);
        var attack = foreign.Replace("Kade 1", "Elsewhere", StringComparison.Ordinal).Replace(Day, "2026-04-01T00:00:00Z", StringComparison.Ordinal);
        (await _cpo.SendAsync(method, _cpo.At("locations/RECEIVER", $"/NL/CPB/foreign-{method}"), method == "GET" ? null : attack)).Is(404, 2003);
        var kept = (await gateway.Cpo221.SendAsync("GET", gateway.Cpo221.Own("locations", $"foreign-{method}"))).Is(200, 1000);
        Assert.Equal("Kade 1", (string?)kept.Data!["address"]);
    }

    [Fact]
    [Requirement("TRN-065", "LOC-040", "LOC-041")]
    public async Task Body_that_contradicts_its_URL_is_2001_and_stores_nothing()
    {
        (await _cpo.SendAsync("PUT", _cpo.Own("locations", "14"), Location(_cpo, "15").ToJsonString())).Is(200, 2001);
        var foreign = Location(_cpo, "14");
        foreign["party_id"] = "CPB";
        Assert.Contains("party_id", (await _cpo.SendAsync("PUT", _cpo.Own("locations", "14"), foreign.ToJsonString())).Is(200, 2001).Message, StringComparison.Ordinal);
        (await _cpo.SendAsync("GET", _cpo.Own("locations", "14"))).Is(404, 2003);
        (await _cpo.SendAsync("GET", _cpo.Own("locations", "15"))).Is(404, 2003);
    }

    [Theory]
    [Requirement("STA-004", "TRN-074")]
    [InlineData("GET", "locations/RECEIVER", "/NL/CPA/none", 2003)]
    [InlineData("GET", "locations/RECEIVER", "/NL/CPA/none/E1", 2003)]
    [InlineData("GET", "locations/RECEIVER", "/NL/CPA/none/E1/1", 2003)]
    [InlineData("PATCH", "locations/RECEIVER", "/NL/CPA/none", 2003)]
    [InlineData("GET", "locations/SENDER", "/none", 2003)]
    [InlineData("GET", "tariffs/RECEIVER", "/NL/CPA/none", 2001)]
    [InlineData("DELETE", "tariffs/RECEIVER", "/NL/CPA/none", 2001)]
    [InlineData("GET", "sessions/RECEIVER", "/NL/CPA/none", 2001)]
    [InlineData("PATCH", "sessions/RECEIVER", "/NL/CPA/none", 2001)]
    [InlineData("GET", "cdrs/RECEIVER", "/NL/CPA/none", 2001)]
    [InlineData("GET", "tokens/RECEIVER", "/NL/CPA/none", 2004)]
    public async Task Unknown_object_is_404(string method, string endpoint, string rest, int code)
    {
        var body = method == "PATCH" ? """{"last_updated":"2026-04-01T00:00:00Z"}""" : null;
        (await _cpo.SendAsync(method, _cpo.At(endpoint, rest), body)).Is(404, code);
    }

    [Fact]
    [Requirement("LOC-047")]
    public async Task Evse_below_an_unknown_Location_is_404_and_creates_nothing()
    {
        (await _cpo.SendAsync("PUT", _cpo.Own("locations", "no-parent/E1"), Evse("E1").ToJsonString())).Is(404, 2003);
        (await _cpo.SendAsync("PUT", _cpo.Own("locations", "no-parent/E1/1"), Connector("1").ToJsonString())).Is(404, 2003);
        (await _cpo.SendAsync("GET", _cpo.Own("locations", "no-parent"))).Is(404, 2003);
    }

    [Theory]
    [Requirement("CRD-015", "LOC-006", "LOC-013", "LOC-034", "TAR-007", "TAR-012", "TOK-013", "TOK-024", "CMD-001", "CMD-016", "TRN-021")]
    [InlineData("locations/RECEIVER", "/NL/CPA/L", "POST,DELETE")]
    [InlineData("locations/RECEIVER", "/NL/CPA/L/E1", "POST,DELETE")]
    [InlineData("locations/SENDER", "", "POST,PUT,PATCH,DELETE")]
    [InlineData("tariffs/SENDER", "", "POST,PUT,PATCH,DELETE")]
    [InlineData("tariffs/RECEIVER", "/NL/CPA/T", "POST,PATCH")]
    [InlineData("tokens/SENDER", "", "PUT,PATCH,DELETE")]
    [InlineData("tokens/RECEIVER", "/NL/CPA/T", "POST,DELETE")]
    [InlineData("sessions/RECEIVER", "/NL/CPA/S", "POST,DELETE")]
    [InlineData("cdrs/RECEIVER", "", "GET,PUT,PATCH,DELETE")]
    [InlineData("cdrs/RECEIVER", "/NL/CPA/C", "PUT,PATCH,DELETE,POST")]
    [InlineData("cdrs/SENDER", "", "POST,PUT")]
    [InlineData("commands/RECEIVER", "/START_SESSION", "GET,PUT,PATCH,DELETE")]
    [InlineData("commands/SENDER", "/START_SESSION/x", "GET,PUT,PATCH,DELETE")]
    [InlineData("credentials/SENDER", "", "PATCH")]
    public async Task Method_that_does_not_exist_is_405_with_Allow(string endpoint, string rest, string methods)
    {
        foreach (var method in methods.Split(','))
        {
            var answer = (await _cpo.SendAsync(method, _cpo.At(endpoint, rest), method is "GET" or "DELETE" ? null : "{}")).Is(405, 2000);
            Assert.DoesNotContain(method, answer.Allow);
        }
    }

    [Fact]
    [Requirement("LOC-031", "TRN-061", "TRN-058")]
    public async Task Ids_with_slashes_spaces_and_other_odd_characters_are_kept_apart()
    {
        string[] ids =
        [
            "a/b", "a%2Fb", "a b", "a+b", "a?b#c", "É-1", "a&b=c;d", "\"q\"'",
        ];
        foreach (var id in ids)
        {
            var url = _cpo.Own("locations", Uri.EscapeDataString(id));
            (await _cpo.SendAsync("PUT", url, Location(_cpo, id).ToJsonString())).Is(201, 1000);
            Assert.Equal(id, (string?)(await _cpo.SendAsync("GET", url)).Is(200, 1000).Data!["id"]);
        }

        var listed = await gateway.Emsp230.CrawlAsync("locations");
        Assert.Superset(ids.ToHashSet(), listed.Select(item => (string)item["id"]!).ToHashSet());
        Assert.Equal("a/b", (string?)(await gateway.Emsp230.SendAsync("GET", gateway.Emsp230.At("locations/SENDER", "/a%2Fb"))).Is(200, 1000).Data!["id"]);
        Assert.Equal("E1", (string?)(await gateway.Emsp230.SendAsync("GET", gateway.Emsp230.At("locations/SENDER", "/a%2Fb/E1"))).Is(200, 1000).Data!["uid"]);
    }

    [Fact]
    [Requirement("TRN-061")]
    public async Task The_same_id_of_two_owners_is_two_objects()
    {
        foreach (var (owner, city) in ((PlainPartner, string)[])[(gateway.Cpo230, "Gent"), (gateway.Cpo221, "Brugge")])
        {
            var location = Location(owner, "same-id");
            location["city"] = city;
            (await owner.SendAsync("PUT", owner.Own("locations", "same-id"), location.ToJsonString())).Is(201, 1000);
        }

        Assert.Equal("Gent", (string?)(await gateway.Cpo230.SendAsync("GET", gateway.Cpo230.Own("locations", "same-id"))).Data!["city"]);
        Assert.Equal("Brugge", (string?)(await gateway.Cpo221.SendAsync("GET", gateway.Cpo221.Own("locations", "same-id"))).Data!["city"]);
        (await gateway.Emsp230.SendAsync("GET", gateway.Emsp230.At("locations/SENDER", "/same-id"))).Is(200, 2001);
        var addressed = await gateway.Emsp230.SendAsync(
            "GET", gateway.Emsp230.At("locations/SENDER", "/same-id"), null, ("OCPI-to-country-code", "NL"), ("OCPI-to-party-id", "CPB"));
        Assert.Equal("Brugge", (string?)addressed.Is(200, 1000).Data!["city"]);
    }
}
