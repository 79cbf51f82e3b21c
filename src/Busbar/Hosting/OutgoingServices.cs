using Busbar.Configuration;
using Busbar.Core.Calls;
using Busbar.Core.Connections;
using Busbar.Core.Exchanges;
using Busbar.Core.Registration;
using Busbar.Delivery;
using Busbar.Delivery.Calls;
using Busbar.Delivery.Http;
using Busbar.Delivery.Registration;
using Busbar.Storage.Exchanges;

namespace Busbar.Hosting;

/// <summary>Registers what leaves this gateway: deliveries, handshakes and calls, all through the one guarded client.</summary>
internal static class OutgoingServices
{
    public static IServiceCollection AddOutgoing(this IServiceCollection services, GatewayOptions options)
    {
        services.AddSingleton(_ => GuardedHttp.CreateClient(new OutgoingOptions { AllowPrivateNetworks = options.AllowPrivateNetworks }));
        services.AddSingleton(options.Retention);
        services.AddSingleton(new ExchangeLogOptions { KeepFor = options.Retention.Exchanges ?? TimeSpan.MaxValue });
        services.AddBusbarDelivery();
        services.AddSingleton<IPartnerHandshake>(provider => new PartnerHandshake(
            provider.GetRequiredService<HttpClient>(),
            new ExchangeRecorder(
                provider.GetRequiredService<IExchangeLog>(), provider.GetRequiredService<TimeProvider>(), ExchangeDirection.Out, peer => peer as Guid?, provider.GetRequiredService<HabitBook>()),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<CallSender>();
        services.AddSingleton<ICallSender>(provider => provider.GetRequiredService<CallSender>());
        services.AddSingleton<ICustomSender>(provider => provider.GetRequiredService<CallSender>());
        services.AddSingleton<IProfileSender>(provider => provider.GetRequiredService<CallSender>());
        services.AddSingleton<IRequestSender>(provider => provider.GetRequiredService<CallSender>());
        services.AddHostedService<CallSweeper>();
        return services;
    }
}
