using System.Globalization;
using System.Net;
using System.Text;
using Busbar.Core.Webhooks;
using Busbar.Delivery.Http;
using Busbar.Delivery.Webhooks;

namespace Busbar.Gateway.Tests.Webhooks;

/// <summary>What goes over the wire, and what the guarded client does not let through.</summary>
public sealed class WebhookSenderTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private WebhookListener _listener = null!;

    [Fact]
    public async Task Message_carries_the_headers_and_the_body_as_they_were_signed()
    {
        using var http = GuardedHttp.CreateClient(new OutgoingOptions { AllowPrivateNetworks = true });
        var answer = await SendAsync(http);

        Assert.Equal((true, 200, null), (answer.IsDelivered, answer.HttpStatus, answer.Problem));
        var received = Assert.Single(_listener.Received);
        Assert.Equal(("POST", "/hook?for=busbar", "{\"a\":1}"), (received.Method, received.Path, received.Body));
        Assert.Equal(("application/json", "msg_1", "1614265330", "v1,signature"), (received.Headers["Content-Type"], received.Id, received.Headers["webhook-timestamp"], received.Headers["webhook-signature"]));
        Assert.DoesNotContain("Authorization", received.Headers.Keys);
    }

    [Theory]
    [InlineData(302, "redirects are not followed")]
    [InlineData(308, "redirects are not followed")]
    [InlineData(410, "it is gone")]
    [InlineData(500, "answered 500")]
    public async Task Every_answer_but_2xx_is_a_failure_and_no_redirect_is_followed(int status, string problem)
    {
        _listener.Answer = context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "/elsewhere";
            return Task.CompletedTask;
        };
        using var http = GuardedHttp.CreateClient(new OutgoingOptions { AllowPrivateNetworks = true });
        var answer = await SendAsync(http);
        Assert.Equal((false, status, status == 410), (answer.IsDelivered, answer.HttpStatus!.Value, answer.IsGone));
        Assert.Contains(problem, answer.Problem, StringComparison.Ordinal);
        Assert.Single(_listener.Received);
    }

    [Theory]
    [InlineData("120", 120)]
    [InlineData("soon", null)]
    public async Task Pause_that_the_receiver_asks_for_is_read(string header, int? seconds)
    {
        _listener.Answer = context =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = header;
            return Task.CompletedTask;
        };
        using var http = GuardedHttp.CreateClient(new OutgoingOptions { AllowPrivateNetworks = true });
        Assert.Equal(seconds, (int?)(await SendAsync(http)).RetryAfter?.TotalSeconds);
    }

    [Fact]
    public async Task Pause_until_an_instant_is_read_by_the_clock()
    {
        var until = DateTimeOffset.UtcNow.AddHours(2);
        _listener.Answer = context =>
        {
            context.Response.StatusCode = 503;
            context.Response.Headers.RetryAfter = until.ToString("R", CultureInfo.InvariantCulture);
            return Task.CompletedTask;
        };
        using var http = GuardedHttp.CreateClient(new OutgoingOptions { AllowPrivateNetworks = true });
        Assert.InRange((await SendAsync(http)).RetryAfter!.Value.TotalMinutes, 60, 121);
    }

    [Fact]
    public async Task Address_within_the_own_network_is_refused_and_never_called()
    {
        using var http = GuardedHttp.CreateClient(new OutgoingOptions());
        var answer = await SendAsync(http);
        Assert.Equal((false, (int?)null), (answer.IsDelivered, answer.HttpStatus));
        Assert.Contains("loopback", answer.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain("/hook", answer.Problem, StringComparison.Ordinal);
        Assert.Empty(_listener.Received);
    }

    [Fact]
    public async Task Name_that_leads_into_the_own_network_is_refused_too()
    {
        using var http = GuardedHttp.CreateClient(new OutgoingOptions(), (_, _) => Task.FromResult(new[] { IPAddress.Loopback }));
        var answer = await SendAsync(http, new UriBuilder(_listener.Url) { Host = "backend.example" }.Uri);
        Assert.Contains("loopback", answer.Problem, StringComparison.Ordinal);
        Assert.Empty(_listener.Received);
    }

    [Fact]
    public async Task Receiver_that_does_not_answer_is_given_up()
    {
        _listener.Answer = async context => await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
        using var http = GuardedHttp.CreateClient(new OutgoingOptions { AllowPrivateNetworks = true });
        var answer = await new WebhookSender(http, TimeProvider.System).SendAsync(Message(_listener.Url), TimeSpan.FromMilliseconds(200), TestContext.Current.CancellationToken);
        Assert.Equal("No answer within 0.2 seconds.", answer.Problem);

        using var giving = new CancellationTokenSource();
        var sending = new WebhookSender(http, TimeProvider.System).SendAsync(Message(_listener.Url), Limit, giving.Token);
        await giving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    [Fact]
    public async Task Answer_without_end_is_not_read()
    {
        _listener.Answer = async context =>
        {
            var block = Encoding.ASCII.GetBytes(new string('x', 64 * 1024));
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(block, context.RequestAborted);
            }
        };
        using var http = GuardedHttp.CreateClient(new OutgoingOptions { AllowPrivateNetworks = true });
        Assert.True((await SendAsync(http)).IsDelivered);
    }

    [Fact]
    public async Task Place_where_nobody_listens_is_told_without_the_address()
    {
        using var http = GuardedHttp.CreateClient(new OutgoingOptions { AllowPrivateNetworks = true });
        Assert.Equal("No connection.", (await SendAsync(http, new Uri($"http://127.0.0.1:{Testing.TestPort.Take()}/?secret=1"))).Problem);
    }

    public async ValueTask InitializeAsync() => _listener = await WebhookListener.StartAsync();

    public ValueTask DisposeAsync() => _listener.DisposeAsync();

    private Task<WebhookAnswer> SendAsync(HttpClient http, Uri? url = null) =>
        new WebhookSender(http, TimeProvider.System).SendAsync(Message(url ?? _listener.Url), Limit, TestContext.Current.CancellationToken);

    private static WebhookMessage Message(Uri url) => new(url, "msg_1", DateTimeOffset.FromUnixTimeSeconds(1614265330), "v1,signature", "{\"a\":1}"u8.ToArray());
}
