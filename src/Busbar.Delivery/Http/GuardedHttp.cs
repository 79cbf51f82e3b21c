using System.Net;

namespace Busbar.Delivery.Http;

/// <summary>Makes the one HTTP client through which everything leaves this gateway: partners, call-backs, webhooks.</summary>
/// <remarks>
/// It follows no redirect: a redirect is an error, unless the caller sees to it that the token stays with its host.
/// The client has no time limit of its own: callers pass a cancellation that ends with the partner profile's time.
/// </remarks>
public static class GuardedHttp
{
    public static HttpClient CreateClient(OutgoingOptions options) => CreateClient(options, Dns.GetHostAddressesAsync);

    internal static HttpClient CreateClient(OutgoingOptions options, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
    {
        var connector = new GuardedConnector(new AddressPolicy(options.AllowPrivateNetworks), resolve);
        var sockets = new SocketsHttpHandler
        {
            ConnectCallback = connector.ConnectAsync,
            ConnectTimeout = options.ConnectTimeout,
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ActivityHeadersPropagator = null,
            AutomaticDecompression = DecompressionMethods.All,
            MaxConnectionsPerServer = options.MaxConnectionsPerServer,
            // Long enough to reuse connections, short enough to notice a partner's move in DNS.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
            MaxResponseHeadersLength = 64,
        };
        return new HttpClient(new ResponseLimit(sockets, options.MaxResponseBytes), disposeHandler: true)
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }
}
