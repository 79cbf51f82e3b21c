using System.Net;
using Busbar.Ocpi.Server.Common;
using Busbar.Ocpi.Wire.Http;

namespace Busbar.Ocpi.Http.Tests.Server;

/// <summary>What comes too soon is refused before anything else is done about it.</summary>
public sealed class LimitTests : IAsyncLifetime
{
    private const string Known = "Authorization: Token ZXhhbXBsZS10b2tlbg==\r\n";

    private readonly Scripted _limiter = new();
    private readonly FakePlatform _platform = new();
    private Loopback _server = null!;

    public async ValueTask InitializeAsync()
    {
        _platform.Limiter = _limiter;
        _server = await Loopback.StartAsync(_platform.Setup());
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("GET", "/ocpi/versions")]
    [InlineData("GET", "/ocpi/2.2.1")]
    [InlineData("POST", "/ocpi/2.1.1/credentials")]
    [InlineData("GET", "/ocpi/2.1.1/sender/locations")]
    [InlineData("PUT", "/ocpi/2.2/receiver/locations/NL/TNM/1")]
    [InlineData("PATCH", "/ocpi/2.2.1/receiver/locations/NL/TNM/1")]
    [InlineData("POST", "/ocpi/2.3.0/receiver/commands/START_SESSION")]
    [InlineData("GET", "/ocpi/2.3.0/nowhere")]
    public async Task Too_many_requests_of_a_caller_get_429_in_every_version(string method, string path)
    {
        _limiter.OfCaller = new RequestRefusal("More than 5 requests per second.", TimeSpan.FromMilliseconds(1200), IsFirst: true);
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(_server.Url, path));
        request.Headers.TryAddWithoutValidation("Authorization", "Token ZXhhbXBsZS10b2tlbg==");
        request.Headers.TryAddWithoutValidation("X-Request-ID", "request-1");
        request.Content = method == "GET" ? null : new StringContent("this is never looked at");
        using var answer = await _server.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(429, (int)answer.StatusCode);
        Assert.Equal("2", answer.Headers.GetValues("Retry-After").Single());
        Assert.Equal("request-1", answer.Headers.GetValues("X-Request-ID").Single());
        var envelope = EnvelopeReader.Read(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken))!;
        Assert.Equal((2000, "More than 5 requests per second."), (envelope.Status?.Code, envelope.Message));
        Assert.NotNull(envelope.Timestamp);
        Assert.Null(_platform.Request);
        Assert.Equal(0, _limiter.AskedAboutUnknown);
    }

    [Fact]
    public async Task Wait_is_told_in_whole_seconds_and_one_at_least()
    {
        _limiter.OfCaller = new RequestRefusal("Too many.", TimeSpan.Zero, IsFirst: true);
        Assert.Contains("Retry-After: 1\r\n", await _server.RawAsync($"GET /ocpi/versions HTTP/1.1\r\nHost: x\r\n{Known}Connection: close\r\n\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_connection_is_good_for_the_next_request_though_the_body_was_not_read()
    {
        _limiter.OfCaller = new RequestRefusal("Too many.", TimeSpan.FromSeconds(1), IsFirst: true);
        var body = new string('x', 100_000);
        var once = $"PUT /ocpi/2.2.1/receiver/locations/NL/TNM/1 HTTP/1.1\r\nHost: x\r\n{Known}Content-Type: application/json\r\nContent-Length: {body.Length}\r\n";
        var answer = await _server.RawAsync($"{once}\r\n{body}{once}Connection: close\r\n\r\n{body}");

        Assert.Equal(2, answer.Split("HTTP/1.1 429").Length - 1);
        Assert.Null(_platform.Request);
    }

    [Fact]
    public async Task Unknown_callers_are_held_to_the_limit_of_their_address_and_known_ones_are_not()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync("Token d3Jvbmc="));
        _limiter.OfUnknown = new RequestRefusal("Too many from your address.", TimeSpan.FromSeconds(30), IsFirst: true);
        Assert.Equal(HttpStatusCode.TooManyRequests, await GetAsync("Token d3Jvbmc="));
        Assert.Equal(HttpStatusCode.TooManyRequests, await GetAsync(null));
        Assert.Equal(HttpStatusCode.OK, await GetAsync("Token ZXhhbXBsZS10b2tlbg=="));
        Assert.Equal(IPAddress.Loopback, _limiter.Address);
    }

    [Fact]
    public async Task Only_the_first_of_many_alike_is_more_than_counted()
    {
        foreach (var first in new[] { true, false })
        {
            _limiter.OfCaller = new RequestRefusal("Too many.", TimeSpan.FromSeconds(1), first);
            await GetAsync("Token ZXhhbXBsZS10b2tlbg==");
        }

        _limiter.OfCaller = null;
        await GetAsync("Token ZXhhbXBsZS10b2tlbg==");
        while (_platform.Exchanges.Count < 3) // The observer is told after the answer is out.
            await Task.Delay(1, TestContext.Current.CancellationToken);
        Assert.Equal([(429, false), (429, true), (200, false)], _platform.Exchanges.Select(seen => (seen.Exchange.HttpStatus!.Value, seen.Exchange.CountOnly)));
    }

    private async Task<HttpStatusCode> GetAsync(string? authorization)
    {
        var seen = _platform.Exchanges.Count;
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_server.Url, "/ocpi/versions"));
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var answer = await _server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        while (_platform.Exchanges.Count == seen)
            await Task.Delay(1, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private sealed class Scripted : IRequestLimiter
    {
        public RequestRefusal? OfCaller { get; set; }

        public RequestRefusal? OfUnknown { get; set; }

        public int AskedAboutUnknown { get; private set; }

        public IPAddress? Address { get; private set; }

        public RequestRefusal? Take(OcpiCaller caller) => OfCaller;

        public RequestRefusal? TakeUnknown(IPAddress? address)
        {
            AskedAboutUnknown++;
            Address = address;
            return OfUnknown;
        }
    }
}
