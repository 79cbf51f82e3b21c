using System.Text.Json.Nodes;
using Busbar.EndToEnd.Tests.Gateway;
using Busbar.Testing;
using static Busbar.EndToEnd.Tests.Outside.Documents;

namespace Busbar.EndToEnd.Tests.Outside;

/// <summary>Requests that go through the gateway from one partner to another, as both of them see it.</summary>
[Collection<OutsideTests>]
public sealed class RoutedCallTests(OutsideGateway gateway)
{
    [Fact]
    [Requirement("RTE-011", "RTE-013", "RTE-036", "RTE-037", "RTE-038", "TOK-006", "TOK-009", "TOK-037")]
    public async Task Addressed_call_reaches_its_party_and_the_answer_its_asker_with_the_askers_ids()
    {
        var (cpo, provider) = (await gateway.NewAsync("2.2.1", "CPO"), await ProviderAsync("2.3.0", "EC1"));
        await using var emsp = provider;
        var info = new JsonObject { ["allowed"] = "ALLOWED", ["token"] = Token(emsp, "call-1"), ["authorization_reference"] = "REF1", ["nltnm_note"] = "kept" };
        emsp.Script = Authorize(200, new JsonObject { ["data"] = info, ["status_code"] = 1000, ["timestamp"] = Day });

        var answer = await cpo.SendAsync(
            "POST", cpo.At("tokens/SENDER", "/call-1/authorize"), null,
            [.. Route(cpo, emsp), ("X-Request-ID", "asked-1"), ("X-Correlation-ID", "flow-1")]);

        answer.Is(200, 1000);
        Assert.Empty(JsonDifference.Between(info, answer.Data));
        Assert.Equal((emsp.Party, cpo.Party), (answer.Header("OCPI-from-party-id"), answer.Header("OCPI-to-party-id")));
        Assert.Equal(("asked-1", "flow-1"), (answer.Header("X-Request-ID"), answer.Header("X-Correlation-ID")));
        var (request, headers) = Assert.Single(emsp.ReceivedHeaders, received => received.Request.Contains("/call-1/", StringComparison.Ordinal));
        Assert.Equal("POST /tokens/sender/call-1/authorize?type=RFID", request);
        Assert.Equal((cpo.Party, emsp.Party), (headers["OCPI-from-party-id"], headers["OCPI-to-party-id"]));
        Assert.Equal("flow-1", headers["X-Correlation-ID"]);
        Assert.NotEqual("asked-1", headers["X-Request-ID"]);
        Assert.DoesNotContain("Content-Type", headers.Keys);

        // The list was fetched at most once, when the link came up: never for a question.
        Assert.InRange(emsp.ReceivedHeaders.Count(received => received.Request.StartsWith("GET /tokens", StringComparison.Ordinal)), 0, 1);
    }

    [Fact]
    [Requirement("RTE-029", "RTE-030")]
    public async Task Open_call_goes_to_the_tokens_owner_and_the_answer_says_who_that_is()
    {
        var (cpo, provider) = (await gateway.NewAsync("2.3.0", "CPO"), await ProviderAsync("2.2.1", "EC2"));
        await using var emsp = provider;
        (await emsp.SendAsync("PUT", emsp.Own("tokens", "open-call"), Token(emsp, "open-call").ToJsonString())).Is(201, 1000);
        emsp.Script = Authorize(
            200, new JsonObject { ["data"] = new JsonObject { ["allowed"] = "BLOCKED", ["token"] = Token(emsp, "open-call") }, ["status_code"] = 1000, ["timestamp"] = Day });

        var answer = await cpo.SendAsync("POST", cpo.At("tokens/SENDER", "/open-call/authorize"), """{"location_id":"L1"}""", Route(cpo, null));

        Assert.Equal("BLOCKED", (string?)answer.Is(200, 1000).Data!["allowed"]);
        Assert.Equal((emsp.Country, emsp.Party), (answer.Header("OCPI-from-country-code"), answer.Header("OCPI-from-party-id")));
        Assert.Equal((cpo.Country, cpo.Party), (answer.Header("OCPI-to-country-code"), answer.Header("OCPI-to-party-id")));
        var headers = emsp.ReceivedHeaders.Single(received => received.Request.Contains("/open-call/", StringComparison.Ordinal)).Headers;
        Assert.Equal((cpo.Party, emsp.Party), (headers["OCPI-from-party-id"], headers["OCPI-to-party-id"]));
    }

    [Fact]
    [Requirement("RTE-039", "RTE-042", "TOK-035")]
    public async Task What_the_asked_party_objects_to_comes_back_unchanged_and_that_it_is_away_is_4003()
    {
        var (cpo, provider) = (await gateway.NewAsync("2.3.0", "CPO"), await ProviderAsync("2.3.0", "EC3"));
        await using var emsp = provider;
        foreach (var code in (int[])[2001, 2002, 3000, 3003])
        {
            emsp.Script = Authorize(200, new JsonObject { ["status_code"] = code, ["status_message"] = $"because of {code}", ["timestamp"] = Day });
            var answer = (await cpo.SendAsync("POST", cpo.At("tokens/SENDER", "/no-1/authorize"), null, Route(cpo, emsp))).Is(200, code);
            Assert.Equal($"because of {code}", answer.Message);
        }

        emsp.Odd = (null, null, Down: true);
        (await cpo.SendAsync("POST", cpo.At("tokens/SENDER", "/no-1/authorize"), null, Route(cpo, emsp))).Is(200, 4003);
    }

    [Fact]
    [Requirement("RTE-014")]
    public async Task Two_gateways_in_a_row_keep_the_parties_at_the_ends()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var far = await GatewayProcess.StartAsync(cancellation);
        await using var emsp = await ProviderAsync("2.3.0", "FAR", far);
        var cpo = await gateway.NewAsync("2.2.1", "CPO");
        var invitation = await far.Api.PostAsync("/api/connections", new JsonObject { ["name"] = "near" });
        await gateway.Api.PostAsync(
            "/api/connections",
            new JsonObject { ["name"] = "far", ["versions_url"] = (string)invitation["versions_url"]!, ["token"] = (string)invitation["token"]! });
        emsp.Script = Authorize(
            200, new JsonObject { ["data"] = new JsonObject { ["allowed"] = "ALLOWED", ["token"] = Token(emsp, "far-1") }, ["status_code"] = 1000, ["timestamp"] = Day });

        var answer = await cpo.SendAsync("POST", cpo.At("tokens/SENDER", "/far-1/authorize"), null, [.. Route(cpo, emsp), ("X-Correlation-ID", "long-way")]);

        Assert.Equal("ALLOWED", (string?)answer.Is(200, 1000).Data!["allowed"]);
        Assert.Equal(("FAR", cpo.Party), (answer.Header("OCPI-from-party-id"), answer.Header("OCPI-to-party-id")));
        var headers = emsp.ReceivedHeaders.Single(received => received.Request.Contains("/far-1/", StringComparison.Ordinal)).Headers;
        Assert.Equal((cpo.Party, "FAR", "long-way"), (headers["OCPI-from-party-id"], headers["OCPI-to-party-id"], headers["X-Correlation-ID"]));
    }

    [Fact]
    [Requirement("RTE-014")]
    public async Task Hub_asks_for_parties_that_it_has_not_named_and_for_nobody_elses()
    {
        await using var emsp = await ProviderAsync("2.3.0", "EC4");
        await using var hub = await PlainPartner.StartAsync("2.2.1", "SE", "HB2", "HUB");
        await hub.InviteAsync(gateway.Process);
        await hub.PostCredentialsAsync();
        emsp.Script = Authorize(
            200, new JsonObject { ["data"] = new JsonObject { ["allowed"] = "ALLOWED", ["token"] = Token(emsp, "hub-1") }, ["status_code"] = 1000, ["timestamp"] = Day });

        var answer = await hub.SendAsync("POST", hub.At("tokens/SENDER", "/hub-1/authorize"), null, Route(("SE", "UNK"), emsp));

        answer.Is(200, 1000);
        Assert.Equal(("EC4", "UNK"), (answer.Header("OCPI-from-party-id"), answer.Header("OCPI-to-party-id")));
        Assert.Equal("UNK", emsp.ReceivedHeaders.Single(received => received.Request.Contains("/hub-1/", StringComparison.Ordinal)).Headers["OCPI-from-party-id"]);

        (await hub.SendAsync("POST", hub.At("tokens/SENDER", "/hub-1/authorize"), null, Route((gateway.Cpo230.Country, gateway.Cpo230.Party), emsp))).Is(200, 2001);
        Assert.Single(emsp.ReceivedHeaders, received => received.Request.Contains("/hub-1/", StringComparison.Ordinal));
    }

    /// <summary>A registered provider that can be asked about tokens.</summary>
    private async Task<PlainPartner> ProviderAsync(string version, string party, GatewayProcess? at = null)
    {
        var provider = await PlainPartner.StartAsync(version, "SE", party, "EMSP");
        provider.IsAskedAboutTokens = true;
        await provider.InviteAsync(at ?? gateway.Process);
        await provider.PostCredentialsAsync();
        return provider;
    }

    private static Func<string, (int, JsonObject)?> Authorize(int status, JsonObject envelope) =>
        request => request.Contains("/authorize", StringComparison.Ordinal) ? (status, envelope) : null;

    private static (string, string)[] Route(PlainPartner from, PlainPartner? to) => Route((from.Country, from.Party), to);

    private static (string, string)[] Route((string Country, string Party) from, PlainPartner? to) =>
    [
        ("OCPI-from-country-code", from.Country), ("OCPI-from-party-id", from.Party),
        ("OCPI-to-country-code", to?.Country ?? ""), ("OCPI-to-party-id", to?.Party ?? ""),
    ];
}
