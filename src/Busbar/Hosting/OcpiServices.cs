using Busbar.Core.Connections;
using Busbar.Core.Delivery;
using Busbar.Core.Exchanges;
using Busbar.Endpoints.Callers;
using Busbar.Endpoints.Calls;
using Busbar.Endpoints.Credentials;
using Busbar.Endpoints.Objects;
using Busbar.Ocpi.Server;
using Busbar.Ocpi.Server.Hosting;

namespace Busbar.Hosting;

/// <summary>Registers and maps the OCPI server: /ocpi.</summary>
internal static class OcpiServices
{
    public static IServiceCollection AddOcpi(this IServiceCollection services)
    {
        services.AddSingleton<TranslationMeter>();
        services.AddSingleton<ConnectionAuthenticator>();
        services.AddSingleton<CredentialsHandler>();
        services.AddSingleton<ObjectSender>();
        services.AddSingleton<ObjectReceiver>();
        services.AddSingleton<CallHandler>();
        return services;
    }

    public static void MapGatewayOcpi(this WebApplication gateway)
    {
        var services = gateway.Services;
        var address = services.GetRequiredService<IGatewayAddress>();
        var clock = services.GetRequiredService<TimeProvider>();
        gateway.MapOcpi("/ocpi", new OcpiServerSetup
        {
            Options = new OcpiServerOptions
            {
                PublicUrl = () => new Uri(address.BaseUrl.AbsoluteUri.TrimEnd('/') + "/ocpi"),
                Versions = OfferedModules.Versions,
                Modules = [.. OfferedModules.All.Select(offered => (offered.Module, offered.Role))],
            },
            Authenticator = services.GetRequiredService<ConnectionAuthenticator>(),
            Credentials = services.GetRequiredService<CredentialsHandler>(),
            Sender = services.GetRequiredService<ObjectSender>(),
            Receiver = services.GetRequiredService<ObjectReceiver>(),
            Calls = services.GetRequiredService<CallHandler>(),
            Observer = new ActivityObserver(
                new ExchangeRecorder(services.GetRequiredService<IExchangeLog>(), clock, ExchangeDirection.In, ConnectionOf),
                services.GetRequiredService<IPartnerActivity>(),
                ConnectionOf),
            Clock = clock,
            Log = services.GetRequiredService<ILoggerFactory>().CreateLogger("Ocpi"),
        }).ExcludeFromDescription();
    }

    private static Guid? ConnectionOf(object? peer) => (peer as ConnectionCaller)?.Connection.Id;
}
