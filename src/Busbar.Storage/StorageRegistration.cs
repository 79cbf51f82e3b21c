using Busbar.Core.Agreements;
using Busbar.Core.Calls;
using Busbar.Core.Connections;
using Busbar.Core.Delivery;
using Busbar.Core.Erasure;
using Busbar.Core.Exchanges;
using Busbar.Core.Intake;
using Busbar.Core.Jobs;
using Busbar.Core.Losses;
using Busbar.Core.Metering;
using Busbar.Core.Nodes;
using Busbar.Core.Objects;
using Busbar.Core.Parties;
using Busbar.Core.Reconciliation;
using Busbar.Core.Retention;
using Busbar.Core.Settings;
using Busbar.Core.Tariffs;
using Busbar.Core.Verdicts;
using Busbar.Core.Webhooks;
using Busbar.Storage.Agreements;
using Busbar.Storage.Calls;
using Busbar.Storage.Connections;
using Busbar.Storage.Delivery;
using Busbar.Storage.Erasure;
using Busbar.Storage.Exchanges;
using Busbar.Storage.Intake;
using Busbar.Storage.Jobs;
using Busbar.Storage.Links;
using Busbar.Storage.Losses;
using Busbar.Storage.Metering;
using Busbar.Storage.Nodes;
using Busbar.Storage.Objects;
using Busbar.Storage.Parties;
using Busbar.Storage.Reconciliation;
using Busbar.Storage.Retention;
using Busbar.Storage.Settings;
using Busbar.Storage.Tariffs;
using Busbar.Storage.Verdicts;
using Busbar.Storage.Webhooks;
using Busbar.Storage.Writing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Busbar.Storage;

/// <summary>Registers the stores on whichever database was registered.</summary>
public static class StorageRegistration
{
    public static IServiceCollection AddBusbarStores(this IServiceCollection services) => services
        .AddSingleton<IObjectStore, ObjectStore>()
        .AddSingleton<IObjectWatch, ObjectWatch>()
        .AddSingleton<IAbsences, Absences>()
        .AddSingleton<IChangeLog, ChangeLog>()
        .AddSingleton<IConnectionStore, ConnectionStore>()
        .AddSingleton<IAgreementStore, AgreementStore>()
        .AddSingleton<IHostedPartyStore, HostedPartyStore>()
        .AddSingleton<ICursorStore, CursorStore>()
        .AddSingleton<IReceiptStore, ReceiptStore>()
        .AddSingleton<IWithheldStore, WithheldStore>()
        .AddSingleton<IRefusalStore, RefusalStore>()
        .AddSingleton<IPullStore, PullStore>()
        .AddSingleton<IQuarantine, QuarantineStore>()
        .AddSingleton<IRepairLog, RepairLog>()
        .AddSingleton<ILossLog, LossLog>()
        .AddSingleton<ICreditLedger, CreditLedger>()
        .AddSingleton<IJobStore, JobStore>()
        .AddSingleton<IDifferenceStore, DifferenceStore>()
        .AddSingleton<ICallStore, CallStore>()
        .AddSingleton<IWebhookStore, WebhookStore>()
        .AddSingleton<ISettingStore, SettingStore>()
        .AddSingleton<IVerdictStore, VerdictStore>()
        .AddSingleton<ITariffHistory, TariffHistory>()
        .AddSingleton<IMeterKeyStore, MeterKeyStore>()
        .AddSingleton<IKeyRingStore, KeyRingStore>()
        .AddSingleton<ILinkStore, LinkStore>()
        .AddSingleton<IStoreCondition>(provider => provider.GetRequiredService<IDatabase>().State.Condition)
        .AddSingleton<IRetentionStore, RetentionStore>()
        .AddSingleton<IErasureStore, ErasureStore>()
        .AddSingleton<INodeStore, NodeStore>()
        .AddSingleton(provider => new Leases(
            provider.GetRequiredService<INodeStore>(), provider.GetService<LeaseOptions>() ?? new LeaseOptions(), provider.GetRequiredService<IDatabase>().Time))
        .AddSingleton<IExchangeLog>(provider => new ExchangeLog(
            provider.GetRequiredService<IDatabase>(),
            provider.GetService<ExchangeLogOptions>() ?? new ExchangeLogOptions(),
            provider.GetService<ILogger<ExchangeLog>>() ?? NullLogger<ExchangeLog>.Instance));
}
