using Busbar.Core.Connections;
using Busbar.Core.Registration;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Testing;

namespace Busbar.Gateway.Tests.Connections;

/// <summary>We register with a partner whose versions URL and token the operator was given.</summary>
public sealed class OutboundRegistrationTests
{
    private const string TokenA = "token-a-from-the-partner";

    [Fact]
    [Requirement("CRD-001", "CRD-004", "CRD-005", "CRD-006", "CRD-007", "CRD-011", "CRD-014", "VER-027", "CRD-049")]
    public async Task The_handshake_takes_the_newest_common_version_and_serves_the_call_backs()
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var partner = await ScriptedPartner.StartAsync(TokenA);
        partner.Versions.Add("9.9");

        var created = await gateway.RegisterWithAsync("TNM", partner.VersionsUrl, TokenA);

        Assert.True(created.Handshake!.Succeeded, string.Join('\n', created.Handshake.Steps));
        Assert.Equal(
            [("GET", "/versions"), ("GET", "/2.3.0"), ("POST", "/2.3.0/credentials")],
            partner.Seen.Select(seen => (seen.Method, seen.Path)));
        Assert.All(partner.Seen, seen => Assert.Equal(TokenA, seen.Token));
        Assert.Equal([200, 200], partner.CallBacks);
        Assert.Equal(gateway.VersionsUrl.AbsoluteUri, partner.Given.GetProperty("url").GetString());
        Assert.NotEqual(TokenA, partner.Given.GetProperty("token").GetString());

        var connection = created.Connection;
        Assert.Equal((ConnectionState.Connected, OcpiVersion.V230), (connection.State, connection.Version));
        Assert.Equal(new PartyId("NL", "TNM"), Assert.Single(connection.Parties).Party);
        Assert.Equal("granted-by-the-partner", await gateway.Store.ReadPartnerTokenAsync(connection.Id, TestContext.Current.CancellationToken));
        Assert.Equal(200, (await gateway.GetAsync("/ocpi/2.3.0/sender/locations", partner.Given.GetProperty("token").GetString()!)).Http);
    }

    [Fact]
    [Requirement("TRN-003", "TRN-005", "TRN-006", "TRN-009", "TRN-022", "CRD-016", "CRD-046")]
    public async Task Requests_carry_the_token_in_base64_and_no_routing_headers()
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var partner = await ScriptedPartner.StartAsync(TokenA);

        await gateway.RegisterWithAsync("TNM", partner.VersionsUrl, TokenA);

        Assert.All(partner.Seen, seen =>
        {
            Assert.Equal(TestGateway.Encoded(TokenA), seen.Authorization);
            Assert.DoesNotContain(seen.Headers.Keys, name => name.StartsWith("OCPI-", StringComparison.OrdinalIgnoreCase));
        });
        Assert.StartsWith("application/json", partner.Seen.Single(seen => seen.Method == "POST").Headers["Content-Type"], StringComparison.Ordinal);
        Assert.DoesNotContain("=", partner.Given.GetProperty("token").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2.2.1-d2", OcpiVersion.V221)]
    [InlineData("2.3", OcpiVersion.V230)]
    [InlineData("2.2.1-D3", OcpiVersion.V221)]
    public async Task A_version_that_is_listed_under_another_name_is_understood(string listed, OcpiVersion meant)
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var partner = await ScriptedPartner.StartAsync(TokenA);
        partner.Versions.Clear();
        partner.Versions.AddRange(["2.0", listed]);
        partner.CallsBack = false;

        var created = await gateway.RegisterWithAsync("TNM", partner.VersionsUrl, TokenA);

        Assert.True(created.Handshake!.Succeeded, string.Join('\n', created.Handshake.Steps));
        Assert.Equal(meant, created.Connection.Version);
    }

    [Fact]
    public async Task A_version_under_its_own_name_goes_before_one_that_seems_to_be_meant()
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var partner = await ScriptedPartner.StartAsync(TokenA);
        partner.Versions.Clear();
        partner.Versions.AddRange(["2.3", "2.3.0"]);

        Assert.True((await gateway.RegisterWithAsync("TNM", partner.VersionsUrl, TokenA)).Handshake!.Succeeded);
        Assert.DoesNotContain(partner.Seen, seen => seen.Path == "/2.3");
    }

    [Fact]
    public async Task Credentials_in_a_list_of_one_are_taken()
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var partner = await ScriptedPartner.StartAsync(TokenA);
        partner.Instead = (http, _) => http.Request.Method != "POST" ? null : (200, $$"""
            {"data":[{"token":"granted","url":"{{partner.VersionsUrl}}","roles":[{{partner.Roles}}]}],"status_code":1000,"timestamp":"2026-01-01T00:00:00Z"}
            """);

        var created = await gateway.RegisterWithAsync("TNM", partner.VersionsUrl, TokenA);

        Assert.True(created.Handshake!.Succeeded, string.Join('\n', created.Handshake.Steps));
        Assert.Equal("granted", await gateway.Store.ReadPartnerTokenAsync(created.Connection.Id, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_pinned_version_is_taken_in_place_of_the_newest()
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var partner = await ScriptedPartner.StartAsync(TokenA);

        var created = await gateway.RegisterWithAsync("TNM", partner.VersionsUrl, TokenA, OcpiVersion.V221);

        Assert.Equal(OcpiVersion.V221, created.Connection.Version);
    }

    [Fact]
    [Requirement("TRN-011")]
    public async Task A_partner_that_takes_raw_tokens_only_is_found_out_and_remembered()
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var partner = await ScriptedPartner.StartAsync(TokenA);
        partner.TakesRawTokensOnly = true;

        var created = await gateway.RegisterWithAsync("TNM", partner.VersionsUrl, TokenA);

        Assert.True(created.Handshake!.Succeeded, string.Join('\n', created.Handshake.Steps));
        Assert.Equal(TokenEncoding.Raw, created.Connection.Profile.TokenEncoding);
        Assert.Equal(2, partner.Seen.Count(seen => seen.Path == "/versions"));
        Assert.Equal(1, partner.Seen.Count(seen => seen.Path == "/2.3.0"));
        Assert.Contains(created.Handshake.Steps, step => step.Message.Contains("without Base64", StringComparison.Ordinal));
    }

    [Fact]
    [Requirement("CRD-004", "VER-022")]
    public async Task Without_a_common_version_nothing_is_posted()
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var partner = await ScriptedPartner.StartAsync(TokenA);
        partner.Versions.Clear();
        partner.Versions.AddRange(["2.1.1", "3.0"]);

        var created = await gateway.RegisterWithAsync("TNM", partner.VersionsUrl, TokenA);

        AssertFailed(created, partner, "No version in common");
    }

    [Fact]
    [Requirement("CRD-036")]
    public async Task Without_a_required_endpoint_nothing_is_posted_and_the_operator_is_told()
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var partner = await ScriptedPartner.StartAsync(TokenA);

        var created = await gateway.RegisterWithAsync(
            "TNM", partner.VersionsUrl, TokenA, profile: new PartnerProfile { Required = [new RequiredEndpoint(ModuleId.Sessions, InterfaceRole.Sender)] });

        AssertFailed(created, partner, "sessions");
    }

    [Theory]
    [InlineData(405, "")]
    [InlineData(500, "oops")]
    [InlineData(200, """{"status_code":3003,"status_message":"no","timestamp":"2026-01-01T00:00:00Z"}""")]
    [InlineData(200, """{"data":{"url":"http://127.0.0.1/versions","roles":[{"role":"CPO","party_id":"TNM","country_code":"NL"}]},"status_code":1000,"timestamp":"2026-01-01T00:00:00Z"}""")]
    [InlineData(200, "not json")]
    [Requirement("STA-010")]
    public async Task When_the_post_fails_the_token_made_for_it_is_withdrawn(int status, string body)
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var partner = await ScriptedPartner.StartAsync(TokenA);
        string? offered = null;
        partner.Instead = (http, sent) =>
        {
            if (http.Request.Method != "POST")
            {
                return null;
            }

            offered = System.Text.Json.JsonElement.Parse(sent).GetProperty("token").GetString();
            return (status, body);
        };

        var created = await gateway.RegisterWithAsync("TNM", partner.VersionsUrl, TokenA);

        Assert.False(created.Handshake!.Succeeded);
        Assert.Equal(ConnectionState.Registering, created.Connection.State);
        Assert.Equal(401, (await gateway.GetAsync("/ocpi/versions", offered!)).Http);

        partner.Instead = null;
        var again = await gateway.Operator.RegisterAsync(created.Connection.Id, token: null, version: null, TestContext.Current.CancellationToken);
        Assert.True(again.Succeeded, string.Join('\n', again.Steps));
    }

    [Fact]
    public async Task A_partner_that_never_calls_back_is_registered_all_the_same()
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var partner = await ScriptedPartner.StartAsync(TokenA);
        partner.CallsBack = false;

        Assert.True((await gateway.RegisterWithAsync("TNM", partner.VersionsUrl, TokenA)).Handshake!.Succeeded);
    }

    [Fact]
    public async Task A_partner_that_answers_with_our_own_parties_is_taken_without_them()
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var partner = await ScriptedPartner.StartAsync(TokenA);
        partner.Roles = ScriptedPartner.Party("XX", "BBR", "OTHER");

        var created = await gateway.RegisterWithAsync("TNM", partner.VersionsUrl, TokenA);

        Assert.True(created.Handshake!.Succeeded, string.Join('\n', created.Handshake.Steps));
        Assert.Empty(created.Connection.Parties);
        Assert.Contains(created.Handshake.Steps, step => step.Message.Contains("our own parties", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_partner_that_answers_with_a_party_of_another_connection_is_told_of_by_party_and_connection()
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var first = await ScriptedPartner.StartAsync(TokenA);
        await using var second = await ScriptedPartner.StartAsync(TokenA);
        first.Roles = second.Roles = ScriptedPartner.Party("NL", "TNM", "CPO");
        var owner = (await gateway.RegisterWithAsync("First", first.VersionsUrl, TokenA)).Connection;

        var created = await gateway.RegisterWithAsync("Second", second.VersionsUrl, TokenA);

        Assert.True(created.Handshake!.Succeeded, string.Join('\n', created.Handshake.Steps));
        Assert.Empty(created.Connection.Parties);
        var step = Assert.Single(created.Handshake.Steps, step => step.Message.Contains("party NL/TNM, which belongs to the connection \"First\"", StringComparison.Ordinal));
        Assert.Contains($"DELETE /api/connections/{owner.Id}/parties/NL/TNM", step.Message, StringComparison.Ordinal);

        await gateway.Operator.ReleaseAsync(owner.Id, new PartyId("NL", "TNM"), TestContext.Current.CancellationToken);
        Assert.True((await gateway.Operator.RotateAsync(created.Connection.Id, null, TestContext.Current.CancellationToken)).Succeeded);
        Assert.Equal(new PartyId("NL", "TNM"), Assert.Single(gateway.Find(created.Connection.Id).Parties).Party);
    }

    [Fact]
    public async Task A_partner_that_claims_somebody_elses_party_is_unregistered_again()
    {
        await using var gateway = await TestGateway.StartAsync(new TestGatewayOptions { Hosted = [new(new PartyId("NL", "TNM"), Role.Cpo, "Ours")] });
        await using var partner = await ScriptedPartner.StartAsync(TokenA);
        partner.Roles = ScriptedPartner.Party("NL", "TNM", "CPO") + "," + ScriptedPartner.Party("DE", "ABC", "EMSP");

        var created = await gateway.RegisterWithAsync("TNM", partner.VersionsUrl, TokenA);

        Assert.False(created.Handshake!.Succeeded);
        Assert.Contains(created.Handshake.Steps, step => step.Message.Contains("NL/TNM", StringComparison.Ordinal));
        Assert.Equal("granted-by-the-partner", Assert.Single(partner.Seen, seen => seen.Method == "DELETE").Token);
    }

    [Fact]
    public async Task Every_step_is_told_in_order()
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var partner = await ScriptedPartner.StartAsync(TokenA);

        var steps = (await gateway.RegisterWithAsync("TNM", partner.VersionsUrl, TokenA)).Handshake!.Steps;

        Assert.Equal(
            [
                "Checked the partner's versions URL", "Read the partner's versions", "Chose the version", "Read the version's details",
                "Register at the partner (POST credentials)", "Stored the registration",
            ],
            steps.Select(step => step.What));
        Assert.Contains("https", steps[0].Message, StringComparison.Ordinal);
    }

    private static void AssertFailed(CreatedConnection created, ScriptedPartner partner, string reason)
    {
        Assert.False(created.Handshake!.Succeeded);
        Assert.Contains(reason, created.Handshake.Steps[^1].Message, StringComparison.Ordinal);
        Assert.DoesNotContain(partner.Seen, seen => seen.Method == "POST");
        Assert.Equal(ConnectionState.Registering, created.Connection.State);
    }
}
