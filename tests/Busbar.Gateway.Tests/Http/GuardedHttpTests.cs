using System.Net;
using System.Text;
using Busbar.Delivery.Http;
using Busbar.Gateway.Tests.Connections;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Busbar.Gateway.Tests.Http;

/// <summary>What the guarded client refuses, over real sockets.</summary>
public sealed class GuardedHttpTests : IAsyncLifetime
{
    private WebApplication _server = null!;
    private int _requests;

    private Uri Url(string path) => new(new Uri(_server.Urls.First()), path);

    private int Port => new Uri(_server.Urls.First()).Port;

    [Theory]
    [InlineData("http://127.0.0.1:{0}/")]
    [InlineData("http://2130706433:{0}/")]
    [InlineData("http://0x7f.1:{0}/")]
    [InlineData("http://127.1:{0}/")]
    [InlineData("http://[::1]:{0}/")]
    [InlineData("http://[::ffff:127.0.0.1]:{0}/")]
    [InlineData("http://localhost:{0}/")]
    [InlineData("http://0.0.0.0:{0}/")]
    public async Task Every_spelling_of_loopback_is_refused(string form)
    {
        using var client = GuardedHttp.CreateClient(new OutgoingOptions());

        var failure = await Assert.ThrowsAsync<HttpRequestException>(
            () => client.GetAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, form, Port), TestContext.Current.CancellationToken));

        Assert.IsType<AddressRefusedException>(failure.InnerException);
        Assert.Equal(0, _requests);
    }

    [Fact]
    public async Task A_name_that_resolves_to_loopback_is_refused_and_not_connected_to()
    {
        using var client = GuardedHttp.CreateClient(new OutgoingOptions(), (_, _) => Task.FromResult(new[] { IPAddress.Loopback }));

        var failure = await Assert.ThrowsAsync<HttpRequestException>(
            () => client.GetAsync($"http://partner.example:{Port}/", TestContext.Current.CancellationToken));

        Assert.Contains("loopback", failure.InnerException!.Message, StringComparison.Ordinal);
        Assert.Equal(0, _requests);
    }

    [Fact]
    public async Task The_address_that_was_checked_is_the_one_that_is_connected_to()
    {
        var asked = 0;
        using var client = GuardedHttp.CreateClient(new OutgoingOptions { AllowPrivateNetworks = true }, (_, _) =>
        {
            asked++;
            return Task.FromResult(new[] { IPAddress.Loopback });
        });

        Assert.Equal("hello", await client.GetStringAsync($"http://partner.example:{Port}/", TestContext.Current.CancellationToken));
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task Of_mixed_addresses_only_the_open_ones_are_taken()
    {
        var connector = new GuardedConnector(
            new AddressPolicy(allowPrivateNetworks: false), (_, _) => Task.FromResult(new[] { IPAddress.Loopback, IPAddress.Parse("1.1.1.1") }));

        Assert.Equal([IPAddress.Parse("1.1.1.1")], await connector.AllowedAsync("partner.example", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task No_redirect_is_followed()
    {
        using var client = GuardedHttp.CreateClient(new OutgoingOptions { AllowPrivateNetworks = true });

        using var response = await client.GetAsync(Url("/away"), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.TemporaryRedirect, response.StatusCode);
        Assert.Equal(1, _requests);
    }

    [Theory]
    [InlineData("/long?announced")]
    [InlineData("/long")]
    public async Task A_response_beyond_the_limit_is_cut(string path)
    {
        using var client = GuardedHttp.CreateClient(new OutgoingOptions { AllowPrivateNetworks = true, MaxResponseBytes = 1000 });

        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetByteArrayAsync(Url(path), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Cookies_are_not_kept()
    {
        using var client = GuardedHttp.CreateClient(new OutgoingOptions { AllowPrivateNetworks = true });

        await client.GetStringAsync(Url("/cookie"), TestContext.Current.CancellationToken);

        Assert.Equal("none", await client.GetStringAsync(Url("/cookie"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_partner_url_into_our_own_network_is_told_to_the_operator_and_never_called()
    {
        await using var gateway = await TestGateway.StartAsync(new TestGatewayOptions { AllowPrivateNetworks = false });
        await using var partner = await ScriptedPartner.StartAsync("token-a");

        var created = await gateway.RegisterWithAsync("TNM", partner.VersionsUrl, "token-a");

        Assert.False(created.Handshake!.Succeeded);
        Assert.Contains("loopback", created.Handshake.Steps[^1].Message, StringComparison.Ordinal);
        Assert.Empty(partner.Seen);
    }

    [Fact]
    public async Task A_redirect_to_another_host_does_not_get_the_token()
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var partner = await ScriptedPartner.StartAsync("token-a");
        partner.Instead = (http, _) =>
        {
            http.Response.Headers.Location = Url("/stolen").AbsoluteUri;
            return (307, "");
        };

        var created = await gateway.RegisterWithAsync("TNM", partner.VersionsUrl, "token-a");

        Assert.False(created.Handshake!.Succeeded);
        Assert.Contains("redirect", created.Handshake.Steps[^1].Message, StringComparison.Ordinal);
        Assert.Equal(0, _requests);
    }

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.Run(async http =>
        {
            Interlocked.Increment(ref _requests);
            switch (http.Request.Path.Value)
            {
                case "/away":
                    http.Response.StatusCode = 307;
                    http.Response.Headers.Location = "http://elsewhere.example/";
                    break;
                case "/long":
                    if (http.Request.QueryString.HasValue)
                    {
                        http.Response.ContentLength = 5000;
                    }

                    await http.Response.Body.WriteAsync(Encoding.ASCII.GetBytes(new string('x', 5000)));
                    break;
                case "/cookie":
                    http.Response.Cookies.Append("seen", "yes");
                    await http.Response.WriteAsync(http.Request.Cookies.ContainsKey("seen") ? "kept" : "none");
                    break;
                default:
                    await http.Response.WriteAsync("hello");
                    break;
            }
        });
        await _server.StartAsync();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
