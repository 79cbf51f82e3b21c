using Busbar.Core.Connections;
using Busbar.Core.Exchanges;
using Busbar.Core.Registration;
using Busbar.Endpoints.Callers;
using Busbar.Endpoints.Calls;
using Busbar.Endpoints.Credentials;
using Busbar.Endpoints.Objects;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Server;
using Busbar.Ocpi.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Busbar.Endpoints;

/// <summary>Adds what partners call to a gateway.</summary>
public static class EndpointsRegistration
{
    /// <summary>Adds the handlers of partners' requests. The core's services and the stores are added by others.</summary>
    public static IServiceCollection AddBusbarEndpoints(this IServiceCollection services) => services
        .AddSingleton<ConnectionAuthenticator>()
        .AddSingleton<CredentialsHandler>()
        .AddSingleton<TranslationMeter>()
        .AddSingleton<ObjectSender>()
        .AddSingleton<ObjectReceiver>();

    /// <summary>Serves /ocpi: Versions, Credentials, and of the offered modules those that can be served.</summary>
    public static IEndpointConventionBuilder MapBusbarOcpi(this IEndpointRouteBuilder endpoints)
    {
        var services = endpoints.ServiceProvider;
        var face = services.GetRequiredService<GatewayFace>();
        var clock = services.GetRequiredService<TimeProvider>();
        var calls = services.GetService<CallHandler>();
        return endpoints.MapOcpi("/ocpi", new OcpiServerSetup
        {
            Options = new OcpiServerOptions
            {
                PublicUrl = Root(services.GetRequiredService<IGatewayAddress>()),
                Versions = face.Versions,
                Modules = [.. face.Offered.Where(offered => calls is not null || !NeedsCalls(offered)).Select(offered => (offered.Module, offered.Role))],
            },
            Authenticator = services.GetRequiredService<ConnectionAuthenticator>(),
            Credentials = services.GetRequiredService<CredentialsHandler>(),
            Sender = services.GetRequiredService<ObjectSender>(),
            Receiver = services.GetRequiredService<ObjectReceiver>(),
            Calls = calls,
            Observer = new ExchangeRecorder(
                services.GetRequiredService<IExchangeLog>(), clock, ExchangeDirection.In, peer => (peer as ConnectionCaller)?.Connection.Id),
            Clock = clock,
            Log = services.GetRequiredService<ILoggerFactory>().CreateLogger("Busbar.Ocpi"),
        });
    }

    private static bool NeedsCalls(OfferedEndpoint offered) => offered.Module == ModuleId.Commands
        || (offered.Role == InterfaceRole.Sender && (offered.Module == ModuleId.Tokens || offered.Module == ModuleId.Sessions));

    /// <summary>The address may be known only when the server listens; after that the same value is given every time.</summary>
    private static Func<Uri> Root(IGatewayAddress address)
    {
        (Uri Base, Uri Root)? known = null;
        return () =>
        {
            var current = address.BaseUrl;
            if (known is not { } root || root.Base != current)
            {
                known = root = (current, new Uri(current.AbsoluteUri.TrimEnd('/') + "/ocpi"));
            }

            return root.Root;
        };
    }
}
