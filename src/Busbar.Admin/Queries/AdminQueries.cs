using System.Runtime.CompilerServices;
using Busbar.Admin.Contracts;
using Busbar.Admin.Events;
using Busbar.Core.Connections;
using Busbar.Core.Delivery;
using Busbar.Core.Exchanges;
using Busbar.Core.Objects;
using Busbar.Core.Registration;

namespace Busbar.Admin.Queries;

/// <summary>Reads the gateway's state as contracts, for the operator API and the console alike.</summary>
internal sealed class AdminQueries(
    ConnectionDirectory directory,
    IObjectStore objects,
    IChangeLog log,
    IRefusalStore refusals,
    IExchangeLog exchanges,
    EventFeed events,
    GatewayFace face,
    ServerFacts server,
    IDeliveryStatus? delivery = null) : IAdminQueries
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);

    public async Task<StatusView> StatusAsync(CancellationToken cancellation)
    {
        var counts = new Dictionary<string, long>();
        foreach (var module in OwnedModule.All)
        {
            counts[module.Module.Value] = await objects.CountAsync(new PageQuery { Module = module.Module, Limit = 1 }, cancellation);
        }

        return new StatusView
        {
            Version = server.Version,
            StartedAt = server.StartedAt,
            UptimeSeconds = server.UptimeSeconds,
            VersionsUrl = face.VersionsUrl.AbsoluteUri,
            Sequence = await log.LastSequenceAsync(cancellation),
            Objects = counts,
            OpenRefusals = await refusals.CountAsync(null, RefusalState.Open, cancellation),
            ExchangesDropped = exchanges.Dropped,
            Connections = Connections(),
        };
    }

    public IReadOnlyList<ConnectionView> Connections() =>
        [.. directory.Current.Connections.OrderBy(connection => connection.Name, StringComparer.OrdinalIgnoreCase).Select(View)];

    public ConnectionView? FindConnection(Guid id) => directory.Current.Find(id) is { } connection ? View(connection) : null;

    public Task<Page<ExchangeView>> ExchangesAsync(Guid? connection, int limit, CancellationToken cancellation) =>
        ListExchangesAsync(new ExchangeQuery { Connection = connection, Limit = limit }, cancellation);

    public async Task<Page<ExchangeView>> ListExchangesAsync(ExchangeQuery query, CancellationToken cancellation)
    {
        var found = await exchanges.ListAsync(query, cancellation);
        return new Page<ExchangeView>
        {
            Items = [.. found.Select(exchange => ExchangeViews.Of(exchange, bodies: false))],
            Next = found.Count == query.Limit ? Instant.Write(found[^1].At) : null,
        };
    }

    public async Task<ExchangeView?> FindExchangeAsync(Guid id, CancellationToken cancellation) =>
        await exchanges.FindAsync(id, cancellation) is { } exchange ? ExchangeViews.Of(exchange, bodies: true) : null;

    public Task<Page<RefusalView>> OpenRefusalsAsync(Guid? connection, int limit, CancellationToken cancellation) =>
        ListRefusalsAsync(connection, RefusalState.Open, null, limit, cancellation);

    public async Task<Page<RefusalView>> ListRefusalsAsync(
        Guid? connection, RefusalState? state, DateTimeOffset? before, int limit, CancellationToken cancellation)
    {
        var found = await refusals.ListAsync(connection, state, before, limit, cancellation);
        return new Page<RefusalView>
        {
            Items = [.. found.Select(RefusalViews.Of)],
            Next = found.Count == limit ? Instant.Write(found[^1].At) : null,
        };
    }

    public async Task<RefusalView?> FindRefusalAsync(Guid id, CancellationToken cancellation) =>
        await refusals.FindAsync(id, cancellation) is { } refusal ? RefusalViews.Of(refusal) : null;

    public async IAsyncEnumerable<IReadOnlyList<EventView>> EventsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var after = await events.LastAsync(cancellation);
        await foreach (var batch in events.ReadAsync(after, Quiet, cancellation))
        {
            yield return batch;
        }
    }

    private ConnectionView View(Connection connection) => ConnectionViews.Of(connection, delivery?.Find(connection.Id));
}
