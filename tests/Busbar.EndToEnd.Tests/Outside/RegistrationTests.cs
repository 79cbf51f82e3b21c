using System.Text.Json.Nodes;
using Busbar.Testing;
using static Busbar.EndToEnd.Tests.Outside.Documents;

namespace Busbar.EndToEnd.Tests.Outside;

/// <summary>Versions and Credentials: how a link begins, changes and ends.</summary>
[Collection<OutsideTests>]
public sealed class RegistrationTests(OutsideGateway gateway)
{
    [Theory]
    [Requirement("VER-001", "VER-003", "VER-005", "VER-007", "VER-008", "VER-009", "VER-011", "VER-012", "VER-013", "VER-014", "VER-017", "VER-019", "VER-004", "TRN-090")]
    [InlineData("2.2.1")]
    [InlineData("2.3.0")]
    public async Task Version_details_list_what_works_and_nothing_else(string version)
    {
        var partner = version == "2.2.1" ? gateway.Emsp221 : gateway.Emsp230;
        var versions = (await partner.SendAsync("GET", gateway.Process.VersionsUrl.AbsoluteUri)).Is(200, 1000).List;
        Assert.Equal(["2.1.1", "2.2", "2.2.1", "2.3.0"], versions.Select(entry => (string)entry!["version"]!).Order(StringComparer.Ordinal));
        var url = (string)versions.Single(entry => (string?)entry!["version"] == version)!["url"]!;
        var details = (await partner.SendAsync("GET", url)).Is(200, 1000).Data!;
        Assert.Equal(version, (string?)details["version"]);
        var endpoints = details["endpoints"]!.AsArray().Select(endpoint => ((string)endpoint!["identifier"]!, (string)endpoint["role"]!, (string)endpoint["url"]!)).ToList();
        Assert.Single(endpoints, endpoint => endpoint.Item1 == "credentials");
        Assert.Equal(endpoints.Count, endpoints.Select(endpoint => (endpoint.Item1, endpoint.Item2)).Distinct().Count());
        foreach (var (module, role, endpoint) in endpoints)
        {
            var answer = await partner.SendAsync("GET", endpoint + (role == "SENDER" ? "?date_from=2020-01-01T00:00:00Z" : ""));
            var listed = role == "SENDER" && module is not ("commands" or "chargingprofiles");
            answer.Is(listed ? 200 : 405, listed ? 1000 : 2000);
        }

        foreach (var module in (string[])["hubclientinfo", "payments", "bookings", "invoicereconciliation"])
        {
            Assert.DoesNotContain(endpoints, endpoint => endpoint.Item1.Equals(module, StringComparison.OrdinalIgnoreCase));
            (await partner.SendAsync("GET", $"{url}/sender/{module}")).Is(404, 2001);
        }

        (await partner.SendAsync("GET", gateway.Process.BaseUrl + "ocpi/2.0")).Is(404, 2001);
    }

    [Fact]
    [Requirement("CRD-004", "CRD-005", "CRD-006", "CRD-008", "CRD-009", "CRD-010", "CRD-012", "CRD-017", "CRD-018", "CRD-019", "CRD-020", "CRD-042", "CRD-047", "CRD-046", "CRD-016")]
    public async Task Registration_calls_back_with_token_B_ends_token_A_and_is_possible_once()
    {
        await using var partner = await PlainPartner.StartAsync("2.2.1", "BE", "RG1", "EMSP");
        await partner.InviteAsync(gateway.Process);
        (await partner.SendAsync("PUT", partner.At("credentials/SENDER"), partner.Credentials())).Is(405, 2000);
        (await partner.SendAsync("DELETE", partner.At("credentials/SENDER"))).Is(405, 2000);
        var tokenA = partner.Token;
        var answer = await partner.PostCredentialsAsync();
        Assert.NotEqual(tokenA, partner.Token);
        Assert.Equal(gateway.Process.VersionsUrl.AbsoluteUri, (string?)answer.Data!["url"]);
        Assert.All(answer.Data["roles"]!.AsArray(), role => Assert.NotEqual("RG1", (string?)role!["party_id"]));
        Assert.Equal(["/versions", "/details"], partner.Received.Take(2).Select(call => call.Path));
        Assert.All(partner.Authorizations, value => Assert.Equal($"Token {PlainPartner.Base64(partner.TokenB)}", value));

        foreach (var url in (string[])[gateway.Process.VersionsUrl.AbsoluteUri, partner.At("credentials/SENDER"), partner.At("locations/SENDER")])
        {
            (await partner.SendAsync("GET", url, null, ("Authorization", $"Token {PlainPartner.Base64(tokenA)}"))).Is(401, 2000);
        }

        (await partner.SendAsync("POST", partner.At("credentials/SENDER"), partner.Credentials())).Is(405, 2000);
        var own = (await partner.SendAsync("GET", partner.At("credentials/SENDER"))).Is(200, 1000).Data!;
        Assert.Empty(JsonDifference.Between(answer.Data, own));
    }

    [Fact]
    [Requirement("CRD-021", "CRD-023", "CRD-024", "CRD-032", "CRD-030")]
    public async Task Renewal_issues_a_new_token_and_the_old_one_overlaps()
    {
        var partner = await gateway.NewAsync("2.3.0", "EMSP");
        var old = partner.Token;
        var calls = partner.Received.Count(call => call.Path == "/details");
        await partner.PutCredentialsAsync();
        Assert.NotEqual(old, partner.Token);
        Assert.Equal(calls + 1, partner.Received.Count(call => call.Path == "/details"));
        (await partner.SendAsync("GET", partner.At("locations/SENDER"))).Is(200, 1000);
        (await partner.SendAsync("GET", partner.At("locations/SENDER"), null, ("Authorization", $"Token {PlainPartner.Base64(old)}"))).Is(200, 1000);
    }

    [Fact]
    [Requirement("CRD-033", "CRD-021", "CRD-014")]
    public async Task Rotation_by_the_operator_renews_both_tokens_with_an_overlap()
    {
        var partner = await gateway.NewAsync("2.2.1", "CPO");
        var (oldC, oldB) = (partner.Token, partner.TokenB);
        var rotated = await gateway.Api.PostAsync($"/api/connections/{partner.Connection}/rotate", null);
        Assert.True((bool)rotated["succeeded"]!, rotated.ToJsonString());
        Assert.NotEqual(oldC, partner.Token);
        Assert.NotEqual(oldB, partner.TokenB);
        foreach (var token in (string[])[partner.Token, oldC])
        {
            (await partner.SendAsync("PUT", partner.Own("tariffs", $"rot-{token[..4]}"), Tariff(partner, $"rot-{token[..4]}").ToJsonString(), ("Authorization", $"Token {PlainPartner.Base64(token)}"))).Is(201, 1000);
        }
    }

    [Fact]
    [Requirement("CRD-026", "CRD-027", "CRD-028")]
    public async Task After_DELETE_the_token_opens_nothing_and_nothing_is_sent_any_more()
    {
        var partner = await gateway.NewAsync("2.3.0", "EMSP");
        (await partner.SendAsync("DELETE", partner.At("credentials/SENDER"))).Is(200, 1000);
        foreach (var url in (string[])[gateway.Process.VersionsUrl.AbsoluteUri, partner.At("credentials/SENDER"), partner.At("locations/SENDER")])
        {
            (await partner.SendAsync("GET", url)).Is(401, 2000);
        }

        (await partner.SendAsync("DELETE", partner.At("credentials/SENDER"))).Is(401, 2000);
        Assert.Equal("unregistered", (string?)(await gateway.Api.GetAsync($"/api/connections/{partner.Connection}"))["state"]);
        var id = $"gone-{partner.Party}";
        (await gateway.Cpo230.SendAsync("PUT", gateway.Cpo230.Own("locations", id), Location(gateway.Cpo230, id).ToJsonString())).Is(201, 1000);
        await Gateway.Eventually.TrueAsync(
            () => gateway.Emsp230.Received.Any(call => call.Path.Contains(id, StringComparison.Ordinal)), "another partner has it", () => gateway.Process.Output, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(partner.Received, call => call.Path.Contains(id, StringComparison.Ordinal));
    }

    [Fact]
    [Requirement("CRD-035", "CRD-037", "CRD-038", "STA-019", "STA-020", "STA-021")]
    public async Task Failed_handshake_says_why_keeps_token_A_and_can_be_repeated()
    {
        await using var partner = await PlainPartner.StartAsync("2.2.1", "BE", "RG2", "EMSP");
        await partner.InviteAsync(gateway.Process);
        foreach (var (odd, code) in (((string?, string?, bool), int)[])[((null, null, true), 3001), (("2.1.1", null, false), 3002), ((null, "credentials", false), 3003)])
        {
            partner.Odd = odd;
            (await partner.SendAsync("POST", partner.At("credentials/SENDER"), partner.Credentials())).Is(200, code);
            Assert.Equal("waiting", (string?)(await gateway.Api.GetAsync($"/api/connections/{partner.Connection}"))["state"]);
        }

        foreach (var body in (string[])
            [
                "{}", """{"token":"t","url":"not a url","roles":[]}""", """{"token":"t","url":"ftp://127.0.0.1/","roles":[{"role":"CPO","party_id":"RG2","country_code":"BE"}]}""",
                partner.Credentials().Replace("\"BE\"", "\"BEL\"", StringComparison.Ordinal),
            ])
        {
            (await partner.SendAsync("POST", partner.At("credentials/SENDER"), body)).Is(200, 2001);
        }

        (await partner.SendAsync("POST", partner.At("credentials/SENDER"), "{")).Is(400, 2001);
        partner.Odd = default;
        await partner.PostCredentialsAsync();
        (await partner.SendAsync("GET", partner.At("locations/SENDER"))).Is(200, 1000);
    }

    [Fact]
    [Requirement("CRD-048")]
    public async Task Party_of_another_connection_cannot_be_taken()
    {
        await using var thief = await PlainPartner.StartAsync("2.3.0", "nl", "Cpa", "CPO");
        await thief.InviteAsync(gateway.Process);
        var answer = (await thief.SendAsync("POST", thief.At("credentials/SENDER"), thief.Credentials())).Is(200, 2001);
        Assert.Contains("CPA", answer.Message, StringComparison.OrdinalIgnoreCase);
        (await thief.SendAsync("GET", thief.At("locations/SENDER"))).Is(401, 2000);

        // A registered partner cannot add it by a renewal either; what it had stays.
        await using var other = await PlainPartner.RegisterAsync(gateway.Process, "2.3.0", "BE", "RG3", "CPO");
        var more = other.Credentials().Replace("\"RG3\"", "\"CPA\"", StringComparison.Ordinal).Replace("\"BE\"", "\"NL\"", StringComparison.Ordinal);
        (await other.SendAsync("PUT", other.At("credentials/SENDER"), more)).Is(200, 2001);
        (await other.SendAsync("PUT", other.Own("locations", "mine"), Location(other, "mine").ToJsonString())).Is(201, 1000);
        (await other.SendAsync("PUT", other.At("locations/RECEIVER", "/NL/CPA/mine"), Location(gateway.Cpo230, "mine").ToJsonString())).Is(404, 2003);

        var (status, problem) = await gateway.Api.TrySendAsync(HttpMethod.Put, "/api/parties/NL/CPA/CPO", "{}");
        Assert.True(status == 409, problem.ToJsonString());
    }

    [Fact]
    [Requirement("CRD-007", "CRD-011", "CRD-036", "VER-027")]
    public async Task Gateway_registers_with_a_partner_and_tells_the_operator_step_by_step()
    {
        await using var partner = await PlainPartner.StartAsync("2.2.1", "BE", "RG4", "EMSP");
        var request = new JsonObject { ["name"] = "Outbound", ["versions_url"] = new Uri(partner.Url, "/versions").AbsoluteUri, ["token"] = "their-token-A" };
        var (status, answer) = await gateway.Api.TrySendAsync(HttpMethod.Post, "/api/connections", request.ToJsonString());
        Assert.True(status == 201 && (string?)answer["state"] == "connected" && (string?)answer["version"] == "2.2.1", answer.ToJsonString());
        Assert.All(answer["steps"]!.AsArray(), step => Assert.True((bool)step!["succeeded"]!));
        Assert.Equal(["/versions", "/details", "/credentials"], partner.Received.Take(3).Select(call => call.Path));
        Assert.All(partner.Authorizations.Take(3), value => Assert.Equal($"Token {PlainPartner.Base64("their-token-A")}", value));
        Assert.Equal(200, (await partner.SendAsync("GET", gateway.Process.VersionsUrl.AbsoluteUri)).Status);

        await using var down = await PlainPartner.StartAsync("2.2.1", "BE", "RG5", "EMSP");
        down.Odd = (null, null, true);
        (status, answer) = await gateway.Api.TrySendAsync(
            HttpMethod.Post, "/api/connections", new JsonObject { ["name"] = "Down", ["versions_url"] = new Uri(down.Url, "/versions").AbsoluteUri, ["token"] = "x" }.ToJsonString());
        Assert.False((bool)answer["registered"]!);
        Assert.Contains("503", answer["steps"]!.AsArray().Last()!.ToJsonString(), StringComparison.Ordinal);
    }
}
