using System.Net.Http;
using Busbar.Core.Connections;
using Busbar.Core.Parties;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Testing;

namespace Busbar.Gateway.Tests.Connections;

/// <summary>A partner registers with us: POST on our credentials endpoint.</summary>
public sealed class InboundRegistrationTests
{
    private const string TokenB = "token-b-of-the-partner";

    [Fact]
    [Requirement("CRD-001", "CRD-002", "CRD-008", "CRD-009", "CRD-010", "CRD-011", "CRD-014", "CRD-018", "CRD-019", "CRD-047")]
    public async Task Post_calls_back_with_token_b_and_answers_with_token_c()
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var partner = await ScriptedPartner.StartAsync(TokenB);
        var created = await gateway.WaitForAsync("TNM");

        var answer = await gateway.CredentialsAsync(HttpMethod.Post, created.Token!, partner.Credentials(TokenB));

        Assert.Equal((200, 1000), (answer.Http, answer.Ocpi));
        Assert.Equal(["/versions", "/2.2.1"], partner.Seen.Select(seen => seen.Path));
        Assert.All(partner.Seen, seen => Assert.Equal(TokenB, seen.Token));
        Assert.Equal(gateway.VersionsUrl.AbsoluteUri, answer.Data.GetProperty("url").GetString());
        Assert.NotEqual(created.Token, answer.Token);
        Assert.Equal(200, (await gateway.GetAsync("/ocpi/2.2.1/sender/locations", answer.Token)).Http);

        var connection = gateway.Find(created.Connection.Id);
        Assert.Equal((ConnectionState.Connected, OcpiVersion.V221, partner.VersionsUrl), (connection.State, connection.Version, connection.VersionsUrl));
        Assert.Equal(new PlatformParty(new PartyId("NL", "TNM"), Role.Cpo, "Party TNM"), Assert.Single(connection.Parties));
        Assert.NotNull(connection.EndpointFor(ModuleId.Locations, InterfaceRole.Sender));
        Assert.Equal(TokenB, await gateway.Store.ReadPartnerTokenAsync(connection.Id, TestContext.Current.CancellationToken));
        Assert.True(connection.LastHandshake!.Succeeded);
    }

    [Fact]
    [Requirement("CRD-012")]
    public async Task Token_a_is_void_once_token_c_was_issued()
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var partner = await ScriptedPartner.StartAsync(TokenB);
        var created = await gateway.WaitForAsync("TNM");
        var answer = await gateway.CredentialsAsync(HttpMethod.Post, created.Token!, partner.Credentials(TokenB));

        Assert.Equal(401, (await gateway.GetAsync("/ocpi/versions", created.Token!)).Http);
        Assert.Equal(401, (await gateway.GetAsync("/ocpi/2.2.1/sender/locations", created.Token!)).Http);
        foreach (var method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Put, HttpMethod.Delete])
        {
            Assert.Equal(401, (await gateway.CredentialsAsync(method, created.Token!, method == HttpMethod.Put ? partner.Credentials(TokenB) : null)).Http);
        }

        Assert.Equal(200, (await gateway.GetAsync("/ocpi/versions", answer.Token)).Http);
        Assert.Equal(401, (await gateway.CredentialsAsync(HttpMethod.Post, created.Token!, partner.Credentials(TokenB))).Http);
    }

    [Fact]
    public async Task Partner_that_did_not_get_our_answer_registers_again_with_token_a_and_the_first_registration_is_replaced()
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var partner = await ScriptedPartner.StartAsync(TokenB, "another-token-b");
        var created = await gateway.WaitForAsync("TNM");
        var lost = await gateway.CredentialsAsync(HttpMethod.Post, created.Token!, partner.Credentials(TokenB));

        var again = await gateway.CredentialsAsync(HttpMethod.Post, created.Token!, partner.Credentials("another-token-b"));

        Assert.Equal((200, 1000), (again.Http, again.Ocpi));
        Assert.NotEqual(lost.Token, again.Token);
        Assert.Equal(401, (await gateway.GetAsync("/ocpi/versions", lost.Token)).Http);
        Assert.Equal(200, (await gateway.GetAsync("/ocpi/2.2.1/sender/locations", again.Token)).Http);
        Assert.Equal("another-token-b", await gateway.Store.ReadPartnerTokenAsync(created.Connection.Id, TestContext.Current.CancellationToken));
        Assert.Equal(401, (await gateway.CredentialsAsync(HttpMethod.Post, created.Token!, partner.Credentials(TokenB))).Http);
    }

    [Fact]
    public async Task Registration_is_repeated_with_token_a_for_a_short_time_only()
    {
        await using var gateway = await TestGateway.StartAsync(new TestGatewayOptions { RepeatGrace = TimeSpan.Zero });
        await using var partner = await ScriptedPartner.StartAsync(TokenB);
        var created = await gateway.WaitForAsync("TNM");
        await gateway.CredentialsAsync(HttpMethod.Post, created.Token!, partner.Credentials(TokenB));

        Assert.Equal(401, (await gateway.CredentialsAsync(HttpMethod.Post, created.Token!, partner.Credentials(TokenB))).Http);
    }

    [Fact]
    [Requirement("CRD-020")]
    public async Task Post_of_a_registered_partner_is_405()
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var partner = await ScriptedPartner.StartAsync(TokenB);
        var token = await RegisterAsync(gateway, partner);

        var again = await gateway.CredentialsAsync(HttpMethod.Post, token, partner.Credentials(TokenB));

        Assert.Equal(405, again.Http);
        Assert.Equal("GET, PUT, DELETE", again.Headers["Allow"]);
        Assert.Equal(200, (await gateway.GetAsync("/ocpi/versions", token)).Http);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [Requirement("CRD-025", "CRD-028")]
    public async Task Put_and_delete_before_registration_are_405(string method)
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var partner = await ScriptedPartner.StartAsync(TokenB);
        var created = await gateway.WaitForAsync("TNM");

        var answer = await gateway.CredentialsAsync(new HttpMethod(method), created.Token!, method == "PUT" ? partner.Credentials(TokenB) : null);

        Assert.Equal(405, answer.Http);
        Assert.Equal(2000, answer.Ocpi);
        Assert.Equal(ConnectionState.Waiting, gateway.Find(created.Connection.Id).State);
        Assert.Empty(partner.Seen);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("POST")]
    [InlineData("DELETE")]
    [InlineData("GET")]
    [Requirement("TRN-014")]
    public async Task An_unknown_token_is_401_whatever_the_method(string method)
    {
        await using var gateway = await TestGateway.StartAsync();

        Assert.Equal(401, (await gateway.CredentialsAsync(new HttpMethod(method), "nobody-has-this", "{}")).Http);
    }

    [Fact]
    [Requirement("CRD-015")]
    public async Task Patch_of_credentials_is_405()
    {
        await using var gateway = await TestGateway.StartAsync();
        var created = await gateway.WaitForAsync("TNM");

        var answer = await gateway.CredentialsAsync(HttpMethod.Patch, created.Token!, "{}");

        Assert.Equal(405, answer.Http);
        Assert.DoesNotContain("PATCH", answer.Headers["Allow"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2.2.1")]
    [InlineData("2.3.0")]
    [Requirement("CRD-013")]
    public async Task The_version_is_the_one_whose_endpoint_was_called(string version)
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var partner = await ScriptedPartner.StartAsync(TokenB);
        var created = await gateway.WaitForAsync("TNM");

        var answer = await gateway.CredentialsAsync(HttpMethod.Post, created.Token!, partner.Credentials(TokenB), version);

        Assert.Equal(1000, answer.Ocpi);
        Assert.Equal(version, gateway.Find(created.Connection.Id).Version!.Value.Number());
        Assert.Contains(partner.Seen, seen => seen.Path == "/" + version);
    }

    [Fact]
    [Requirement("CRD-038", "STA-020")]
    public async Task A_version_that_the_partner_does_not_offer_is_3002()
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var partner = await ScriptedPartner.StartAsync(TokenB);
        partner.Versions.Remove("2.3.0");
        partner.Versions.Add("9.9");
        var created = await gateway.WaitForAsync("TNM");

        var answer = await gateway.CredentialsAsync(HttpMethod.Post, created.Token!, partner.Credentials(TokenB), "2.3.0");

        AssertRefused(gateway, created.Connection.Id, answer, 3002);
    }

    [Fact]
    [Requirement("CRD-037", "STA-021")]
    public async Task A_missing_endpoint_that_is_required_is_3003()
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var partner = await ScriptedPartner.StartAsync(TokenB);
        var created = await gateway.WaitForAsync("TNM");
        await gateway.Operator.SetProfileAsync(
            created.Connection.Id, new PartnerProfile { Required = [new RequiredEndpoint(ModuleId.Cdrs, InterfaceRole.Sender)] }, TestContext.Current.CancellationToken);

        var answer = await gateway.CredentialsAsync(HttpMethod.Post, created.Token!, partner.Credentials(TokenB));

        AssertRefused(gateway, created.Connection.Id, answer, 3003);
    }

    [Fact]
    [Requirement("CRD-037", "STA-021", "VER-017")]
    public async Task Details_without_a_credentials_endpoint_are_3003()
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var partner = await ScriptedPartner.StartAsync(TokenB);
        partner.Endpoints.RemoveAt(0);
        var created = await gateway.WaitForAsync("TNM");

        var answer = await gateway.CredentialsAsync(HttpMethod.Post, created.Token!, partner.Credentials(TokenB));

        AssertRefused(gateway, created.Connection.Id, answer, 3003);
    }

    [Fact]
    [Requirement("CRD-035", "STA-019")]
    public async Task A_partner_that_refuses_its_own_token_b_is_3001_and_token_a_stays_valid()
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var partner = await ScriptedPartner.StartAsync();
        var created = await gateway.WaitForAsync("TNM");

        var answer = await gateway.CredentialsAsync(HttpMethod.Post, created.Token!, partner.Credentials(TokenB));

        AssertRefused(gateway, created.Connection.Id, answer, 3001);
        partner.Accepts.Add(TokenB);
        Assert.Equal(1000, (await gateway.CredentialsAsync(HttpMethod.Post, created.Token!, partner.Credentials(TokenB))).Ocpi);
    }

    [Fact]
    [Requirement("CRD-035", "STA-019")]
    public async Task A_partner_that_cannot_be_reached_is_3001()
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var partner = await ScriptedPartner.StartAsync(TokenB);
        var created = await gateway.WaitForAsync("TNM");

        var answer = await gateway.CredentialsAsync(HttpMethod.Post, created.Token!, partner.Credentials(TokenB, "http://127.0.0.1:1/versions"));

        AssertRefused(gateway, created.Connection.Id, answer, 3001);
    }

    [Fact]
    [Requirement("CRD-035")]
    public async Task A_partner_that_answers_too_slowly_is_3001()
    {
        await using var gateway = await TestGateway.StartAsync(new TestGatewayOptions { CallBackLimit = TimeSpan.FromSeconds(2) });
        await using var partner = await ScriptedPartner.StartAsync(TokenB);
        using var never = new ManualResetEventSlim();
        partner.Instead = (_, _) =>
        {
            never.Wait(TimeSpan.FromMinutes(5));
            return null;
        };
        var created = await gateway.WaitForAsync("TNM");

        var answer = await gateway.CredentialsAsync(HttpMethod.Post, created.Token!, partner.Credentials(TokenB));
        never.Set();

        AssertRefused(gateway, created.Connection.Id, answer, 3001);
    }

    [Fact]
    public async Task When_the_registration_cannot_be_stored_nothing_has_changed()
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var partner = await ScriptedPartner.StartAsync(TokenB);
        var created = await gateway.WaitForAsync("TNM");
        await gateway.GetAsync("/ocpi/versions", created.Token!);
        gateway.Store.FailNext = new IOException("The disk is full.");

        var failed = await gateway.CredentialsAsync(HttpMethod.Post, created.Token!, partner.Credentials(TokenB));

        Assert.Equal((500, 3000), (failed.Http, failed.Ocpi));
        Assert.Equal(ConnectionState.Waiting, gateway.Find(created.Connection.Id).State);
        Assert.Equal(1000, (await gateway.CredentialsAsync(HttpMethod.Post, created.Token!, partner.Credentials(TokenB))).Ocpi);
    }

    [Fact]
    [Requirement("CRD-016", "VER-028")]
    public async Task Configuration_modules_carry_no_routing_headers()
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var partner = await ScriptedPartner.StartAsync(TokenB);
        var created = await gateway.WaitForAsync("TNM");
        var list = await gateway.GetAsync("/ocpi/versions", created.Token!);
        var details = await gateway.GetAsync("/ocpi/2.3.0", created.Token!);

        var answer = await gateway.CredentialsAsync(HttpMethod.Post, created.Token!, partner.Credentials(TokenB));

        Assert.All(new[] { list, details, answer }, got => Assert.DoesNotContain(got.Headers.Keys, IsRouting));
        Assert.All(partner.Seen, seen => Assert.DoesNotContain(seen.Headers.Keys, IsRouting));

        static bool IsRouting(string name) => name.StartsWith("OCPI-", StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    [Requirement("TRN-015")]
    public async Task Token_a_opens_versions_and_credentials_only()
    {
        await using var gateway = await TestGateway.StartAsync();
        var created = await gateway.WaitForAsync("TNM");

        Assert.Equal(200, (await gateway.GetAsync("/ocpi/versions", created.Token!)).Http);
        Assert.Equal(200, (await gateway.GetAsync("/ocpi/2.2.1", created.Token!)).Http);
        Assert.Equal(200, (await gateway.CredentialsAsync(HttpMethod.Get, created.Token!)).Http);
        var refused = await gateway.GetAsync("/ocpi/2.2.1/sender/locations", created.Token!);
        Assert.Equal(401, refused.Http);
        Assert.NotNull(refused.Ocpi);
    }

    [Theory]
    [InlineData("""{"url":"http://127.0.0.1/","roles":[]}""", "/token")]
    [InlineData("""{"token":"t","url":"/versions","roles":[{"role":"CPO","party_id":"TNM","country_code":"NL"}]}""", "/url")]
    [InlineData("""{"token":"t","url":"http://127.0.0.1/","roles":[]}""", "/roles")]
    [InlineData("""{"token":"t","url":"http://127.0.0.1/","roles":[{"role":"CPO","party_id":"TNMX","country_code":"NL"}]}""", "/roles/0/party_id")]
    [InlineData("""{"token":"t","url":"http://127.0.0.1/","roles":[{"role":"CPO","party_id":"TNM","country_code":"NLD"}]}""", "/roles/0/country_code")]
    [Requirement("CRD-040", "CRD-041", "CRD-042", "STA-014")]
    public async Task Credentials_that_cannot_be_used_are_2001_and_say_why(string body, string named)
    {
        await using var gateway = await TestGateway.StartAsync();
        var created = await gateway.WaitForAsync("TNM");

        var answer = await gateway.CredentialsAsync(HttpMethod.Post, created.Token!, body);

        AssertRefused(gateway, created.Connection.Id, answer, 2001);
        Assert.Contains(named, answer.Message!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("7")]
    public async Task A_body_that_is_no_object_registers_nobody(string body)
    {
        await using var gateway = await TestGateway.StartAsync();
        var created = await gateway.WaitForAsync("TNM");

        var answer = await gateway.CredentialsAsync(HttpMethod.Post, created.Token!, body);

        Assert.InRange(answer.Ocpi!.Value, 2000, 2001);
        Assert.Equal(ConnectionState.Waiting, gateway.Find(created.Connection.Id).State);
    }

    private static async Task<string> RegisterAsync(TestGateway gateway, ScriptedPartner partner)
    {
        var created = await gateway.WaitForAsync("TNM");
        return (await gateway.CredentialsAsync(HttpMethod.Post, created.Token!, partner.Credentials(TokenB))).Token;
    }

    private static void AssertRefused(TestGateway gateway, Guid id, Answer answer, int status)
    {
        Assert.Equal((200, status), (answer.Http, answer.Ocpi));
        var connection = gateway.Find(id);
        Assert.Equal(ConnectionState.Waiting, connection.State);
        Assert.False(connection.LastHandshake!.Succeeded);
        Assert.False(connection.LastHandshake.Steps[^1].Succeeded);
        Assert.NotEmpty(answer.Message!);
    }
}
