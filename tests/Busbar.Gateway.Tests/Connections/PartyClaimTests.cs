using System.Net.Http;
using Busbar.Core.Agreements;
using Busbar.Core.Connections;
using Busbar.Core.Parties;
using Busbar.Core.Registration;
using Busbar.Ocpi.Model.Common;
using Busbar.Testing;

namespace Busbar.Gateway.Tests.Connections;

/// <summary>A party belongs to one connection, and moves only with the operator's yes.</summary>
public sealed class PartyClaimTests
{
    private const string TokenB = "token-b-of-the-partner";
    private static readonly PartyId Tnm = new("NL", "TNM");

    [Theory]
    [InlineData("NL", "TNM")]
    [InlineData("nl", "tnm")]
    [Requirement("TRN-012")]
    public async Task A_party_of_another_connection_is_refused(string country, string id)
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var first = await ScriptedPartner.StartAsync(TokenB);
        await using var second = await ScriptedPartner.StartAsync(TokenB);
        await RegisterAsync(gateway, first, "First");
        second.Roles = ScriptedPartner.Party(country, id, "EMSP");

        var (connection, answer) = await RegisterAsync(gateway, second, "Second");

        Assert.Equal((200, 2001), (answer.Http, answer.Ocpi));
        Assert.Contains("belongs to another connection", answer.Message!, StringComparison.Ordinal);
        Assert.DoesNotContain("First", answer.Message!, StringComparison.Ordinal);
        var step = gateway.Find(connection).LastHandshake!.Steps[^1];
        Assert.Contains("NL/TNM belongs to another connection", step.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("\"First\"", step.Message, StringComparison.Ordinal);
        Assert.Contains("release it there (DELETE /api/connections/", step.Message, StringComparison.Ordinal);
        Assert.Empty(second.Seen);
        Assert.Equal(ConnectionState.Waiting, gateway.Find(connection).State);
    }

    [Fact]
    public async Task A_renewal_cannot_take_a_party_either()
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var first = await ScriptedPartner.StartAsync(TokenB);
        await using var second = await ScriptedPartner.StartAsync(TokenB);
        await RegisterAsync(gateway, first, "First");
        second.Roles = ScriptedPartner.Party("DE", "ABC", "EMSP");
        var (id, registered) = await RegisterAsync(gateway, second, "Second");
        second.Roles += "," + ScriptedPartner.Party("NL", "TNM", "EMSP");

        var answer = await gateway.CredentialsAsync(HttpMethod.Put, registered.Token, second.Credentials(TokenB));

        Assert.Equal(2001, answer.Ocpi);
        Assert.Equal(new PartyId("DE", "ABC"), Assert.Single(gateway.Find(id).Parties).Party);
    }

    [Fact]
    public async Task A_party_that_the_gateway_hosts_is_refused()
    {
        await using var gateway = await TestGateway.StartAsync(new TestGatewayOptions { Hosted = [new(Tnm, Role.Cpo, "Ours")] });
        await using var partner = await ScriptedPartner.StartAsync(TokenB);

        Assert.Equal(2001, (await RegisterAsync(gateway, partner, "First")).Answer.Ocpi);
    }

    [Fact]
    public async Task A_party_reserved_for_another_connection_is_refused()
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var partner = await ScriptedPartner.StartAsync(TokenB);
        await gateway.WaitForAsync("First", new PlatformParty(Tnm, Role.Cpo, "Expected"));

        Assert.Equal(2001, (await RegisterAsync(gateway, partner, "Second")).Answer.Ocpi);
        await Assert.ThrowsAsync<ConnectionRuleException>(() => gateway.WaitForAsync("Third", new PlatformParty(Tnm, Role.Cpo, "Expected")));
        await Assert.ThrowsAsync<ConnectionRuleException>(
            () => gateway.Directory.HostAsync(new PlatformParty(Tnm, Role.Cpo, "Expected"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Who_was_declared_may_not_announce_others()
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var partner = await ScriptedPartner.StartAsync(TokenB);
        var created = await gateway.WaitForAsync("First", new PlatformParty(new PartyId("DE", "ABC"), Role.Cpo, "Expected"));

        var answer = await gateway.CredentialsAsync(HttpMethod.Post, created.Token!, partner.Credentials(TokenB));

        Assert.Equal(2001, answer.Ocpi);
        Assert.Contains("NL/TNM", answer.Message!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_released_party_may_be_announced_by_another()
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var first = await ScriptedPartner.StartAsync(TokenB);
        await using var second = await ScriptedPartner.StartAsync(TokenB);
        var (old, _) = await RegisterAsync(gateway, first, "First");

        await gateway.Operator.ReleaseAsync(old, Tnm, TestContext.Current.CancellationToken);
        var (now, answer) = await RegisterAsync(gateway, second, "Second");

        Assert.Equal(1000, answer.Ocpi);
        Assert.Equal(now, gateway.Directory.Current.OwnerOf(Tnm)!.Connection!.Id);
    }

    [Fact]
    public async Task Of_two_that_register_the_same_party_at_once_one_gets_it()
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var first = await ScriptedPartner.StartAsync(TokenB);
        await using var second = await ScriptedPartner.StartAsync(TokenB);

        var answers = await Task.WhenAll(RegisterAsync(gateway, first, "First"), RegisterAsync(gateway, second, "Second"));

        Assert.Equal([1000, 2001], answers.Select(answer => answer.Answer.Ocpi!.Value).Order());
    }

    [Fact]
    public async Task Names_are_unique_and_url_and_token_belong_together()
    {
        await using var gateway = await TestGateway.StartAsync();
        await gateway.WaitForAsync("First");

        await Assert.ThrowsAsync<ConnectionRuleException>(() => gateway.WaitForAsync("FIRST"));
        await Assert.ThrowsAsync<ConnectionRuleException>(() => gateway.Operator.CreateAsync(
            new NewConnection { Name = "Second", VersionsUrl = gateway.VersionsUrl }, TestContext.Current.CancellationToken));
    }

    [Fact]
    [Requirement("CRD-049", "VER-025")]
    public async Task A_partner_is_shown_the_parties_that_agreements_let_it_see_and_never_its_own()
    {
        await using var gateway = await TestGateway.StartAsync(new TestGatewayOptions { Hosted = [new(new PartyId("FR", "HST"), Role.Cpo, "Hosted")] });
        await using var first = await ScriptedPartner.StartAsync(TokenB);
        await using var second = await ScriptedPartner.StartAsync(TokenB);
        second.Roles = ScriptedPartner.Party("DE", "ABC", "EMSP");
        var (_, one) = await RegisterAsync(gateway, first, "First");
        var (_, two) = await RegisterAsync(gateway, second, "Second");

        Assert.Equal(["FRHST"], Ids(one));
        Assert.Equal(["FRHST", "NLTNM"], Ids(two));

        gateway.Agreements.Agreements.Clear();
        gateway.Agreements.Agreements.Add(new Agreement { Id = Guid.NewGuid(), From = Tnm, To = new PartyId("DE", "ABC"), Since = DateTimeOffset.UnixEpoch });
        Assert.Equal(["NLTNM"], Ids(await gateway.CredentialsAsync(HttpMethod.Get, two.Token)));
        Assert.Equal(["XXBBR"], Ids(await gateway.CredentialsAsync(HttpMethod.Get, one.Token)));
    }

    [Fact]
    [Requirement("CRD-056")]
    public async Task A_partners_role_hub_is_not_presented_as_ours_and_an_unknown_role_is_other()
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var hub = await ScriptedPartner.StartAsync(TokenB);
        await using var other = await ScriptedPartner.StartAsync(TokenB);
        hub.Roles = ScriptedPartner.Party("DE", "HUB", "HUB") + "," + ScriptedPartner.Party("DE", "ABC", "PTP");
        await RegisterAsync(gateway, hub, "Hub");
        var (_, answer) = await RegisterAsync(gateway, other, "Other");

        Assert.Equal(["DEABC"], Ids(answer));
        Assert.Equal(["OTHER"], answer.Data.GetProperty("roles").EnumerateArray().Select(role => role.GetProperty("role").GetString()));
    }

    [Fact]
    public async Task Steps_leave_out_what_a_partners_url_carries_beside_its_path()
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var partner = await ScriptedPartner.StartAsync("token-a");

        var created = await gateway.RegisterWithAsync("TNM", new Uri(partner.VersionsUrl, "?key=hidden"), "token-a");

        Assert.True(created.Handshake!.Succeeded);
        Assert.DoesNotContain(created.Handshake.Steps, step => step.ToString().Contains("hidden", StringComparison.Ordinal));
        Assert.Contains(partner.Seen, seen => seen.Path == "/versions");
    }

    private static IEnumerable<string> Ids(Answer answer) => answer.Data.GetProperty("roles").EnumerateArray()
        .Select(role => role.GetProperty("country_code").GetString()! + role.GetProperty("party_id").GetString()).Order();

    private static async Task<(Guid Id, Answer Answer)> RegisterAsync(TestGateway gateway, ScriptedPartner partner, string name)
    {
        var created = await gateway.WaitForAsync(name);
        return (created.Connection.Id, await gateway.CredentialsAsync(HttpMethod.Post, created.Token!, partner.Credentials(TokenB)));
    }
}
