using Busbar.Testing;

namespace Busbar.Ocpi.Http.Tests.Server;

public sealed class AuthenticationTests : ServerRig
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Token")]
    [InlineData("Token d3Jvbmc=")]
    [InlineData("Token EXAMPLE-TOKEN")]
    [InlineData("Basic ZXhhbXBsZS10b2tlbg==")]
    [InlineData("Bearer ZXhhbXBsZS10b2tlbg==")]
    [InlineData("ZXhhbXBsZS10b2tlbg==")]
    [Requirement("TRN-010", "TRN-013", "TRN-014", "TRN-074", "TRN-086", "VER-006")]
    public async Task Request_without_a_known_token_gets_401_with_envelope_and_ids(string? authorization)
    {
        foreach (var path in new[] { "/ocpi/versions", "/ocpi/2.2.1", "/ocpi/2.2.1/credentials", "/ocpi/2.3.0/sender/locations", "/ocpi/nowhere" })
        {
            var reply = await SendAsync("GET", path, authorization: authorization);
            Assert.Equal(401, reply.Http);
            Assert.Equal(2000, reply.Status);
            Assert.Equal("application/json; charset=utf-8", reply.Header("Content-Type"));
            Assert.Equal("request-1", reply.Header("X-Request-ID"));
            Assert.Equal("flow-1", reply.Header("X-Correlation-ID"));
            Assert.NotNull(reply.Envelope.Timestamp);
        }

        Assert.Null(Platform.Request);
    }

    [Fact]
    public async Task Two_authorization_headers_get_401()
    {
        var answer = await Server.RawAsync(
            "GET /ocpi/versions HTTP/1.1\r\nHost: x\r\nAuthorization: Token ZXhhbXBsZS10b2tlbg==\r\nAuthorization: Token ZXhhbXBsZS10b2tlbg==\r\nConnection: close\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 401", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Token ZXhhbXBsZS10b2tlbg==", null)]
    [InlineData("Token ZXhhbXBsZS10b2tlbgo=", "token.line-feed")]
    [InlineData("Token example-token", "token.raw")]
    [InlineData("tOKEN ZXhhbXBsZS10b2tlbg==", "authorization.scheme-case")]
    [InlineData("Token   ZXhhbXBsZS10b2tlbg==", "authorization.spacing")]
    [Requirement("TRN-010", "TRN-016")]
    public async Task Known_token_in_any_form_is_accepted_and_the_deviation_recorded(string authorization, string? rule)
    {
        var reply = await SendAsync("GET", "/ocpi/2.2.1/sender/locations", authorization: authorization);
        Assert.Equal(200, reply.Http);
        Assert.Equal(rule, Tolerated().SingleOrDefault()?.Rule);
    }

    [Fact]
    public async Task Other_scheme_is_accepted_and_recorded_where_the_caller_may_use_it()
    {
        Platform.AnyScheme = true;
        Assert.Equal(200, (await SendAsync("GET", "/ocpi/2.2.1/sender/locations", authorization: "Bearer ZXhhbXBsZS10b2tlbg==")).Http);
        Assert.Equal("authorization.bearer", Assert.Single(Tolerated()).Rule);
        Assert.Equal(200, (await SendAsync("GET", "/ocpi/2.2.1/sender/locations", authorization: "ZXhhbXBsZS10b2tlbg==")).Http);
        Assert.Equal("authorization.no-scheme", Assert.Single(Tolerated()).Rule);
    }

    [Fact]
    public async Task Raw_token_on_211_is_no_deviation()
    {
        await SendAsync("GET", "/ocpi/2.1.1/sender/locations", authorization: "Token example-token");
        Assert.Empty(Tolerated());
    }

    [Fact]
    public async Task Strict_caller_with_a_raw_token_gets_401()
    {
        Assert.Equal(401, (await SendAsync("GET", "/ocpi/2.2.1/sender/locations", authorization: "Token strict-token")).Http);
        Assert.Equal(200, (await SendAsync("GET", "/ocpi/2.2.1/sender/locations", authorization: "Token c3RyaWN0LXRva2Vu")).Http);
    }

    [Theory]
    [InlineData("GET", "/ocpi/versions", 200)]
    [InlineData("GET", "/ocpi/2.2.1", 200)]
    [InlineData("GET", "/ocpi/2.3.0/credentials", 200)]
    [InlineData("POST", "/ocpi/2.3.0/credentials", 200)]
    [InlineData("GET", "/ocpi/2.2.1/sender/locations", 401)]
    [InlineData("GET", "/ocpi/2.3.0/sender/tokens", 401)]
    [InlineData("PUT", "/ocpi/2.3.0/receiver/locations/NL/TNM/1", 401)]
    [InlineData("POST", "/ocpi/2.3.0/receiver/commands/START_SESSION", 401)]
    [InlineData("POST", "/ocpi/2.3.0/sender/tokens/1/authorize", 401)]
    [InlineData("PUT", "/ocpi/2.3.0/sender/tokens", 401)]
    [Requirement("TRN-015", "VER-006")]
    public async Task Registration_token_opens_versions_and_credentials_only(string method, string path, int http)
    {
        var reply = await SendAsync(method, path, method == "GET" ? null : "{}", "Token cmVnaXN0cmF0aW9uLXRva2Vu");
        Assert.Equal(http, reply.Http);
        Assert.Equal(http == 200 ? 1000 : 2000, reply.Status);
        Assert.Equal("request-1", reply.Header("X-Request-ID"));
    }

    [Fact]
    [Requirement("TRN-016")]
    public async Task Header_names_in_odd_case_are_understood()
    {
        var answer = await Server.RawAsync(
            "GET /ocpi/2.2.1/sender/locations HTTP/1.1\r\nhost: x\r\nAUTHORIZATION: Token ZXhhbXBsZS10b2tlbg==\r\nx-request-id: r\r\nX-CORRELATION-ID: c\r\n"
            + "ocpi-TO-party-ID: TNM\r\nOcpi-To-Country-Code: NL\r\nOCPI-FROM-PARTY-ID: ALL\r\nocpi-from-country-code: DE\r\nConnection: close\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
        Assert.Contains("X-Request-ID: r\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("X-Correlation-ID: c\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("OCPI-to-party-id: ALL\r\n", answer, StringComparison.Ordinal);
        Assert.Empty(Tolerated());
    }
}
