using System.Globalization;
using System.Runtime.CompilerServices;
using Busbar.Admin.Contracts;
using Busbar.Admin.Events;
using Busbar.Core.Calls;
using Busbar.Core.Connections;
using Busbar.Core.Delivery;
using Busbar.Core.Exchanges;
using Busbar.Core.Limits;
using Busbar.Core.Objects;
using Busbar.Core.Registration;
using Busbar.Core.Verdicts;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Pricing.Reports;

namespace Busbar.Admin.Queries;

/// <summary>Reads the gateway's state as contracts, for the operator API and the console alike.</summary>
internal sealed class AdminQueries(
    ConnectionDirectory directory,
    IObjectStore objects,
    ObjectQueries content,
    ICallStore calls,
    IChangeLog log,
    IRefusalStore refusals,
    IExchangeLog exchanges,
    EventFeed events,
    GatewayFace face,
    ServerFacts server,
    ExchangePace pace,
    VerdictQueries verdicts,
    SessionCostQueries costs,
    DeliveryQueries deliveries,
    RequestLimits limits,
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

    public Task<Page<ExchangeView>> ExchangesAsync(ExchangeFilter filter, CancellationToken cancellation) =>
        ListExchangesAsync(
            new ExchangeQuery
            {
                Connection = filter.Connection,
                Module = filter.Module,
                CorrelationId = filter.CorrelationId,
                FailedOnly = filter.FailedOnly,
                Before = filter.Before,
                Limit = filter.Limit,
            },
            cancellation);

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

    public IReadOnlyList<MinuteView> ExchangesPerMinute() => pace.Read();

    public async Task<Page<CallView>> CallsAsync(int limit, CancellationToken cancellation) =>
        new() { Items = [.. (await calls.ListAsync(null, limit, cancellation)).Select(CallViews.Of)] };

    public Task<ObjectListView?> ObjectsAsync(string module, long after, int limit, CancellationToken cancellation) =>
        content.ListAsync(module, after, limit, cancellation);

    public Task<IReadOnlyList<ObjectRowView>> FindObjectsAsync(string module, string id, CancellationToken cancellation) =>
        content.FindByIdAsync(module, id, cancellation);

    public Task<ObjectView?> FindObjectAsync(
        string module, string countryCode, string partyId, string id, string? tokenType, CancellationToken cancellation) =>
        content.FindAsync(module, countryCode, partyId, id, tokenType, cancellation);

    public async Task<IReadOnlyList<ObjectDeliveryView>> DeliveriesAsync(
        string module, string countryCode, string partyId, string id, string? tokenType, CancellationToken cancellation) =>
        OwnedModule.TryGet(new ModuleId(module), out var owned)
            ? await deliveries.OfAsync(new ObjectTarget(owned, new PartyId(countryCode, partyId), id, TokenType: tokenType).Key, cancellation) ?? []
            : [];

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

    public async Task<IReadOnlyList<EventView>> RecentEventsAsync(int count, CancellationToken cancellation)
    {
        var last = await events.LastAsync(cancellation);
        return [.. (await log.ReadAsync(Math.Max(0, last - count), count, cancellation)).Select(EventFeed.View)];
    }

    public async IAsyncEnumerable<IReadOnlyList<EventView>> EventsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var after = await events.LastAsync(cancellation);
        await foreach (var batch in events.ReadAsync(after, Quiet, cancellation))
        {
            yield return batch;
        }
    }

    public IReadOnlyList<(string Tag, string Name)> Languages { get; } = [.. Language.All.Select(language => (language.Tag, language.Name))];

    public Task<Page<VerdictView>> VerdictsAsync(string? only, string? before, int limit, CancellationToken cancellation) => verdicts.ListAsync(
        new VerdictQuery
        {
            State = only is not null && Words.TryRead(only, out VerdictState state) ? state : null,
            Outcome = only is not null && Words.TryRead(only, out VerdictOutcome outcome) ? outcome : null,
            Before = long.TryParse(before, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null,
            Limit = limit,
        },
        cancellation);

    public Task<VerdictDetailView?> FindVerdictAsync(string countryCode, string partyId, string id, string? language, CancellationToken cancellation) => verdicts.FindAsync(
        new ObjectKey(ModuleId.Cdrs, new PartyId(countryCode, partyId), id), language is not null && Language.TryFind(language, out var known) ? known : Language.English, cancellation);

    public Task<SessionCostView?> SessionCostAsync(string countryCode, string partyId, string id, CancellationToken cancellation) =>
        costs.FindAsync(new ObjectKey(ModuleId.Sessions, new PartyId(countryCode, partyId), id), Language.English, cancellation);

    private ConnectionView View(Connection connection) => ConnectionViews.Of(connection, delivery?.Find(connection.Id), limits);
}
