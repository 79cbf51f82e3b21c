using Busbar.Core.Connections;
using Busbar.Core.Delivery;
using Busbar.Core.Erasure;
using Busbar.Core.Exchanges;
using Busbar.Core.Jobs;
using Busbar.Core.Nodes;
using Busbar.Core.Reconciliation;
using Busbar.Core.Retention;
using Busbar.Core.Webhooks;
using Busbar.Delivery.Erasure;
using Busbar.Delivery.Hubs;
using Busbar.Delivery.Jobs;
using Busbar.Delivery.Nodes;
using Busbar.Delivery.Partners;
using Busbar.Delivery.Proofs;
using Busbar.Delivery.Pull;
using Busbar.Delivery.Push;
using Busbar.Delivery.Reconciliation;
using Busbar.Delivery.Replays;
using Busbar.Delivery.Retention;
using Busbar.Delivery.Tariffs;
using Busbar.Delivery.Verdicts;
using Busbar.Delivery.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Busbar.Delivery;

/// <summary>Registers what leaves this gateway: clients towards partners, pushes, pulls.</summary>
public static class DeliveryRegistration
{
    /// <summary>Needs the stores, the connection directory, the presented parties, the intake and the guarded HTTP client to be registered.</summary>
    public static IServiceCollection AddBusbarDelivery(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        // The first one started is the last one stopped: others take over when our own pumps have ended.
        services.TryAddSingleton(new LeaseOptions());
        services.AddHostedService<LeaseHost>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<PartnerClients>(
            provider, new ExchangeRecorder(provider.GetRequiredService<IExchangeLog>(), provider.GetRequiredService<TimeProvider>(), ExchangeDirection.Out, peer => peer as Guid?, provider.GetRequiredService<HabitBook>())));
        services.AddSingleton(new PushOptions());
        services.AddSingleton<ChangeFeed>();
        services.AddSingleton<OutgoingObjects>();
        services.AddSingleton<IPartnerLink, PartnerLink>();
        services.AddSingleton<PartnerViews>();
        services.AddSingleton<Turns>();
        services.AddSingleton<PullWatch>();
        services.AddSingleton<IPullWatch>(provider => provider.GetRequiredService<PullWatch>());
        services.AddSingleton<PumpServices>();
        services.AddSingleton<PumpHost>();
        services.AddSingleton<IDeliveryStatus>(provider => provider.GetRequiredService<PumpHost>());
        services.AddSingleton<IPartnerActivity>(provider => provider.GetRequiredService<PumpHost>());
        services.AddSingleton<Replay>();
        services.AddSingleton<IReplay, ClusterReplay>();
        services.AddSingleton<IJobRunner, ReplayRunner>();
        services.AddSingleton<IDeliveryProofs, DeliveryProofs>();
        services.AddSingleton<JobDesk>();
        services.AddHostedService<JobHost>();
        services.AddHostedService(provider => provider.GetRequiredService<PumpHost>());
        services.AddSingleton(new PullOptions());
        services.AddSingleton<PullMarks>();
        services.AddSingleton<Removals>();
        services.AddSingleton<PageReader>();
        services.AddSingleton<ModulePuller>();
        services.AddSingleton<ClientInfoPuller>();
        services.AddSingleton(new HubWatchOptions());
        services.AddHostedService<HubWatch>();
        services.AddSingleton<PullService>();
        services.AddSingleton<IPull, ClusterPull>();
        services.AddSingleton<IJobRunner, PullRunner>();
        services.AddHostedService<PullSchedule>();
        services.AddHostedService<VerdictWorker>();
        services.AddSingleton<Retelling>();
        services.AddHostedService<TariffDates>();
        services.AddHostedService<LackingObjects>();
        services.TryAddSingleton(new RetentionPolicy());
        services.AddSingleton<RetentionCounters>();
        services.AddSingleton<RetentionKeeper>();
        services.AddHostedService<RetentionWorker>();
        services.AddSingleton<IWebhookSender, WebhookSender>();
        services.AddSingleton<HouseCheck>();
        services.AddSingleton<SentComparison>();
        services.AddSingleton<HeldComparison>();
        services.AddSingleton<IJobRunner, CompareRunner>();
        services.AddSingleton<IJobRunner, RepairRunner>();
        services.AddSingleton<IJobRunner, CheckRunner>();
        services.AddSingleton<IReconciliation, ReconciliationDesk>();
        services.AddSingleton<DriverEraser>();
        services.AddSingleton<ErasureDesk>();
        services.AddSingleton<IJobRunner, ErasureRunner>();
        return services;
    }
}
