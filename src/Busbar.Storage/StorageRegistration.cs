using Busbar.Core.Agreements;
using Busbar.Core.Connections;
using Busbar.Core.Objects;
using Busbar.Core.Parties;
using Busbar.Storage.Agreements;
using Busbar.Storage.Connections;
using Busbar.Storage.Objects;
using Busbar.Storage.Parties;
using Microsoft.Extensions.DependencyInjection;

namespace Busbar.Storage;

/// <summary>Registers the stores on whichever database was registered.</summary>
public static class StorageRegistration
{
    public static IServiceCollection AddBusbarStores(this IServiceCollection services) => services
        .AddSingleton<IObjectStore, ObjectStore>()
        .AddSingleton<IChangeLog, ChangeLog>()
        .AddSingleton<IConnectionStore, ConnectionStore>()
        .AddSingleton<IAgreementStore, AgreementStore>()
        .AddSingleton<IHostedPartyStore, HostedPartyStore>();
}
