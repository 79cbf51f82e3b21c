using System.Net.Http;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Testing;

namespace Busbar.Gateway.Tests.Connections;

/// <summary>What partners do differently when they register, and what is made of it.</summary>
public sealed class InboundToleranceTests
{
    private const string TokenB = "token-b-of-the-partner";

    [Fact]
    [Requirement("CRD-048")]
    public async Task The_same_role_may_repeat_with_other_ids_and_a_repeated_triple_counts_once()
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var partner = await ScriptedPartner.StartAsync(TokenB);
        partner.Roles = string.Join(
            ',',
            ScriptedPartner.Party("NL", "TNM", "CPO"), ScriptedPartner.Party("BE", "TNM", "CPO"), ScriptedPartner.Party("NL", "TNM", "EMSP"), ScriptedPartner.Party("nl", "tnm", "CPO"));
        var created = await gateway.WaitForAsync("TNM");

        await gateway.CredentialsAsync(HttpMethod.Post, created.Token!, partner.Credentials(TokenB));

        var connection = gateway.Find(created.Connection.Id);
        Assert.Equal(3, connection.Parties.Count);
        Assert.Contains(connection.LastHandshake!.Steps, step => step.Message.Contains("twice", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_role_hub_of_2_2_1_names_the_hubs_own_party()
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var partner = await ScriptedPartner.StartAsync(TokenB);
        partner.Roles = ScriptedPartner.Party("DE", "HUB", "HUB");
        var created = await gateway.WaitForAsync("Hub");

        await gateway.CredentialsAsync(HttpMethod.Post, created.Token!, partner.Credentials(TokenB));

        Assert.Equal(new PartyId("DE", "HUB"), gateway.Find(created.Connection.Id).HubParty);
    }

    [Fact]
    [Requirement("CRD-041")]
    public async Task A_hub_party_id_of_2_3_0_names_the_hubs_own_party_beside_its_roles()
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var partner = await ScriptedPartner.StartAsync(TokenB);
        var created = await gateway.WaitForAsync("Hub");

        await gateway.CredentialsAsync(HttpMethod.Post, created.Token!, partner.Credentials(TokenB, more: "\"hub_party_id\":\"DEHUB\","), "2.3.0");

        var connection = gateway.Find(created.Connection.Id);
        Assert.Equal(new PartyId("DE", "HUB"), connection.HubParty);
        Assert.Equal(new PartyId("NL", "TNM"), Assert.Single(connection.Parties).Party);
    }

    [Fact]
    [Requirement("VER-016", "VER-021", "VER-022")]
    public async Task Unknown_versions_modules_and_odd_roles_do_not_stand_in_the_way()
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var partner = await ScriptedPartner.StartAsync(TokenB);
        partner.Versions.InsertRange(0, ["9.9", "2.0"]);
        partner.Endpoints[0] = ("credentials", "RECEIVER");
        partner.Endpoints.Add(("Teleportation", "SENDER"));
        partner.Endpoints.Add(("locations", "SENDER"));
        var created = await gateway.WaitForAsync("TNM");

        var answer = await gateway.CredentialsAsync(HttpMethod.Post, created.Token!, partner.Credentials(TokenB), "2.3.0");

        Assert.Equal(1000, answer.Ocpi);
        var endpoints = gateway.Find(created.Connection.Id).Endpoints;
        Assert.Single(endpoints, endpoint => endpoint.Module == ModuleId.Locations);
        Assert.Single(endpoints, endpoint => endpoint.Module == ModuleId.From("teleportation"));
    }

    [Theory]
    [InlineData("""{"versions":LIST}""")]
    [InlineData("LIST")]
    public async Task Old_and_bare_forms_of_the_version_list_are_read(string form)
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var partner = await ScriptedPartner.StartAsync(TokenB);
        partner.Instead = (http, _) => http.Request.Path != "/versions"
            ? null
            : (200, form == "LIST" ? partner.VersionList() : ScriptedPartner.Envelope(form.Replace("LIST", partner.VersionList(), StringComparison.Ordinal)));
        var created = await gateway.WaitForAsync("TNM");

        Assert.Equal(1000, (await gateway.CredentialsAsync(HttpMethod.Post, created.Token!, partner.Credentials(TokenB))).Ocpi);
    }

    [Fact]
    public async Task A_base_path_in_place_of_the_versions_url_is_found_out()
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var partner = await ScriptedPartner.StartAsync(TokenB);
        partner.Instead = (http, _) => http.Request.Path == "/" ? (200, ScriptedPartner.Envelope("{}")) : null;
        var created = await gateway.WaitForAsync("TNM");

        var answer = await gateway.CredentialsAsync(HttpMethod.Post, created.Token!, partner.Credentials(TokenB, partner.BaseUrl.AbsoluteUri));

        Assert.Equal(1000, answer.Ocpi);
    }

    [Fact]
    public async Task Trailing_slashes_on_our_endpoints_are_served()
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var partner = await ScriptedPartner.StartAsync(TokenB);
        var created = await gateway.WaitForAsync("TNM");

        Assert.Equal(200, (await gateway.GetAsync("/ocpi/versions/", created.Token!)).Http);
        Assert.Equal(200, (await gateway.GetAsync("/ocpi//2.2.1/", created.Token!)).Http);
        var answer = await gateway.SendAsync(HttpMethod.Post, "/ocpi/2.2.1/credentials/", TestGateway.Encoded(created.Token!), partner.Credentials(TokenB));
        Assert.Equal(1000, answer.Ocpi);
    }
}
