using System.Text.Json.Nodes;
using Busbar.EndToEnd.Tests.Gateway;
using Busbar.Testing;
using static Busbar.EndToEnd.Tests.Outside.Documents;

namespace Busbar.EndToEnd.Tests.Outside;

/// <summary>Modules that the standard does not know, between partners that agreed on them.</summary>
[Collection<OutsideTests>]
public sealed class CustomModuleTests(OutsideGateway gateway)
{
    private const string Module = "sebbr-loyalty";

    [Fact]
    [Requirement("EXT-009", "EXT-010", "EXT-011", "EXT-012", "RTE-036", "RTE-037")]
    public async Task Request_and_answer_pass_byte_by_byte_between_those_that_have_it_switched_on()
    {
        await using var asker = await NewAsync("2.2.1", "EMSP", "CM1", "sender");
        await using var answerer = await NewAsync("2.3.0", "CPO", "CM2", "both");
        await using var stranger = await NewAsync("2.3.0", "EMSP", "CM3", null);
        Assert.Contains($"{Module}/SENDER", asker.Endpoints.Keys);
        Assert.DoesNotContain($"{Module}/RECEIVER", asker.Endpoints.Keys);
        Assert.DoesNotContain(stranger.Endpoints.Keys, endpoint => endpoint.StartsWith(Module, StringComparison.Ordinal));
        var answer = new JsonObject { ["status_code"] = 1950, ["points"] = 12, ["timestamp"] = Day };
        answerer.Script = request => request.Contains(Module, StringComparison.Ordinal) ? (207, answer) : null;
        const string Body = "{ \"unspaced\":1e2 ,\n\t\"status\" : \"NO_SUCH_WORD\" }";

        var reply = await asker.SendAsync("PATCH", asker.At($"{Module}/SENDER", "/cards/a%2Fb?since=2026&x=%20y"), Body, [.. Route(asker, answerer), ("X-Correlation-ID", "loyal-1")]);

        Assert.Equal((207, answer.ToJsonString()), (reply.Status, reply.Text));
        Assert.Equal(("CM2", "CM1", "loyal-1"), (reply.Header("OCPI-from-party-id"), reply.Header("OCPI-to-party-id"), reply.Header("X-Correlation-ID")));
        var came = answerer.Received.Single(call => call.Path.Contains("/cards/", StringComparison.Ordinal));
        Assert.Equal(("PATCH", Body), (came.Method, came.Body));
        Assert.EndsWith("/cards/a%2Fb?since=2026&x=%20y", came.Path, StringComparison.Ordinal);
        var headers = answerer.ReceivedHeaders.Single(call => call.Request.Contains("/cards/", StringComparison.Ordinal)).Headers;
        Assert.Equal(("CM1", "CM2", "loyal-1"), (headers["OCPI-from-party-id"], headers["OCPI-to-party-id"], headers["X-Correlation-ID"]));
        Assert.NotEqual(reply.Header("X-Request-ID"), headers["X-Request-ID"]);
        Assert.DoesNotContain(answerer.Token, headers["Authorization"], StringComparison.Ordinal);

        // Without an address it goes to the only one it could be; and nobody uses what is not switched on for it.
        Assert.Equal(207, (await asker.SendAsync("GET", asker.At($"{Module}/SENDER", "/cards/2"))).Status);
        (await asker.SendAsync("GET", asker.At($"{Module}/SENDER").Replace("/sender/", "/receiver/", StringComparison.Ordinal))).Is(404, 2001);
        var url = asker.At($"{Module}/SENDER").Replace("/2.2.1/", "/2.3.0/", StringComparison.Ordinal);
        (await stranger.SendAsync("GET", url, null, Route(stranger, answerer))).Is(404, 2001);
        (await asker.SendAsync("GET", asker.At($"{Module}/SENDER"), null, Route(asker, stranger))).Is(200, 4003);
        (await asker.SendAsync("GET", asker.At($"{Module}/SENDER"), null, [("Authorization", "Token bm9ib2R5")])).Is(401, 2000);
        var exchanges = await gateway.Api.GetAsync($"/api/exchanges?connection={answerer.Connection}&limit=20");
        Assert.DoesNotContain("NO_SUCH_WORD", exchanges.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("EXT-013")]
    public async Task Custom_codes_stay_in_custom_modules()
    {
        await using var cpo = await NewAsync("2.3.0", "CPO", "CM4", null);
        await using var emsp = await NewAsync("2.3.0", "EMSP", "CM5", null);
        emsp.Script = request => request.Contains("/authorize", StringComparison.Ordinal)
            ? (200, new JsonObject { ["status_code"] = 2950, ["status_message"] = "ours", ["timestamp"] = Day })
            : null;

        var answer = await cpo.SendAsync("POST", cpo.At("tokens/SENDER", "/C1/authorize"), null, Route(cpo, emsp));

        Assert.Equal(2000, answer.Code);
        Assert.Contains("[2950]", answer.Message, StringComparison.Ordinal);
    }

    private async Task<PlainPartner> NewAsync(string version, string role, string party, string? use)
    {
        var partner = await PlainPartner.StartAsync(version, "SE", party, role);
        partner.IsAskedAboutTokens = role == "EMSP";
        partner.Extra.Add($"{Module}/SENDER");
        await partner.InviteAsync(gateway.Process);
        if (use is not null)
        {
            var modules = new JsonObject { ["profile"] = new JsonObject { ["modules"] = new JsonObject { [Module] = use } } };
            await gateway.Api.SendAsync(HttpMethod.Patch, $"/api/connections/{partner.Connection}", modules.ToJsonString());
            await partner.DiscoverAsync();
        }

        await partner.PostCredentialsAsync();
        return partner;
    }

    private static (string, string)[] Route(PlainPartner from, PlainPartner to) =>
    [
        ("OCPI-from-country-code", from.Country), ("OCPI-from-party-id", from.Party), ("OCPI-to-country-code", to.Country), ("OCPI-to-party-id", to.Party),
    ];
}
