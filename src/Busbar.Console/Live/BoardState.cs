using Busbar.Admin.Contracts;
using Busbar.Console.Words;

namespace Busbar.Console.Live;

/// <summary>What the overview shows, read at one moment.</summary>
public sealed record BoardState
{
    public required DateTimeOffset At { get; init; }

    public required StatusView Status { get; init; }

    public required Names Names { get; init; }

    /// <summary>Newest first.</summary>
    public required IReadOnlyList<FeedLine> Feed { get; init; }

    public required IReadOnlyList<ExchangeView> Exchanges { get; init; }

    public required IReadOnlyList<RefusalView> Refusals { get; init; }

    public required IReadOnlyList<CallView> Calls { get; init; }

    public required IReadOnlyList<MinuteView> Minutes { get; init; }

    /// <summary>The newest exchange of each connection.</summary>
    public required IReadOnlyDictionary<Guid, ExchangeView> LastExchanges { get; init; }

    public ExchangeView? LastExchange(Guid connection) => LastExchanges.GetValueOrDefault(connection);
}
