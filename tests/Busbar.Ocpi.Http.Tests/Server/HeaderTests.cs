using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Server.Common;
using Busbar.Testing;

namespace Busbar.Ocpi.Http.Tests.Server;

public sealed class HeaderTests : ServerRig
{
    private static readonly (string, string)[] Routing =
    [
        ("OCPI-to-country-code", "NL"), ("OCPI-to-party-id", "TNM"), ("OCPI-from-country-code", "DE"), ("OCPI-from-party-id", "ALL"),
    ];

    [Theory]
    [InlineData("GET", "/ocpi/versions", null, 200)]
    [InlineData("GET", "/ocpi/2.2.1/receiver/locations/NL/TNM/none", null, 404)]
    [InlineData("DELETE", "/ocpi/2.2.1/receiver/locations/NL/TNM/none", null, 405)]
    [InlineData("PUT", "/ocpi/2.2.1/receiver/locations/NL/TNM/1", "{", 400)]
    [InlineData("GET", "/ocpi/2.2.1/sender/locations?limit=0", null, 200)]
    [Requirement("TRN-082", "TRN-084", "TRN-086", "STA-007")]
    public async Task Every_answer_repeats_the_message_ids(string method, string path, string? body, int http)
    {
        var reply = await SendAsync(method, path, body, headers: [("X-Request-ID", "abc"), ("X-Correlation-ID", "def")]);
        Assert.Equal(http, reply.Http);
        Assert.Equal("abc", reply.Header("X-Request-ID"));
        Assert.Equal("def", reply.Header("X-Correlation-ID"));
        Assert.NotNull(reply.Status);
    }

    [Fact]
    [Requirement("TRN-086")]
    public async Task Missing_ids_are_generated_and_recorded()
    {
        var reply = await SendAsync("GET", "/ocpi/2.2.1/sender/locations", headers: [("X-Other", "1")]);
        Assert.True(Guid.TryParse(reply.Header("X-Request-ID"), out _));
        Assert.True(Guid.TryParse(reply.Header("X-Correlation-ID"), out _));
        Assert.Equal("message-ids.missing", Assert.Single(Tolerated()).Rule);
    }

    [Fact]
    [Requirement("RTE-006")]
    public async Task Missing_ids_and_routing_on_211_are_no_deviation()
    {
        var reply = await SendAsync("GET", "/ocpi/2.1.1/sender/locations", authorization: "Token example-token", headers: [("X-Other", "1")]);
        Assert.Equal(200, reply.Http);
        Assert.Empty(Tolerated());
        Assert.Null(reply.Header("OCPI-to-party-id"));
    }

    [Theory]
    [InlineData("2.2.1")]
    [InlineData("2.3.0")]
    [Requirement("RTE-001", "RTE-008")]
    public async Task Functional_answer_swaps_the_routing_headers(string version)
    {
        var reply = await SendAsync("GET", $"/ocpi/{version}/sender/locations", headers: Routing);
        Assert.Equal("DE", reply.Header("OCPI-to-country-code"));
        Assert.Equal("ALL", reply.Header("OCPI-to-party-id"));
        Assert.Equal("NL", reply.Header("OCPI-from-country-code"));
        Assert.Equal("TNM", reply.Header("OCPI-from-party-id"));
        Assert.Equal(new PartyId("NL", "TNM"), Platform.Request!.Routing.To);
        Assert.Equal(new PartyId("DE", "ALL"), Platform.Request.Routing.From);
    }

    [Theory]
    [InlineData("GET", "sender/locations", "NL", "HUB", "DE", "ALL")]
    [InlineData("GET", "sender/sessions", "nl", "hub", "de", "all")]
    [InlineData("PUT", "receiver/locations/NL/TNM/1", "DE", "ALL", "NL", "HUB")]
    [InlineData("PATCH", "receiver/tokens/NL/TNM/1", "DE", "ALL", "NL", "TNM")]
    [Requirement("RTE-004", "RTE-012", "RTE-021", "RTE-032")]
    public async Task Answer_through_a_hub_goes_back_to_whoever_the_request_came_from(
        string method, string path, string toCountry, string toParty, string fromCountry, string fromParty)
    {
        var reply = await SendAsync(method, $"/ocpi/2.2.1/{path}", method == "GET" ? null : "{}", headers:
        [
            ("OCPI-to-country-code", toCountry), ("OCPI-to-party-id", toParty), ("OCPI-from-country-code", fromCountry), ("OCPI-from-party-id", fromParty),
        ]);
        Assert.Equal((fromCountry, fromParty), (reply.Header("OCPI-to-country-code"), reply.Header("OCPI-to-party-id")));
        Assert.Equal((toCountry, toParty), (reply.Header("OCPI-from-country-code"), reply.Header("OCPI-from-party-id")));
    }

    [Fact]
    [Requirement("RTE-030")]
    public async Task Open_routing_answer_names_the_party_that_answered()
    {
        Platform.Answer = () => OcpiReply.Ok() with { From = new PartyId("FR", "ONE") };
        var reply = await SendAsync("PUT", "/ocpi/2.2.1/receiver/sessions/DE/ALL/1", "{}", headers: Routing[2..]);
        Assert.Equal("ALL", reply.Header("OCPI-to-party-id"));
        Assert.Equal("ONE", reply.Header("OCPI-from-party-id"));
        Assert.Equal("FR", reply.Header("OCPI-from-country-code"));
    }

    [Theory]
    [InlineData("/ocpi/versions")]
    [InlineData("/ocpi/2.2.1")]
    [InlineData("/ocpi/2.2.1/credentials")]
    [InlineData("/ocpi/2.3.0/credentials")]
    [Requirement("RTE-003", "VER-028", "CRD-016")]
    public async Task Configuration_modules_answer_without_routing_headers_and_ignore_those_sent(string path)
    {
        var reply = await SendAsync("GET", path, headers: [.. Routing[1..]]);
        Assert.Equal(200, reply.Http);
        Assert.DoesNotContain(reply.Headers, header => header.Key.StartsWith("OCPI-", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("OCPI-to-party-id", "TNM")]
    [InlineData("OCPI-from-country-code", "NL")]
    [Requirement("RTE-005", "STA-002")]
    public async Task Half_an_address_gets_2001(string name, string value)
    {
        var reply = await SendAsync("GET", "/ocpi/2.2.1/sender/locations", headers: [(name, value)]);
        Assert.Equal(200, reply.Http);
        Assert.Equal(2001, reply.Status);
    }
}
