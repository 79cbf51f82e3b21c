using System.Text;
using Busbar.Ocpi.Client.Common;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Http;
using Busbar.Testing;

namespace Busbar.Ocpi.Http.Tests.Client;

public sealed class RequestTests : ClientRig
{
    private static readonly ObjectAddress Location = new(ModuleId.Locations, new PartyId("NL", "TNM"), "L/1", "E 1", "C%1");

    [Fact]
    [Requirement("TRN-003", "TRN-005", "TRN-006", "TRN-009", "TRN-022", "TRN-055", "TRN-081", "TRN-083", "TRN-085", "RTE-001", "RTE-002", "RTE-007")]
    public async Task Request_carries_token_ids_routing_and_json()
    {
        var client = Client();
        foreach (var send in new Func<Task<OcpiResponse>>[]
        {
            () => client.PutAsync(Location, "{}"u8.ToArray(), cancellation: Cancellation),
            () => client.PatchAsync(Location, "{}"u8.ToArray(), cancellation: Cancellation),
            () => client.PostCdrAsync("{}"u8.ToArray(), cancellation: Cancellation),
            () => client.SendCommandAsync("START_SESSION", "{}"u8.ToArray(), cancellation: Cancellation),
            () => client.PostCommandResultAsync(new Uri(Partner.Url, "/r?x=1"), "{}"u8.ToArray(), cancellation: Cancellation),
            () => client.SetChargingPreferencesAsync("S1", "{}"u8.ToArray(), cancellation: Cancellation),
        })
        {
            Assert.True((await send()).IsSuccess);
        }

        Assert.All(Requests, request =>
        {
            Assert.Equal("Token ZXhhbXBsZS10b2tlbg==", request.Headers["Authorization"]);
            Assert.Equal("application/json", request.Headers["Content-Type"]);
            Assert.True(Guid.TryParse(request.Headers["X-Request-ID"], out _));
            Assert.True(Guid.TryParse(request.Headers["X-Correlation-ID"], out _));
            Assert.Equal("NL TNM DE ALL", $"{request.Headers["OCPI-from-country-code"]} {request.Headers["OCPI-from-party-id"]} {request.Headers["OCPI-to-country-code"]} {request.Headers["OCPI-to-party-id"]}");
            Assert.Equal("{}", request.Body);
        });
        Assert.Equal(Requests.Count, Requests.Select(request => request.Headers["X-Request-ID"]).Distinct().Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Call_that_may_not_be_made_any_more_sends_nothing(int objectsAt)
    {
        // First when it is made up, then when the connection is there.
        var asked = 0;
        var options = new CallOptions { BeforeSending = () => _ = ++asked == objectsAt ? throw new InvalidOperationException("no more") : 0 };

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => Client().PutAsync(Location, "{}"u8.ToArray(), options, Cancellation));
        Assert.Equal(("no more", objectsAt), (refused.Message, asked));
        Assert.Empty(Requests);

        Assert.True((await Client().PutAsync(Location, "{}"u8.ToArray(), options, Cancellation)).IsSuccess);
        Assert.Equal("{}", Assert.Single(Requests).Body);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [Requirement("TRN-058", "TRN-059", "TRN-060", "TRN-087", "LOC-033", "TOK-029", "SES-023", "CDR-028", "CMD-013", "CMD-018")]
    public async Task Urls_are_the_partners_endpoints_with_encoded_segments(string slash)
    {
        var client = Client(Peer(slash));
        await client.PutAsync(Location, "{}"u8.ToArray(), cancellation: Cancellation);
        await client.GetAsync(new ObjectAddress(ModuleId.Tokens, new PartyId("DE", "ALL"), "U1", TokenType: "APP_USER"), cancellation: Cancellation);
        await client.DeleteAsync(new ObjectAddress(ModuleId.Tariffs, new PartyId("NL", "TNM"), "T1"), cancellation: Cancellation);
        await client.GetAsync(new ObjectReference(ModuleId.Locations, "L1", "E1"), cancellation: Cancellation);
        await client.AuthorizeAsync("U/1", "OTHER", cancellation: Cancellation);
        await client.SetChargingPreferencesAsync("S1", "{}"u8.ToArray(), cancellation: Cancellation);
        await client.SendCommandAsync("STOP_SESSION", "{}"u8.ToArray(), cancellation: Cancellation);
        await client.PostCdrAsync("{}"u8.ToArray(), cancellation: Cancellation);
        await client.PostCommandResultAsync(new Uri(Partner.Url, "/r/1?a=b"), "{}"u8.ToArray(), cancellation: Cancellation);
        Assert.Equal(
            [
                "PUT /receiver/locations/NL/TNM/L%2F1/E%201/C%251",
                "GET /receiver/tokens/DE/ALL/U1?type=APP_USER",
                "DELETE /receiver/tariffs/NL/TNM/T1",
                "GET /sender/locations/L1/E1",
                "POST /sender/tokens/U%2F1/authorize?type=OTHER",
                "PUT /sender/sessions/S1/charging_preferences",
                "POST /receiver/commands/STOP_SESSION",
                "POST /receiver/cdrs" + slash,
                "POST /r/1?a=b",
            ],
            Requests.Select(request => $"{request.Method} {request.Target}"));
    }

    [Fact]
    [Requirement("RTE-003", "VER-016", "VER-028", "CRD-016", "TRN-003")]
    public async Task Configuration_modules_carry_the_token_and_ids_but_no_routing()
    {
        var client = Client();
        await client.GetVersionsAsync(new Uri(Partner.Url, "/versions"), cancellation: Cancellation);
        await client.GetVersionDetailsAsync(new Uri(Partner.Url, "/2.2.1"), cancellation: Cancellation);
        await client.GetCredentialsAsync(cancellation: Cancellation);
        await client.PostCredentialsAsync("{}"u8.ToArray(), cancellation: Cancellation);
        await client.PutCredentialsAsync("{}"u8.ToArray(), cancellation: Cancellation);
        await client.DeleteCredentialsAsync(cancellation: Cancellation);
        Assert.Equal(6, Requests.Count);
        Assert.All(Requests, request =>
        {
            Assert.Contains("Authorization", request.Headers.Keys);
            Assert.Contains("X-Request-ID", request.Headers.Keys);
            Assert.DoesNotContain(request.Headers.Keys, name => name.StartsWith("OCPI-", StringComparison.OrdinalIgnoreCase));
        });
    }

    [Fact]
    [Requirement("TRN-004", "TRN-007", "RTE-006")]
    public async Task Partner_of_211_gets_a_raw_token_and_no_routing_headers()
    {
        var client = Client(Peer() with { Version = OcpiVersion.V211, TokenForm = TokenForm.Raw });
        await client.GetAsync(Location, cancellation: Cancellation);
        var request = Assert.Single(Requests);
        Assert.Equal("Token example-token", request.Headers["Authorization"]);
        Assert.DoesNotContain(request.Headers.Keys, name => name.StartsWith("OCPI-", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    [Requirement("RTE-025", "RTE-010", "RTE-037")]
    public async Task Call_options_name_other_parties_a_flow_or_nobody()
    {
        await Client().PutAsync(Location, "{}"u8.ToArray(), new CallOptions { OpenRouting = true, CorrelationId = "flow-7" }, Cancellation);
        await Client().PutAsync(Location, "{}"u8.ToArray(), new CallOptions { From = new PartyId("FR", "ONE"), To = new PartyId("ES", "TWO") }, Cancellation);
        var (open, addressed) = (Requests.First(), Requests.Last());
        Assert.Equal("flow-7", open.Headers["X-Correlation-ID"]);
        Assert.Equal("TNM", open.Headers["OCPI-from-party-id"]);
        Assert.DoesNotContain("OCPI-to-party-id", open.Headers.Keys);
        Assert.DoesNotContain("OCPI-to-country-code", open.Headers.Keys);
        Assert.Equal("ONE TWO", $"{addressed.Headers["OCPI-from-party-id"]} {addressed.Headers["OCPI-to-party-id"]}");
    }

    [Fact]
    [Requirement("RTE-026")]
    public async Task An_object_of_an_unknown_owner_is_asked_for_by_open_routing()
    {
        await Client().GetAsync(Location, new CallOptions { OpenRouting = true }, Cancellation);
        var request = Assert.Single(Requests);
        Assert.Equal(("GET", "TNM"), (request.Method, request.Headers["OCPI-from-party-id"]));
        Assert.DoesNotContain(request.Headers.Keys, name => name.StartsWith("OCPI-to-", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    [Requirement("RTE-015", "RTE-031")]
    public async Task Addressing_the_hub_makes_a_push_a_broadcast_and_a_list_a_get_all()
    {
        var toHub = new CallOptions { To = new PartyId("NL", "HUB") };
        await Client().PutAsync(Location, "{}"u8.ToArray(), toHub, Cancellation);
        await foreach (var page in Client().GetPagesAsync(ModuleId.Locations, options: toHub, cancellation: Cancellation))
            Assert.True(page.Response.IsSuccess);
        Assert.Equal(["PUT /receiver/locations/NL/TNM/L%2F1/E%201/C%251", "GET /sender/locations"], Requests.Select(request => $"{request.Method} {request.Target}"));
        Assert.All(Requests, request => Assert.Equal(
            "NL HUB NL TNM",
            $"{request.Headers["OCPI-to-country-code"]} {request.Headers["OCPI-to-party-id"]} {request.Headers["OCPI-from-country-code"]} {request.Headers["OCPI-from-party-id"]}"));
    }

    [Fact]
    public async Task Missing_endpoint_is_a_value_and_nothing_is_sent()
    {
        var client = Client(Peer() with { Endpoints = [] });
        Assert.Equal(OcpiFailure.NoEndpoint, (await client.PutAsync(Location, "{}"u8.ToArray(), cancellation: Cancellation)).Failure);
        Assert.Equal(OcpiFailure.NoEndpoint, (await client.AuthorizeAsync("1", null, cancellation: Cancellation)).Failure);
        await foreach (var page in client.GetPagesAsync(ModuleId.Locations, cancellation: Cancellation))
            Assert.Equal(OcpiFailure.NoEndpoint, page.Response.Failure);
        Assert.Empty(Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    public async Task Id_that_would_change_the_path_is_refused_before_sending(string id)
    {
        var owner = new PartyId("NL", "TNM");
        Assert.Equal(OcpiFailure.Refused, (await Client().GetAsync(new ObjectAddress(ModuleId.Locations, owner, id), cancellation: Cancellation)).Failure);
        Assert.Equal(OcpiFailure.Refused, (await Client().GetAsync(new ObjectReference(ModuleId.Locations, id), cancellation: Cancellation)).Failure);
        Assert.Equal(OcpiFailure.Refused, (await Client().AuthorizeAsync(id, null, cancellation: Cancellation)).Failure);
        Assert.Empty(Requests);
    }

    [Theory]
    [InlineData("http://evil.example/result")]
    [InlineData("ftp://127.0.0.1/result")]
    [InlineData("/result")]
    public async Task Result_never_goes_to_a_host_that_is_not_the_partners(string url)
    {
        var response = await Client().PostCommandResultAsync(new Uri(url, UriKind.RelativeOrAbsolute), "{}"u8.ToArray(), cancellation: Cancellation);
        Assert.Equal(OcpiFailure.Refused, response.Failure);
        Assert.Empty(Requests);
    }

    [Fact]
    public async Task Token_that_cannot_stand_in_a_header_is_refused_before_sending()
    {
        var client = Client(Peer() with { Token = "a\r\nX: y", TokenForm = TokenForm.Raw });
        Assert.Equal(OcpiFailure.Refused, (await client.GetAsync(Location, cancellation: Cancellation)).Failure);
        Assert.Empty(Requests);
    }

    [Fact]
    public async Task Body_and_answer_reach_the_observer()
    {
        await Client().PutAsync(Location, "{\"a\":1}"u8.ToArray(), cancellation: Cancellation);
        var exchange = Assert.Single(Observed);
        Assert.Equal("partner", exchange.Peer);
        Assert.Equal("PUT", exchange.Method);
        Assert.Equal(200, exchange.HttpStatus);
        Assert.Equal("{\"a\":1}", Encoding.UTF8.GetString(exchange.RequestBody.Span));
        Assert.Equal(Ok, Encoding.UTF8.GetString(exchange.ResponseBody.FirstSpan));
        Assert.Equal(Requests.Single().Headers["X-Request-ID"], exchange.Ids!.Value.RequestId);
    }

    [Fact]
    public void Peer_shown_as_text_hides_the_token() => Assert.DoesNotContain("example-token", Peer().ToString(), StringComparison.Ordinal);
}
