using Busbar.Admin.Contracts;

namespace Busbar.Admin.Queries;

/// <summary>What the console asks, answered in this process with the operator API's own contracts.</summary>
public interface IAdminQueries
{
    Task<StatusView> StatusAsync(CancellationToken cancellation);

    IReadOnlyList<ConnectionView> Connections();

    ConnectionView? FindConnection(Guid id);

    /// <summary>The newest exchanges, without bodies.</summary>
    Task<Page<ExchangeView>> ExchangesAsync(ExchangeFilter filter, CancellationToken cancellation);

    Task<ExchangeView?> FindExchangeAsync(Guid id, CancellationToken cancellation);

    /// <summary>Exchanges per minute since this process started, at most the last hour, oldest first; the last minute is still running.</summary>
    IReadOnlyList<MinuteView> ExchangesPerMinute();

    /// <summary>The newest open refusals.</summary>
    Task<Page<RefusalView>> OpenRefusalsAsync(Guid? connection, int limit, CancellationToken cancellation);

    Task<RefusalView?> FindRefusalAsync(Guid id, CancellationToken cancellation);

    /// <summary>The newest calls of all parties.</summary>
    Task<Page<CallView>> CallsAsync(int limit, CancellationToken cancellation);

    /// <summary>One page of a module's objects; null when there is no such module.</summary>
    Task<ObjectListView?> ObjectsAsync(string module, long after, int limit, CancellationToken cancellation);

    /// <summary>Objects of a module with this id, whoever owns them, removed ones included.</summary>
    Task<IReadOnlyList<ObjectRowView>> FindObjectsAsync(string module, string id, CancellationToken cancellation);

    /// <summary>One object with its content, also a removed one; null when it never existed.</summary>
    Task<ObjectView?> FindObjectAsync(string module, string countryCode, string partyId, string id, string? tokenType, CancellationToken cancellation);

    /// <summary>How an object stands at every partner; empty when it never existed.</summary>
    Task<IReadOnlyList<ObjectDeliveryView>> DeliveriesAsync(string module, string countryCode, string partyId, string id, string? tokenType, CancellationToken cancellation);

    /// <summary>The newest events, oldest of them first.</summary>
    Task<IReadOnlyList<EventView>> RecentEventsAsync(int count, CancellationToken cancellation);

    /// <summary>Events from now on, in batches; an empty batch now and then while nothing happens.</summary>
    IAsyncEnumerable<IReadOnlyList<EventView>> EventsAsync(CancellationToken cancellation);

    /// <summary>The languages that prices are explained in: tag and name.</summary>
    IReadOnlyList<(string Tag, string Name)> Languages { get; }

    /// <summary>Verdicts on CDRs, newest first: all of them, or those of one outcome or state.</summary>
    Task<Page<VerdictView>> VerdictsAsync(string? only, string? before, int limit, CancellationToken cancellation);

    /// <summary>One verdict with its explanation; null when there is none (yet). A language that is not known is English.</summary>
    Task<VerdictDetailView?> FindVerdictAsync(string countryCode, string partyId, string id, string? language, CancellationToken cancellation);

    /// <summary>What a session costs so far; null when there is no such session.</summary>
    Task<SessionCostView?> SessionCostAsync(string countryCode, string partyId, string id, CancellationToken cancellation);
}
