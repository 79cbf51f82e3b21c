using System.Net.Http;
using System.Text;
using Busbar.Core.Connections;
using Busbar.Testing;

namespace Busbar.Gateway.Tests.Connections;

/// <summary>Whose token it is, in every form that partners send it.</summary>
public sealed class CallerTests
{
    [Fact]
    [Requirement("TRN-013")]
    public async Task Without_an_authorization_header_it_is_401()
    {
        await using var gateway = await TestGateway.StartAsync();

        var answer = await gateway.SendAsync(HttpMethod.Get, "/ocpi/versions", authorization: null);

        Assert.Equal((401, 2000), (answer.Http, answer.Ocpi));
    }

    [Theory]
    [InlineData("Token {base64}")]
    [InlineData("token   {base64}")]
    [InlineData("Token {linefeed}")]
    [InlineData("Token {unpadded}")]
    [InlineData("Token {raw}")]
    [Requirement("TRN-010", "TRN-011")]
    public async Task Every_known_form_of_the_header_is_accepted(string form)
    {
        await using var gateway = await TestGateway.StartAsync();
        var token = (await gateway.WaitForAsync("TNM")).Token!;

        Assert.Equal(200, (await gateway.SendAsync(HttpMethod.Get, "/ocpi/versions", Header(form, token))).Http);
    }

    [Theory]
    [InlineData("Token {base64}", 200)]
    [InlineData("Token {raw}", 401)]
    [InlineData("Token {linefeed}", 401)]
    [InlineData("token {base64}", 401)]
    public async Task A_strict_connection_takes_the_standards_form_only(string form, int expected)
    {
        await using var gateway = await TestGateway.StartAsync();
        var created = await gateway.WaitForAsync("TNM");
        await gateway.Operator.SetProfileAsync(created.Connection.Id, new PartnerProfile { Strict = true }, TestContext.Current.CancellationToken);

        Assert.Equal(expected, (await gateway.SendAsync(HttpMethod.Get, "/ocpi/2.2.1", Header(form, created.Token!))).Http);
    }

    [Theory]
    [InlineData("Bearer ")]
    [InlineData("")]
    public async Task Another_scheme_word_is_taken_where_the_profile_allows_it(string scheme)
    {
        // AMB-004
        await using var gateway = await TestGateway.StartAsync();
        var created = await gateway.WaitForAsync("TNM");
        var header = scheme + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(created.Token!));
        Assert.Equal(401, (await gateway.SendAsync(HttpMethod.Get, "/ocpi/versions", header)).Http);

        await gateway.Operator.SetProfileAsync(created.Connection.Id, new PartnerProfile { AnyScheme = true }, TestContext.Current.CancellationToken);
        Assert.Equal(200, (await gateway.SendAsync(HttpMethod.Get, "/ocpi/versions", header)).Http);
    }

    [Fact]
    [Requirement("TRN-010")]
    public async Task Tokens_are_compared_with_their_case()
    {
        await using var gateway = await TestGateway.StartAsync();
        var token = (await gateway.WaitForAsync("TNM")).Token!;
        var swapped = new string([.. token.Select(letter => char.IsUpper(letter) ? char.ToLowerInvariant(letter) : char.ToUpperInvariant(letter))]);

        Assert.Equal(401, (await gateway.GetAsync("/ocpi/versions", swapped)).Http);
    }

    [Fact]
    public async Task A_raw_token_that_looks_like_base64_is_not_taken_for_another()
    {
        await using var gateway = await TestGateway.StartAsync();
        var one = await gateway.WaitForAsync("One");
        var two = await gateway.WaitForAsync("Two");
        const string lookalike = "YWJjZA==";
        await IssueAsync(gateway, one.Connection.Id, lookalike);
        await IssueAsync(gateway, two.Connection.Id, "other");

        Assert.Equal(200, (await gateway.SendAsync(HttpMethod.Get, "/ocpi/versions", "Token " + lookalike)).Http);
        Assert.Equal(200, (await gateway.GetAsync("/ocpi/versions", lookalike)).Http);
        Assert.Equal(TokenEncoding.Raw, gateway.Find(one.Connection.Id).Profile.SendsToken);
        Assert.Null(gateway.Find(two.Connection.Id).Profile.SendsToken);
    }

    [Fact]
    public async Task How_a_partner_sends_its_token_is_remembered_and_tried_first_when_it_is_called_back()
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var partner = await ScriptedPartner.StartAsync("token-b");
        partner.TakesRawTokensOnly = true;
        var created = await gateway.WaitForAsync("TNM");

        var answer = await gateway.SendAsync(HttpMethod.Post, "/ocpi/2.2.1/credentials", "Token " + created.Token, partner.Credentials("token-b"));

        Assert.Equal(1000, answer.Ocpi);
        Assert.All(partner.Seen, seen => Assert.Equal("Token token-b", seen.Authorization));
        var profile = gateway.Find(created.Connection.Id).Profile;
        Assert.Equal((TokenEncoding.Raw, TokenEncoding.Raw), (profile.SendsToken, profile.TokenEncoding));
    }

    /// <summary>Where processes share a database: between looking for a token and asking whether there is news, somebody else may have read the news.</summary>
    [Fact]
    public async Task What_somebody_else_has_read_anew_in_between_is_news_to_who_looked_before()
    {
        await using var gateway = await TestGateway.StartAsync();
        var seen = gateway.Directory.Current;
        Assert.False(await gateway.Directory.RefreshIfStaleAsync(seen, TestContext.Current.CancellationToken));

        await gateway.Directory.RefreshAsync(TestContext.Current.CancellationToken);

        Assert.True(await gateway.Directory.RefreshIfStaleAsync(seen, TestContext.Current.CancellationToken));
    }

    [Fact]
    [Requirement("TRN-012", "CRD-002", "CRD-044")]
    public async Task Every_token_is_its_own_and_only_its_hash_is_kept()
    {
        await using var gateway = await TestGateway.StartAsync();
        var tokens = new List<string>();
        for (var i = 0; i < 50; i++)
        {
            tokens.Add((await gateway.WaitForAsync($"Partner {i}")).Token!);
        }

        Assert.Equal(50, tokens.Distinct().Count());
        Assert.All(tokens, token => Assert.Matches("^[A-Za-z0-9_-]{43}$", token));
        Assert.All(gateway.Store.Issued, issued => Assert.Matches("^[0-9a-f]{64}$", issued.Hash));
        Assert.DoesNotContain(gateway.Store.Issued, issued => tokens.Contains(issued.Hash));
    }

    [Fact]
    [Requirement("VER-001", "VER-003", "VER-004", "VER-005", "VER-006", "VER-007", "VER-008", "VER-009", "VER-011", "VER-012", "VER-013", "VER-014", "VER-015", "VER-017", "VER-019", "VER-023", "VER-026")]
    public async Task Versions_and_details_are_as_the_standard_says()
    {
        await using var gateway = await TestGateway.StartAsync();
        var token = (await gateway.WaitForAsync("TNM")).Token!;
        var saves = gateway.Store.Saves.Count + 1; // The first request tells how the partner sends its token.

        var list = (await gateway.GetAsync("/ocpi/versions", token)).Data.EnumerateArray().ToList();

        Assert.Equal(["2.2.1", "2.3.0"], list.Select(entry => entry.GetProperty("version").GetString()));
        foreach (var entry in list)
        {
            var url = new Uri(entry.GetProperty("url").GetString()!);
            Assert.Equal(gateway.BaseUrl.Authority, url.Authority);
            var details = (await gateway.GetAsync(url.AbsolutePath, token)).Data;
            Assert.Equal(entry.GetProperty("version").GetString(), details.GetProperty("version").GetString());

            var endpoints = details.GetProperty("endpoints").EnumerateArray()
                .Select(endpoint => (endpoint.GetProperty("identifier").GetString(), endpoint.GetProperty("role").GetString(), Url: endpoint.GetProperty("url").GetString()!))
                .ToList();
            Assert.Equal(
                [("credentials", "SENDER"), ("locations", "SENDER"), ("locations", "RECEIVER"), ("tariffs", "SENDER")],
                endpoints.Select(endpoint => (endpoint.Item1, endpoint.Item2)));
            Assert.Equal(4, endpoints.Select(endpoint => endpoint.Url).Distinct().Count());
            Assert.All(endpoints, endpoint => Assert.True(Uri.TryCreate(endpoint.Url, UriKind.Absolute, out _) && endpoint.Url.Length <= 255 && !endpoint.Url.EndsWith('/')));
        }

        Assert.Equal(401, (await gateway.GetAsync("/ocpi/2.3.0", "nobody-has-this")).Http);
        Assert.Equal(saves, gateway.Store.Saves.Count);
    }

    private static string Header(string form, string token) => form
        .Replace("{base64}", Base64(token), StringComparison.Ordinal)
        .Replace("{linefeed}", Base64(token + "\n"), StringComparison.Ordinal)
        .Replace("{unpadded}", Base64(token).TrimEnd('='), StringComparison.Ordinal)
        .Replace("{raw}", token, StringComparison.Ordinal);

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static Task<Connection?> IssueAsync(TestGateway gateway, Guid id, string token) => gateway.Directory.ChangeAsync(
        snapshot => new ConnectionChange(
            snapshot.Find(id)!, new TokenChanges { Issue = [new IssuedToken(CredentialsToken.Hash(token), id, TokenKind.A, null)] }),
        TestContext.Current.CancellationToken);
}
