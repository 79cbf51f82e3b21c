using System.Text.Json;
using Busbar.Core.Connections;
using Busbar.Core.Parties;
using Busbar.Core.Registration;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Testing;

namespace Busbar.Gateway.Tests.Connections;

/// <summary>Partners of 2.1.1, whose documents name no role and hold one party, register with us and we with them.</summary>
public sealed class OldRegistrationTests
{
    private const string TheirToken = "a-token-of-2.1.1";
    private static readonly PlatformParty Operator = new(new PartyId("NL", "TNM"), Role.Cpo, "The operator");
    private static readonly PlatformParty Provider = new(new PartyId("DE", "MSP"), Role.Emsp, "The provider", "https://msp.example");
    private static readonly PlatformParty OtherProvider = new(new PartyId("FR", "MSQ"), Role.Emsp, "Another provider");

    private static readonly TestGatewayOptions AllVersions = new()
    {
        Versions = OcpiVersions.All,
        AlsoOffered =
        [
            new(ModuleId.Tokens, InterfaceRole.Sender), new(ModuleId.Tokens, InterfaceRole.Receiver), new(ModuleId.ChargingProfiles, InterfaceRole.Receiver) { Since = OcpiVersion.V22 },
            new(ModuleId.HubClientInfo, InterfaceRole.Receiver) { Since = OcpiVersion.V22 },
        ],
    };

    [Fact]
    [Requirement("CRD-039", "VER-010", "VER-018", "HCI-021", "CHP-002", "TRN-004", "TRN-007", "RTE-006")]
    public async Task A_declared_operator_registers_with_raw_tokens_and_finds_the_other_side_of_each_module()
    {
        await using var gateway = await TestGateway.StartAsync(AllVersions with { Hosted = [Provider] });
        await using var partner = await OldPartnerAsync();
        var created = await gateway.WaitForAsync("TNM", Operator);

        var before = await gateway.SendAsync(HttpMethod.Get, "/ocpi/2.1.1", "Token " + created.Token);
        var answer = await gateway.SendAsync(HttpMethod.Post, "/ocpi/2.1.1/credentials", "Token " + created.Token, partner.FlatCredentials(TheirToken));
        var details = await gateway.SendAsync(HttpMethod.Get, "/ocpi/2.1.1", "Token " + answer.Token);

        Assert.Equal((200, 1000), (answer.Http, answer.Ocpi));
        Assert.Equal(["business_details", "country_code", "party_id", "token", "url"], answer.Data.EnumerateObject().Select(member => member.Name).Order());
        Assert.Equal(("DE", "MSP"), (answer.Data.GetProperty("country_code").GetString(), answer.Data.GetProperty("party_id").GetString()));
        Assert.Equal("""{"name":"The provider","website":"https://msp.example"}""", answer.Data.GetProperty("business_details").GetRawText());
        Assert.All([before, details], found => Assert.Equal(
            [("credentials", "/ocpi/2.1.1/credentials"), ("locations", "/ocpi/2.1.1/receiver/locations"), ("tokens", "/ocpi/2.1.1/sender/tokens")],
            Endpoints(found).Order()));
        Assert.All(partner.Seen, seen => Assert.Equal("Token " + TheirToken, seen.Authorization));

        var connection = gateway.Find(created.Connection.Id);
        Assert.Equal((ConnectionState.Connected, OcpiVersion.V211), (connection.State, connection.Version));
        Assert.Equal(Operator with { Name = "Party TNM" }, Assert.Single(connection.Parties));
        Assert.NotNull(connection.EndpointFor(ModuleId.Locations, InterfaceRole.Sender));
        Assert.NotNull(connection.EndpointFor(ModuleId.Tokens, InterfaceRole.Receiver));
        Assert.Equal((TokenEncoding.Raw, TokenEncoding.Raw), (connection.Profile.TokenEncoding, connection.Profile.SendsToken));
    }

    [Fact]
    [Requirement("CRD-039", "TRN-007", "TRN-023", "VER-010")]
    public async Task We_register_with_an_old_provider_with_raw_tokens_and_one_party()
    {
        await using var gateway = await TestGateway.StartAsync(AllVersions with { Hosted = [Operator, Provider] });
        await using var partner = await OldPartnerAsync();
        partner.Flat = """ "business_details":{"name":"Party MSQ"},"party_id":"MSQ","country_code":"FR" """;

        var created = await gateway.Operator.CreateAsync(
            new NewConnection { Name = "MSQ", Parties = [OtherProvider], VersionsUrl = partner.VersionsUrl, Token = TheirToken }, TestContext.Current.CancellationToken);

        Assert.True(created.Handshake!.Succeeded, string.Join('\n', created.Handshake.Steps));
        Assert.Equal(OcpiVersion.V211, created.Connection.Version);
        Assert.Equal([200, 200], partner.CallBacks);
        Assert.Equal(("NL", "TNM"), (partner.Given.GetProperty("country_code").GetString(), partner.Given.GetProperty("party_id").GetString()));
        Assert.False(partner.Given.TryGetProperty("roles", out _));
        Assert.Equal(Role.Emsp, Assert.Single(created.Connection.Parties).Role);
        Assert.NotNull(created.Connection.EndpointFor(ModuleId.Locations, InterfaceRole.Receiver));
        Assert.NotNull(created.Connection.EndpointFor(ModuleId.Tokens, InterfaceRole.Sender));
        Assert.Equal("Token " + TheirToken, partner.Seen.Last().Authorization);
        Assert.StartsWith("application/json", partner.Seen.Last().Headers["Content-Type"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_old_partner_that_decodes_tokens_all_the_same_is_found_out()
    {
        await using var gateway = await TestGateway.StartAsync(AllVersions with { Hosted = [Provider] });
        await using var partner = await OldPartnerAsync();
        partner.TakesRawTokensOnly = false;

        var created = await gateway.RegisterWithAsync("TNM", partner.VersionsUrl, TheirToken);

        Assert.True(created.Handshake!.Succeeded, string.Join('\n', created.Handshake.Steps));
        Assert.Equal(TokenEncoding.Base64, created.Connection.Profile.TokenEncoding);
    }

    [Theory]
    [InlineData("/ocpi/cpo/2.1.1/versions", "CPO")]
    [InlineData("/EMSP/versions", "EMSP")]
    public async Task Without_a_word_of_the_operator_the_urls_tell_the_side(string path, string role)
    {
        await using var gateway = await TestGateway.StartAsync(AllVersions with { Hosted = [Operator with { Party = new PartyId("NL", "OWN") }, Provider] });
        await using var partner = await OldPartnerAsync();
        partner.Instead = (http, _) => http.Request.Path == path ? (200, ScriptedPartner.Envelope(partner.VersionList())) : null;

        var created = await gateway.RegisterWithAsync("TNM", new Uri(partner.BaseUrl, path), TheirToken);

        Assert.True(created.Handshake!.Succeeded, string.Join('\n', created.Handshake.Steps));
        Assert.Equal(role, Assert.Single(created.Connection.Parties).Role.Value);
        Assert.Equal(role == "CPO" ? "MSP" : "OWN", partner.Given.GetProperty("party_id").GetString());
    }

    [Fact]
    public async Task Before_providers_alone_a_partner_can_only_be_an_operator()
    {
        await using var gateway = await TestGateway.StartAsync(AllVersions with { Hosted = [Provider, OtherProvider] });
        await using var partner = await OldPartnerAsync();
        var created = await gateway.WaitForAsync("TNM");

        var answer = await gateway.SendAsync(HttpMethod.Post, "/ocpi/2.1.1/credentials", "Token " + created.Token, partner.FlatCredentials(TheirToken));

        Assert.Equal(1000, answer.Ocpi);
        Assert.Equal(Role.Cpo, Assert.Single(gateway.Find(created.Connection.Id).Parties).Role);
        Assert.StartsWith("MS", answer.Data.GetProperty("party_id").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_tells_the_side_the_partner_and_the_operator_are_told_what_to_declare()
    {
        await using var gateway = await TestGateway.StartAsync(AllVersions with { Hosted = [Operator with { Party = new PartyId("NL", "OWN") }, Provider] });
        await using var partner = await OldPartnerAsync();
        var created = await gateway.WaitForAsync("TNM");

        var details = await gateway.SendAsync(HttpMethod.Get, "/ocpi/2.1.1", "Token " + created.Token);
        var answer = await gateway.SendAsync(HttpMethod.Post, "/ocpi/2.1.1/credentials", "Token " + created.Token, partner.FlatCredentials(TheirToken));

        Assert.Equal(["credentials"], Endpoints(details).Select(endpoint => endpoint.Module));
        Assert.Equal((200, 2001), (answer.Http, answer.Ocpi));
        Assert.Contains("declare", answer.Message, StringComparison.Ordinal);
        var connection = gateway.Find(created.Connection.Id);
        Assert.Equal(ConnectionState.Waiting, connection.State);
        Assert.Contains("\"parties\"", connection.LastHandshake!.Steps[^1].Message, StringComparison.Ordinal);

        await gateway.Operator.DeclareAsync(created.Connection.Id, [Operator], TestContext.Current.CancellationToken);
        var second = await gateway.SendAsync(HttpMethod.Post, "/ocpi/2.1.1/credentials", "Token " + created.Token, partner.FlatCredentials(TheirToken));
        Assert.Equal(1000, second.Ocpi);
    }

    [Fact]
    [Requirement("TRM-010")]
    public async Task The_operator_chooses_as_whom_we_stand_before_an_old_partner()
    {
        await using var gateway = await TestGateway.StartAsync(AllVersions with { Hosted = [Provider, OtherProvider] });
        await using var partner = await OldPartnerAsync();
        var created = await gateway.Operator.CreateAsync(
            new NewConnection { Name = "TNM as MSQ", Front = new FrontParty(OtherProvider.Party, Role.Emsp) }, TestContext.Current.CancellationToken);

        var answer = await gateway.SendAsync(HttpMethod.Post, "/ocpi/2.1.1/credentials", "Token " + created.Token, partner.FlatCredentials(TheirToken));
        var read = await gateway.SendAsync(HttpMethod.Get, "/ocpi/2.1.1/credentials", "Token " + answer.Token);

        Assert.All([answer, read], found => Assert.Equal(("FR", "MSQ"), (found.Data.GetProperty("country_code").GetString(), found.Data.GetProperty("party_id").GetString())));
        Assert.Equal(OtherProvider.Party, gateway.Find(created.Connection.Id).OnlyParty);
    }

    [Fact]
    public async Task An_old_partner_moves_to_a_newer_version_and_back()
    {
        await using var gateway = await TestGateway.StartAsync(AllVersions with { Hosted = [Provider] });
        await using var partner = await OldPartnerAsync();
        var created = await gateway.Operator.CreateAsync(
            new NewConnection { Name = "TNM", Parties = [Operator], VersionsUrl = partner.VersionsUrl, Token = TheirToken }, TestContext.Current.CancellationToken);
        partner.Versions.Add("2.2");

        var up = await gateway.Operator.ChangeVersionAsync(created.Connection.Id, OcpiVersion.V22, TestContext.Current.CancellationToken);
        Assert.True(up.Succeeded, string.Join('\n', up.Steps));
        Assert.Equal("PUT /2.2/credentials", $"{partner.Seen.Last().Method} {partner.Seen.Last().Path}");
        Assert.True(partner.Given.TryGetProperty("roles", out _));
        Assert.Equal(OcpiVersion.V22, gateway.Find(created.Connection.Id).Version);

        var down = await gateway.Operator.ChangeVersionAsync(created.Connection.Id, OcpiVersion.V211, TestContext.Current.CancellationToken);
        Assert.True(down.Succeeded, string.Join('\n', down.Steps));
        Assert.Equal(OcpiVersion.V211, gateway.Find(created.Connection.Id).Version);
        Assert.Equal("MSP", partner.Given.GetProperty("party_id").GetString());
    }

    [Fact]
    [Requirement("TRN-004", "TRN-007")]
    public async Task A_strict_partner_of_2_1_1_sends_its_token_raw_and_one_of_2_2_may_not()
    {
        await using var gateway = await TestGateway.StartAsync(AllVersions with { Hosted = [Provider] });
        await using var partner = await OldPartnerAsync();
        partner.Versions.Add("2.2");
        var created = await gateway.Operator.CreateAsync(
            new NewConnection { Name = "TNM", Parties = [Operator], Profile = new PartnerProfile { Strict = true } }, TestContext.Current.CancellationToken);
        var answer = await gateway.SendAsync(HttpMethod.Post, "/ocpi/2.1.1/credentials", "Token " + created.Token, partner.FlatCredentials(TheirToken));

        Assert.Equal(200, (await gateway.SendAsync(HttpMethod.Get, "/ocpi/versions", "Token " + answer.Token)).Http);
        Assert.Equal(200, (await gateway.SendAsync(HttpMethod.Get, "/ocpi/2.1.1", "Token " + answer.Token)).Http);
        Assert.Equal(401, (await gateway.SendAsync(HttpMethod.Get, "/ocpi/2.1.1", TestGateway.Encoded(answer.Token))).Http);
        Assert.Equal(401, (await gateway.SendAsync(HttpMethod.Get, "/ocpi/2.2", "Token " + answer.Token)).Http);
    }

    [Theory]
    [InlineData("2.2")]
    [InlineData("2.2.1")]
    [InlineData("2.3.0")]
    [Requirement("CRD-001", "CRD-008", "CRD-018", "CRD-045", "TRN-008")]
    public async Task Later_versions_register_with_roles(string version)
    {
        await using var gateway = await TestGateway.StartAsync(AllVersions with { Hosted = [Provider] });
        await using var partner = await ScriptedPartner.StartAsync(TheirToken);
        partner.Versions.Add("2.2");
        var created = await gateway.WaitForAsync("TNM");

        var answer = await gateway.CredentialsAsync(HttpMethod.Post, created.Token!, partner.Credentials(TheirToken), version);
        var details = await gateway.GetAsync("/ocpi/" + version, answer.Token);

        Assert.Equal(1000, answer.Ocpi);
        Assert.Equal("EMSP", answer.Data.GetProperty("roles")[0].GetProperty("role").GetString());
        Assert.Equal(version, gateway.Find(created.Connection.Id).Version!.Value.Number());
        Assert.All(details.Data.GetProperty("endpoints").EnumerateArray(), endpoint => Assert.True(endpoint.TryGetProperty("role", out _)));
        Assert.All(partner.Seen, seen => Assert.Equal(TestGateway.Encoded(TheirToken), seen.Authorization));
        Assert.All(answer.Token, character => Assert.InRange(character, '!', '~'));
        Assert.Equal(200, (await gateway.SendAsync(HttpMethod.Get, "/ocpi/" + version, TestGateway.Encoded(answer.Token))).Http);
    }

    private static async Task<ScriptedPartner> OldPartnerAsync()
    {
        var partner = await ScriptedPartner.StartAsync(TheirToken);
        partner.Versions.Clear();
        partner.Versions.Add("2.1.1");
        partner.TakesRawTokensOnly = true;
        partner.Endpoints.Add(("tokens", "ignored"));
        return partner;
    }

    private static IEnumerable<(string Module, string Path)> Endpoints(Answer details)
    {
        Assert.Equal(JsonValueKind.Object, details.Data.ValueKind);
        return details.Data.GetProperty("endpoints").EnumerateArray().Select(endpoint =>
        {
            Assert.Equal(["identifier", "url"], endpoint.EnumerateObject().Select(member => member.Name));
            return (endpoint.GetProperty("identifier").GetString()!, new Uri(endpoint.GetProperty("url").GetString()!).AbsolutePath);
        });
    }
}
