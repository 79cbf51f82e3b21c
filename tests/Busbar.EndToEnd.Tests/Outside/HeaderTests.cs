using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Busbar.Testing;
using static Busbar.EndToEnd.Tests.Outside.Documents;

namespace Busbar.EndToEnd.Tests.Outside;

/// <summary>Message ids and routing headers of answers.</summary>
[Collection<OutsideTests>]
public sealed class HeaderTests(OutsideGateway gateway)
{
    private readonly PlainPartner _reader = gateway.Emsp230;

    [Fact]
    [Requirement("TRN-082", "TRN-084", "TRN-086", "TRN-068", "TRN-069", "TRN-070", "STA-007", "STA-011")]
    public async Task Message_ids_come_back_on_every_kind_of_answer()
    {
        foreach (var (method, url, body, status, code) in ((string, string, string?, int, int)[])
            [
                ("GET", _reader.At("locations/SENDER"), null, 200, 1000), ("GET", _reader.At("locations/SENDER", "?limit=0"), null, 200, 2001),
                ("GET", _reader.At("locations/SENDER", "/none"), null, 404, 2003), ("PUT", _reader.At("locations/SENDER"), "{}", 405, 2000),
                ("PUT", _reader.Own("tokens", "U"), "{", 400, 2001), ("GET", gateway.Process.BaseUrl + "ocpi/nowhere", null, 404, 2001),
            ])
        {
            var answer = await _reader.SendAsync(method, url, body, ("X-Request-ID", "my request"), ("X-Correlation-ID", "my-chain/1"));
            answer.Is(status, code);
            Assert.Equal(("my request", "my-chain/1"), (answer.Header("X-Request-ID"), answer.Header("X-Correlation-ID")));
        }
    }

    [Fact]
    public async Task Message_ids_that_are_missing_or_unusable_are_made_up()
    {
        foreach (var id in (string[])["", new string('x', 5000)])
        {
            var answer = (await _reader.SendAsync("GET", _reader.At("locations/SENDER"), null, ("X-Request-ID", id), ("X-Correlation-ID", id))).Is(200, 1000);
            Assert.True(Guid.TryParse(answer.Header("X-Request-ID"), out _) && Guid.TryParse(answer.Header("X-Correlation-ID"), out _));
        }
    }

    [Fact]
    public async Task What_a_partner_leaves_out_and_how_it_writes_is_seen_in_its_profile_and_put_back_by_the_operator()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var partner = await gateway.NewAsync("2.2.1", "EMSP");
        var url = $"/api/connections/{partner.Connection}";

        // Over a socket: HttpClient writes some names as it knows them.
        using var client = new TcpClient();
        await client.ConnectAsync(gateway.Process.BaseUrl.Host, gateway.Process.BaseUrl.Port, cancellation);
        var stream = client.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"GET {new Uri(partner.At("locations/SENDER")).AbsolutePath}?limit=1 HTTP/1.1\r\nHost: x\r\nAuthorization: Token {PlainPartner.Base64(partner.Token)}\r\n"
                + "x-correlation-id: cor-1\r\nConnection: close\r\n\r\n"),
            cancellation);
        using var reader = new StreamReader(stream);
        Assert.StartsWith("HTTP/1.1 200", await reader.ReadToEndAsync(cancellation), StringComparison.Ordinal);

        await Gateway.Eventually.GetAsync(
            async () => await SeenAsync() is { } seen && Is(seen, "no_message_ids") && Is(seen, "no_routing_headers") && Is(seen, "lower_case_headers") ? seen : null,
            "it is seen", () => gateway.Process.Output, cancellation);
        await gateway.Api.SendAsync(HttpMethod.Patch, url, """{"profile":{"seen":{"no_message_ids":null,"page_limit":20}}}""");
        var after = await SeenAsync();
        Assert.Equal((false, true, true, 20), (Is(after, "no_message_ids"), Is(after, "no_routing_headers"), Is(after, "lower_case_headers"), (int?)after["page_limit"]));

        async Task<JsonNode> SeenAsync() => (await gateway.Api.GetAsync(url))["profile"]!["seen"]!;

        static bool Is(JsonNode seen, string name) => (bool?)seen[name] == true;
    }

    [Fact]
    [Requirement("RTE-001", "RTE-008", "RTE-012", "RTE-004")]
    public async Task Routing_headers_of_a_direct_request_come_back_swapped()
    {
        var answer = await _reader.SendAsync("GET", _reader.At("locations/SENDER"), null, Route("NL", "CPA", "nl", "ema"));
        answer.Is(200, 1000);
        Assert.Equal(("NL", "EMA"), (answer.Header("OCPI-to-country-code")!.ToUpperInvariant(), answer.Header("OCPI-to-party-id")!.ToUpperInvariant()));
        Assert.Equal(("NL", "CPA"), (answer.Header("OCPI-from-country-code"), answer.Header("OCPI-from-party-id")));
    }

    [Fact]
    [Requirement("RTE-030", "RTE-009")]
    public async Task Answer_to_an_open_request_names_the_party_that_owns_the_object()
    {
        (await gateway.Cpo230.SendAsync("PUT", gateway.Cpo230.Own("locations", "open-1"), Location(gateway.Cpo230, "open-1").ToJsonString())).Is(201, 1000);
        var answer = await _reader.SendAsync(
            "GET", _reader.At("locations/SENDER", "/open-1"), null, ("OCPI-from-country-code", "NL"), ("OCPI-from-party-id", "EMA"));
        answer.Is(200, 1000);
        Assert.Equal(("NL", "CPA"), (answer.Header("OCPI-from-country-code"), answer.Header("OCPI-from-party-id")));
        Assert.Equal(("NL", "EMA"), (answer.Header("OCPI-to-country-code"), answer.Header("OCPI-to-party-id")));
    }

    [Fact]
    [Requirement("RTE-009", "RTE-033", "RTE-034", "RTE-032", "RTE-031")]
    public async Task Addressed_party_gives_its_own_objects_only_and_the_gateways_party_gives_all()
    {
        (await gateway.Cpo230.SendAsync("PUT", gateway.Cpo230.Own("locations", "to-1"), Location(gateway.Cpo230, "to-1").ToJsonString())).Is(201, 1000);
        (await gateway.Cpo221.SendAsync("PUT", gateway.Cpo221.Own("locations", "to-2"), Location(gateway.Cpo221, "to-2").ToJsonString())).Is(201, 1000);
        var one = (await _reader.SendAsync("GET", _reader.At("locations/SENDER"), null, Route("NL", "CPA", "NL", "EMA"))).Is(200, 1000);
        Assert.All(one.List, item => Assert.Equal("CPA", (string?)item!["party_id"]));
        var all = (await _reader.SendAsync("GET", _reader.At("locations/SENDER"), null, Route("XX", "BBR", "NL", "EMA"))).Is(200, 1000);
        var ids = (await _reader.CrawlAsync("locations", headers: Route("XX", "BBR", "NL", "EMA"))).Select(item => (string)item["id"]!).ToHashSet();
        Assert.Superset(new HashSet<string> { "to-1", "to-2" }, ids);
        Assert.Equal(("XX", "BBR"), (all.Header("OCPI-from-country-code"), all.Header("OCPI-from-party-id")));
    }

    [Fact]
    [Requirement("RTE-040", "RTE-005")]
    public async Task Unknown_receiver_is_4001_and_half_an_address_or_a_foreign_sender_is_2001()
    {
        (await _reader.SendAsync("GET", _reader.At("locations/SENDER"), null, Route("ZZ", "ZZZ", "NL", "EMA"))).Is(200, 4001);
        (await _reader.SendAsync("GET", _reader.At("locations/SENDER"), null, ("OCPI-to-country-code", "NL"))).Is(200, 2001);
        (await _reader.SendAsync("GET", _reader.At("locations/SENDER"), null, ("OCPI-from-party-id", "EMA"))).Is(200, 2001);
        (await _reader.SendAsync("GET", _reader.At("locations/SENDER"), null, Route("NL", "CPA", "NL", "EMB"))).Is(200, 2001);
    }

    [Fact]
    [Requirement("RTE-003", "VER-028", "CRD-016")]
    public async Task Configuration_modules_carry_no_routing_headers()
    {
        foreach (var url in (string[])[gateway.Process.VersionsUrl.AbsoluteUri, gateway.Process.BaseUrl + "ocpi/2.3.0", _reader.At("credentials/SENDER")])
        {
            var answer = (await _reader.SendAsync("GET", url, null, Route("NL", "CPA", "NL", "EMA"))).Is(200, 1000);
            Assert.DoesNotContain(answer.Headers, header => header.Key.StartsWith("OCPI-", StringComparison.OrdinalIgnoreCase));
        }
    }

    private static (string, string)[] Route(string toCountry, string toParty, string fromCountry, string fromParty) =>
    [
        ("OCPI-to-country-code", toCountry), ("OCPI-to-party-id", toParty), ("OCPI-from-country-code", fromCountry), ("OCPI-from-party-id", fromParty),
    ];
}
