using Busbar.Admin.Contracts;

namespace Busbar.Admin.Queries;

/// <summary>What the console asks, answered in this process with the operator API's own contracts.</summary>
public interface IAdminQueries
{
    Task<StatusView> StatusAsync(CancellationToken cancellation);

    IReadOnlyList<ConnectionView> Connections();

    /// <summary>The newest exchanges, without bodies.</summary>
    Task<Page<ExchangeView>> ExchangesAsync(Guid? connection, int limit, CancellationToken cancellation);

    Task<ExchangeView?> FindExchangeAsync(Guid id, CancellationToken cancellation);

    /// <summary>The newest open refusals.</summary>
    Task<Page<RefusalView>> OpenRefusalsAsync(Guid? connection, int limit, CancellationToken cancellation);

    /// <summary>Events from now on, in batches; an empty batch now and then while nothing happens.</summary>
    IAsyncEnumerable<IReadOnlyList<EventView>> EventsAsync(CancellationToken cancellation);
}
