using System.Net.Http;
using Busbar.Core.Connections;
using Busbar.Core.Registration;
using Busbar.Ocpi.Model.Common;
using Busbar.Testing;

namespace Busbar.Gateway.Tests.Connections;

/// <summary>PUT and DELETE on credentials, by the partner and by us.</summary>
public sealed class RenewalTests
{
    private const string TokenB = "token-b-of-the-partner";
    private const string NewTokenB = "another-token-b";

    [Fact]
    [Requirement("CRD-021", "CRD-023", "CRD-024", "CRD-030", "CRD-032")]
    public async Task Put_fetches_again_and_swaps_both_tokens()
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var partner = await ScriptedPartner.StartAsync(TokenB, NewTokenB);
        var (id, tokenC) = await RegisterAsync(gateway, partner);
        partner.Seen.Clear();

        var answer = await gateway.CredentialsAsync(HttpMethod.Put, tokenC, partner.Credentials(NewTokenB));

        Assert.Equal((200, 1000), (answer.Http, answer.Ocpi));
        Assert.NotEqual(tokenC, answer.Token);
        Assert.Equal(["/versions", "/2.2.1"], partner.Seen.Select(seen => seen.Path));
        Assert.All(partner.Seen, seen => Assert.Equal(NewTokenB, seen.Token));
        Assert.Equal(NewTokenB, await gateway.Store.ReadPartnerTokenAsync(id, TestContext.Current.CancellationToken));
        Assert.Equal(200, (await gateway.GetAsync("/ocpi/versions", answer.Token)).Http);
    }

    [Fact]
    public async Task The_old_token_lives_on_for_the_overlap_and_no_longer()
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var partner = await ScriptedPartner.StartAsync(TokenB);
        var (_, tokenC) = await RegisterAsync(gateway, partner);
        var renewed = (await gateway.CredentialsAsync(HttpMethod.Put, tokenC, partner.Credentials(TokenB))).Token;

        Assert.Equal(200, (await gateway.GetAsync("/ocpi/2.2.1/sender/locations", tokenC)).Http);
        gateway.Clock.Shift = TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(1);
        Assert.Equal(401, (await gateway.GetAsync("/ocpi/2.2.1/sender/locations", tokenC)).Http);
        Assert.Equal(200, (await gateway.GetAsync("/ocpi/2.2.1/sender/locations", renewed)).Http);
    }

    [Fact]
    [Requirement("CRD-022", "CRD-030")]
    public async Task Put_on_another_version_moves_the_connection()
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var partner = await ScriptedPartner.StartAsync(TokenB);
        var (id, tokenC) = await RegisterAsync(gateway, partner);

        var answer = await gateway.CredentialsAsync(HttpMethod.Put, tokenC, partner.Credentials(TokenB), "2.3.0");

        Assert.Equal(1000, answer.Ocpi);
        var connection = gateway.Find(id);
        Assert.Equal(OcpiVersion.V230, connection.Version);
        Assert.All(connection.Endpoints, endpoint => Assert.StartsWith("/2.3.0/", endpoint.Url.AbsolutePath, StringComparison.Ordinal));
    }

    [Fact]
    [Requirement("CRD-031", "VER-024")]
    public async Task Put_takes_over_changed_endpoints_of_the_same_version()
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var partner = await ScriptedPartner.StartAsync(TokenB);
        var (id, tokenC) = await RegisterAsync(gateway, partner);
        partner.Endpoints.Add(("cdrs", "SENDER"));

        await gateway.CredentialsAsync(HttpMethod.Put, tokenC, partner.Credentials(TokenB));

        Assert.Contains(gateway.Find(id).Endpoints, endpoint => endpoint.Module.Value == "cdrs");
    }

    [Fact]
    [Requirement("CRD-035")]
    public async Task A_put_that_fails_leaves_every_token_as_it_was()
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var partner = await ScriptedPartner.StartAsync(TokenB);
        var (id, tokenC) = await RegisterAsync(gateway, partner);
        partner.Instead = (_, _) => (500, "");

        var answer = await gateway.CredentialsAsync(HttpMethod.Put, tokenC, partner.Credentials(NewTokenB));

        Assert.Equal((200, 3001), (answer.Http, answer.Ocpi));
        Assert.Equal(TokenB, await gateway.Store.ReadPartnerTokenAsync(id, TestContext.Current.CancellationToken));
        Assert.Equal(200, (await gateway.GetAsync("/ocpi/2.2.1/sender/locations", tokenC)).Http);
        Assert.Equal(ConnectionState.Connected, gateway.Find(id).State);
        Assert.Null(Assert.Single(gateway.Store.Issued, token => token.Kind == TokenKind.C).ValidUntil);
    }

    [Fact]
    public async Task A_partner_that_takes_only_its_old_token_during_put_is_called_with_it()
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var partner = await ScriptedPartner.StartAsync(TokenB);
        var (id, tokenC) = await RegisterAsync(gateway, partner);

        var answer = await gateway.CredentialsAsync(HttpMethod.Put, tokenC, partner.Credentials(NewTokenB));

        Assert.Equal(1000, answer.Ocpi);
        Assert.Equal(NewTokenB, await gateway.Store.ReadPartnerTokenAsync(id, TestContext.Current.CancellationToken));
    }

    [Fact]
    [Requirement("CRD-026", "CRD-027", "CRD-028")]
    public async Task Delete_ends_both_tokens_at_once_and_a_second_one_is_401()
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var partner = await ScriptedPartner.StartAsync(TokenB);
        var (id, tokenC) = await RegisterAsync(gateway, partner);

        var answer = await gateway.CredentialsAsync(HttpMethod.Delete, tokenC);

        Assert.Equal((200, 1000), (answer.Http, answer.Ocpi));
        Assert.Equal(401, (await gateway.GetAsync("/ocpi/versions", tokenC)).Http);
        Assert.Equal(401, (await gateway.CredentialsAsync(HttpMethod.Delete, tokenC)).Http);
        var connection = gateway.Find(id);
        Assert.Equal(ConnectionState.Unregistered, connection.State);
        Assert.Empty(connection.Endpoints);
        Assert.Null(await gateway.Store.ReadPartnerTokenAsync(id, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("2.2.1")]
    [InlineData("2.3.0")]
    [Requirement("CRD-017", "CRD-040", "CRD-041", "CRD-042", "CRD-043", "CRD-044", "CRD-046", "CRD-047", "CRD-056", "CRD-057")]
    public async Task Get_gives_our_own_data_with_the_token_that_was_presented(string version)
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var partner = await ScriptedPartner.StartAsync(TokenB);
        var (_, tokenC) = await RegisterAsync(gateway, partner);

        var answer = await gateway.CredentialsAsync(HttpMethod.Get, tokenC, version: version);

        Assert.Equal(tokenC, answer.Token);
        Assert.Matches("^[!-~]{1,64}$", answer.Token);
        Assert.Equal(gateway.VersionsUrl.AbsoluteUri, answer.Data.GetProperty("url").GetString());
        var role = Assert.Single(answer.Data.GetProperty("roles").EnumerateArray());
        Assert.Equal(("OTHER", "XX", "BBR"), (role.GetProperty("role").GetString(), role.GetProperty("country_code").GetString(), role.GetProperty("party_id").GetString()));
        Assert.Equal("Busbar", role.GetProperty("business_details").GetProperty("name").GetString());
        Assert.False(answer.Data.TryGetProperty("hub_party_id", out _));
    }

    [Fact]
    [Requirement("CRD-021", "CRD-024", "CRD-032", "CRD-033")]
    public async Task Rotate_sends_a_new_token_and_takes_the_new_one()
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var partner = await ScriptedPartner.StartAsync("token-a");
        var created = await gateway.RegisterWithAsync("TNM", partner.VersionsUrl, "token-a");
        var before = partner.Given.GetProperty("token").GetString()!;
        partner.Grants = "granted-anew";

        var report = await gateway.Operator.RotateAsync(created.Connection.Id, overlap: TimeSpan.Zero, TestContext.Current.CancellationToken);

        Assert.True(report.Succeeded, string.Join('\n', report.Steps));
        var put = Assert.Single(partner.Seen, seen => seen.Method == "PUT");
        Assert.Equal("granted-by-the-partner", put.Token);
        var after = partner.Given.GetProperty("token").GetString()!;
        Assert.NotEqual(before, after);
        Assert.All(partner.CallBacks, status => Assert.Equal(200, status));
        Assert.Equal("granted-anew", await gateway.Store.ReadPartnerTokenAsync(created.Connection.Id, TestContext.Current.CancellationToken));
        Assert.Equal(401, (await gateway.GetAsync("/ocpi/2.3.0/sender/locations", before)).Http);
        Assert.Equal(200, (await gateway.GetAsync("/ocpi/2.3.0/sender/locations", after)).Http);
    }

    [Fact]
    public async Task A_rotation_that_the_partner_refuses_leaves_every_token_as_it_was()
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var partner = await ScriptedPartner.StartAsync("token-a");
        var created = await gateway.RegisterWithAsync("TNM", partner.VersionsUrl, "token-a");
        var before = partner.Given.GetProperty("token").GetString()!;
        string? offered = null;
        partner.Instead = (http, body) =>
        {
            if (http.Request.Method != "PUT")
            {
                return null;
            }

            offered = System.Text.Json.JsonElement.Parse(body).GetProperty("token").GetString();
            return (200, ScriptedPartner.Envelope(null, 3001));
        };

        var report = await gateway.Operator.RotateAsync(created.Connection.Id, overlap: null, TestContext.Current.CancellationToken);

        Assert.False(report.Succeeded);
        Assert.Contains("3001", report.Steps[^1].Message, StringComparison.Ordinal);
        Assert.Equal(200, (await gateway.GetAsync("/ocpi/2.3.0/sender/locations", before)).Http);
        Assert.Equal(401, (await gateway.GetAsync("/ocpi/versions", offered!)).Http);
        Assert.Equal("granted-by-the-partner", await gateway.Store.ReadPartnerTokenAsync(created.Connection.Id, TestContext.Current.CancellationToken));
    }

    [Fact]
    [Requirement("CRD-029")]
    public async Task Changing_the_version_puts_on_the_new_versions_endpoint()
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var partner = await ScriptedPartner.StartAsync("token-a");
        var created = await gateway.RegisterWithAsync("TNM", partner.VersionsUrl, "token-a", OcpiVersion.V221);

        var report = await gateway.Operator.ChangeVersionAsync(created.Connection.Id, OcpiVersion.V230, TestContext.Current.CancellationToken);

        Assert.True(report.Succeeded);
        Assert.Equal("/2.3.0/credentials", Assert.Single(partner.Seen, seen => seen.Method == "PUT").Path);
        Assert.Equal(OcpiVersion.V230, gateway.Find(created.Connection.Id).Version);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(204)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(405)]
    [Requirement("CRD-026", "CRD-027")]
    public async Task Unregistering_tells_the_partner_and_ends_it_here(int status)
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var partner = await ScriptedPartner.StartAsync("token-a");
        var created = await gateway.RegisterWithAsync("TNM", partner.VersionsUrl, "token-a");
        var tokenB = partner.Given.GetProperty("token").GetString()!;
        partner.Instead = (http, _) => http.Request.Method == "DELETE" ? (status, "") : null;

        var report = await gateway.Operator.UnregisterAsync(created.Connection.Id, TestContext.Current.CancellationToken);

        Assert.True(report.Succeeded, string.Join('\n', report.Steps));
        Assert.Single(partner.Seen, seen => seen.Method == "DELETE" && seen.Path == "/2.3.0/credentials");
        Assert.Equal(401, (await gateway.GetAsync("/ocpi/versions", tokenB)).Http);
        Assert.Equal(ConnectionState.Unregistered, gateway.Find(created.Connection.Id).State);
    }

    [Fact]
    public async Task Unregistering_ends_it_here_even_when_the_partner_is_away()
    {
        await using var gateway = await TestGateway.StartAsync();
        var partner = await ScriptedPartner.StartAsync("token-a");
        var created = await gateway.RegisterWithAsync("TNM", partner.VersionsUrl, "token-a");
        await partner.DisposeAsync();

        var report = await gateway.Operator.UnregisterAsync(created.Connection.Id, TestContext.Current.CancellationToken);

        Assert.False(report.Succeeded);
        Assert.Equal(ConnectionState.Unregistered, gateway.Find(created.Connection.Id).State);
    }

    [Fact]
    public async Task A_suspended_partner_reaches_no_module_until_it_is_resumed()
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var partner = await ScriptedPartner.StartAsync(TokenB);
        var (id, tokenC) = await RegisterAsync(gateway, partner);

        await gateway.Operator.SuspendAsync(id, TestContext.Current.CancellationToken);
        Assert.Equal(401, (await gateway.GetAsync("/ocpi/2.2.1/sender/locations", tokenC)).Http);
        await gateway.Operator.ResumeAsync(id, TestContext.Current.CancellationToken);
        Assert.Equal(200, (await gateway.GetAsync("/ocpi/2.2.1/sender/locations", tokenC)).Http);
    }

    [Fact]
    public async Task Reset_lets_a_partner_that_lost_token_c_register_anew()
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var partner = await ScriptedPartner.StartAsync(TokenB);
        var (id, lost) = await RegisterAsync(gateway, partner);

        var fresh = await gateway.Operator.ResetAsync(id, TestContext.Current.CancellationToken);

        Assert.Equal(401, (await gateway.GetAsync("/ocpi/versions", lost)).Http);
        Assert.Equal(1000, (await gateway.CredentialsAsync(HttpMethod.Post, fresh, partner.Credentials(TokenB))).Ocpi);
    }

    [Fact]
    public async Task A_second_handshake_on_a_connection_is_turned_away_while_one_is_under_way()
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var partner = await ScriptedPartner.StartAsync("token-a");
        var created = await gateway.RegisterWithAsync("TNM", partner.VersionsUrl, "token-a");
        var tokenB = partner.Given.GetProperty("token").GetString()!;
        Answer? crossing = null;
        partner.Instead = (http, _) =>
        {
            if (http.Request.Method == "PUT")
            {
                crossing = gateway.CredentialsAsync(HttpMethod.Put, tokenB, partner.Credentials("crossing"), "2.3.0").GetAwaiter().GetResult();
            }

            return null;
        };

        var report = await gateway.Operator.RotateAsync(created.Connection.Id, overlap: null, TestContext.Current.CancellationToken);

        Assert.True(report.Succeeded);
        Assert.Equal((200, 3000), (crossing!.Http, crossing.Ocpi));
    }

    private static async Task<(Guid Id, string TokenC)> RegisterAsync(TestGateway gateway, ScriptedPartner partner)
    {
        var created = await gateway.WaitForAsync("TNM");
        var answer = await gateway.CredentialsAsync(HttpMethod.Post, created.Token!, partner.Credentials(TokenB));
        return (created.Connection.Id, answer.Token);
    }
}
