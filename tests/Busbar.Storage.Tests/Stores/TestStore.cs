using Busbar.Core.Connections;
using Busbar.Core.Nodes;
using Busbar.Core.Objects;
using Microsoft.Extensions.DependencyInjection;

namespace Busbar.Storage.Tests.Stores;

/// <summary>A database that a behavioural suite runs on: opened, closed and opened again on the same data. One subclass per database.</summary>
public abstract class TestStore : IAsyncDisposable
{
    /// <summary>Several tasks may ask first; a second provider would find the database in use.</summary>
    private readonly Lock _opening = new();
    private ServiceProvider? _provider;

    public IObjectStore Objects => Get<IObjectStore>();

    public IChangeLog Changes => Get<IChangeLog>();

    public T Get<T>()
        where T : notnull => Provider().GetRequiredService<T>();

    /// <summary>Takes up the work for a connection, where processes share the database.</summary>
    public Task HoldAsync(Guid connection) => Get<Leases>().TurnAsync([Work.Of(connection)], TestContext.Current.CancellationToken);

    /// <summary>Takes up the work for a webhook, where processes share the database.</summary>
    public Task HoldWebhookAsync(Guid webhook) => Get<Leases>().TurnAsync([Work.OfWebhook(webhook)], TestContext.Current.CancellationToken);

    /// <summary>Closes the database and opens it again, as a restart does: whoever stops gives its work back.</summary>
    public async Task RestartAsync()
    {
        await Get<Leases>().LeaveAsync(TestContext.Current.CancellationToken);
        await CloseAsync();
        _provider = Open();
    }

    public async Task CloseAsync()
    {
        if (_provider is not null)
        {
            await _provider.DisposeAsync();
            _provider = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        Remove();
        GC.SuppressFinalize(this);
    }

    /// <summary>The database without the stores: no schema, no writer. The stores must be closed meanwhile, where they keep others out.</summary>
    internal abstract RawDatabase OpenRaw();

    protected abstract void Add(IServiceCollection services);

    /// <summary>Removes the database.</summary>
    protected abstract void Remove();

    private ServiceProvider Provider()
    {
        lock (_opening)
        {
            return _provider ??= Open();
        }
    }

    private ServiceProvider Open()
    {
        var services = new ServiceCollection();
        services.AddSingleton<ISecretProtector, ReversingProtector>();
        Add(services);
        return services.BuildServiceProvider();
    }
}
