using Busbar.Configuration;
using Busbar.Core.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Busbar.Hosting;

/// <summary>The configured public URL, else the first address that the server really listens on (port 0 included).</summary>
internal sealed class GatewayAddress(GatewayOptions options, IServer server) : IGatewayAddress
{
    private Uri? _baseUrl = options.PublicUrl is { } configured ? Trim(configured) : null;

    public Uri BaseUrl => _baseUrl ??= FromServer();

    private Uri FromServer()
    {
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
            ?? throw new InvalidOperationException("The gateway's address is known only once it listens; set Busbar:PublicUrl to have it earlier.");
        return Trim(Reachable(address));
    }

    // A wildcard address is where one listens, not where one is reached.
    private static Uri Reachable(string address)
    {
        var url = BindingAddress.Parse(address);
        var host = url.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "localhost" : url.Host;
        if (url.Port == 0)
        {
            throw new InvalidOperationException("The gateway's port is chosen when it starts to listen, which it has not yet.");
        }

        return new UriBuilder(url.Scheme, host, url.Port, url.PathBase).Uri;
    }

    private static Uri Trim(Uri url) => new(url.GetLeftPart(UriPartial.Path).TrimEnd('/'));
}
