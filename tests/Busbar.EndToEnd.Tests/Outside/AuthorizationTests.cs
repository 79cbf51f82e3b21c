using System.Net.Sockets;
using System.Text;
using Busbar.Testing;

namespace Busbar.EndToEnd.Tests.Outside;

/// <summary>Who gets in, and who does not.</summary>
[Collection<OutsideTests>]
public sealed class AuthorizationTests(OutsideGateway gateway)
{
    private readonly PlainPartner _partner = gateway.Emsp221;

    [Theory]
    [Requirement("TRN-013", "TRN-014", "TRN-074", "TRN-086", "TRN-003", "VER-006")]
    [InlineData("")]
    [InlineData("Token")]
    [InlineData("Token ")]
    [InlineData("Token bm8tc3VjaC10b2tlbg==")]
    [InlineData("Token no-such-token")]
    [InlineData("Basic dXNlcjpwYXNz")]
    public async Task Missing_or_wrong_token_is_401_with_envelope_and_message_ids(string authorization)
    {
        foreach (var url in (string[])[gateway.Process.VersionsUrl.AbsoluteUri, _partner.At("locations/SENDER"), _partner.At("credentials/SENDER"), _partner.At("locations/SENDER", "/no/such/place/at/all")])
        {
            var answer = await _partner.SendAsync("GET", url, null, ("Authorization", authorization), ("X-Request-ID", "req-1"), ("X-Correlation-ID", "cor-1"));
            answer.Is(401, 2000);
            Assert.Equal(("req-1", "cor-1"), (answer.Header("X-Request-ID"), answer.Header("X-Correlation-ID")));
            Assert.Null(answer.Data);
        }
    }

    [Fact]
    [Requirement("TRN-010", "TRN-011", "TRN-005")]
    public async Task Token_is_taken_in_Base64_and_raw_and_with_the_deviations_seen_in_the_field()
    {
        var encoded = PlainPartner.Base64(_partner.Token);
        foreach (var good in (string[])
            [
                $"Token {encoded}", $"Token {_partner.Token}", $"token {encoded}", $"TOKEN {encoded}", $"Token   {encoded}", $"Token {encoded.TrimEnd('=')}",
                $"Token {PlainPartner.Base64(_partner.Token + "\n")}",
            ])
        {
            (await _partner.SendAsync("GET", _partner.At("locations/SENDER"), null, ("Authorization", good))).Is(200, 1000);
        }

        foreach (var bad in (string[])
            [
                $"Token {PlainPartner.Base64(Swap(_partner.Token))}", $"Token {_partner.Token[..^1]}", $"Bearer {_partner.Token}", _partner.Token,
                $"Token {PlainPartner.Base64(encoded)}", $"Token {encoded} {encoded}", $"Token {encoded}, Token {encoded}",
            ])
        {
            (await _partner.SendAsync("GET", _partner.At("locations/SENDER"), null, ("Authorization", bad))).Is(401, 2000);
        }
    }

    [Fact]
    [Requirement("TRN-016", "TRN-082", "TRN-084")]
    public async Task Header_names_are_read_in_any_case()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(gateway.Process.BaseUrl.Host, gateway.Process.BaseUrl.Port, TestContext.Current.CancellationToken);
        var stream = client.GetStream();
        var request =
            $"GET {new Uri(_partner.At("locations/SENDER")).AbsolutePath} HTTP/1.1\r\nhOST: x\r\naUTHORIZATION: tOKEN {PlainPartner.Base64(_partner.Token)}\r\n"
            + "x-request-id: req-2\r\nX-CORRELATION-ID: cor-2\r\nocpi-FROM-party-id: emb\r\nOCPI-from-COUNTRY-code: nl\r\nconnection: close\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
        Assert.Contains("X-Request-ID: req-2\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("X-Correlation-ID: cor-2\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("OCPI-to-party-id: emb\r\n", answer, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    [Requirement("TRN-013")]
    public async Task Two_Authorization_headers_are_401()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(gateway.Process.BaseUrl.Host, gateway.Process.BaseUrl.Port, TestContext.Current.CancellationToken);
        var stream = client.GetStream();
        var header = $"Authorization: Token {PlainPartner.Base64(_partner.Token)}\r\n";
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"GET {new Uri(_partner.At("locations/SENDER")).AbsolutePath} HTTP/1.1\r\nHost: x\r\n{header}{header}Connection: close\r\n\r\n"),
            TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        Assert.StartsWith("HTTP/1.1 401", await reader.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("TRN-015")]
    public async Task Token_A_opens_versions_and_credentials_and_nothing_else()
    {
        await using var partner = await PlainPartner.StartAsync("2.3.0", "NL", "TKA", "EMSP");
        await partner.InviteAsync(gateway.Process);
        Assert.Equal(partner.Token, (string?)(await partner.SendAsync("GET", partner.At("credentials/SENDER"))).Is(200, 1000).Data!["token"]);
        foreach (var (endpoint, url) in partner.Endpoints.Where(endpoint => !endpoint.Key.StartsWith("credentials", StringComparison.Ordinal)))
        {
            var answer = await partner.SendAsync(endpoint.EndsWith("RECEIVER", StringComparison.Ordinal) ? "POST" : "GET", url, endpoint.EndsWith("RECEIVER", StringComparison.Ordinal) ? "{}" : null);
            answer.Is(401, 2000);
        }
    }

    [Fact]
    public async Task A_partners_token_does_not_open_the_operator_API_and_the_operators_key_not_OCPI()
    {
        Assert.Equal(401, (await _partner.SendAsync("GET", new Uri(gateway.Process.BaseUrl, "/api/connections").AbsoluteUri, null, ("Authorization", $"Bearer {_partner.Token}"))).Status);
        (await _partner.SendAsync("GET", _partner.At("locations/SENDER"), null, ("Authorization", $"Token {PlainPartner.Base64("end-to-end-operator-key-0123456789")}"))).Is(401, 2000);
    }

    private static string Swap(string token) => string.Concat(token.Select(c => char.IsUpper(c) ? char.ToLowerInvariant(c) : char.ToUpperInvariant(c)));
}
