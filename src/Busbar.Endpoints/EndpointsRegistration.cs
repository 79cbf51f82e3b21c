using Busbar.Core.Connections;
using Busbar.Core.Delivery;
using Busbar.Core.Exchanges;
using Busbar.Core.Hubs;
using Busbar.Core.Registration;
using Busbar.Endpoints.Bookings;
using Busbar.Endpoints.Callers;
using Busbar.Endpoints.Calls;
using Busbar.Endpoints.Credentials;
using Busbar.Endpoints.Hubs;
using Busbar.Endpoints.Invoices;
using Busbar.Endpoints.Objects;
using Busbar.Endpoints.Payments;
using Busbar.Endpoints.Versions;
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
        .AddSingleton<CallerLimiter>()
        .AddSingleton<VersionsHandler>()
        .AddSingleton<CredentialsHandler>()
        .AddSingleton<TranslationMeter>()
        .AddSingleton<ObjectForm>()
        .AddSingleton<PageCache>()
        .AddSingleton<ObjectSender>()
        .AddSingleton<ObjectReceiver>()
        .AddSingleton<CallHandler>()
        .AddSingleton<ProfileHandler>()
        .AddSingleton<ClientInfoHandler>()
        .AddSingleton<InvoiceHandler>()
        .AddSingleton<PaymentsHandler>()
        .AddSingleton<BookingsHandler>()
        .AddSingleton<CustomModuleHandler>();

    /// <summary>Serves /ocpi: Versions, Credentials, and the offered modules.</summary>
    public static IEndpointConventionBuilder MapBusbarOcpi(this IEndpointRouteBuilder endpoints)
    {
        var services = endpoints.ServiceProvider;
        var face = services.GetRequiredService<GatewayFace>();
        var clock = services.GetRequiredService<TimeProvider>();
        return endpoints.MapOcpi("/ocpi", new OcpiServerSetup
        {
            Options = new OcpiServerOptions
            {
                PublicUrl = Root(services.GetRequiredService<IGatewayAddress>()),
                Versions = face.Versions,
                Modules = [.. face.Offered.Select(offered => (offered.Module, offered.Role))],
            },
            Explain = StoreAway.Explain,
            Authenticator = services.GetRequiredService<ConnectionAuthenticator>(),
            Limiter = services.GetRequiredService<CallerLimiter>(),
            Versions = services.GetRequiredService<VersionsHandler>(),
            Credentials = services.GetRequiredService<CredentialsHandler>(),
            Sender = services.GetRequiredService<ObjectSender>(),
            Receiver = services.GetRequiredService<ObjectReceiver>(),
            Calls = services.GetRequiredService<CallHandler>(),
            Bookings = services.GetRequiredService<BookingsHandler>(),
            Payments = services.GetRequiredService<PaymentsHandler>(),
            ChargingProfiles = services.GetRequiredService<ProfileHandler>(),
            ClientInfo = services.GetRequiredService<ClientInfoHandler>(),
            Invoices = services.GetRequiredService<InvoiceHandler>(),
            Custom = services.GetRequiredService<CustomModuleHandler>(),
            Observer = new ActivityObserver(
                new ExchangeRecorder(
                    services.GetRequiredService<IExchangeLog>(), clock, ExchangeDirection.In, peer => (peer as ConnectionCaller)?.Connection.Id,
                    services.GetRequiredService<HabitBook>()),
                services.GetRequiredService<IPartnerActivity>(),
                services.GetRequiredService<Reachability>()),
            Clock = clock,
            Log = services.GetRequiredService<ILoggerFactory>().CreateLogger("Busbar.Ocpi"),
        }).ShortCircuit(); // partners show their tokens here: what signs operators in has nothing to look for
    }

    /// <summary>The address may be known only when the server listens; after that the same value is given every time.</summary>
    private static Func<Uri> Root(IGatewayAddress address)
    {
        // One reference, so that a request sees both values or neither.
        Tuple<Uri, Uri>? known = null;
        return () =>
        {
            var current = address.BaseUrl;
            if (known is not { } root || root.Item1 != current)
            {
                known = root = Tuple.Create(current, new Uri(current.AbsoluteUri.TrimEnd('/') + "/ocpi"));
            }

            return root.Item2;
        };
    }
}
