using Busbar.Ocpi.Model.Versions;

namespace Busbar.Core.Exchanges;

/// <summary>Port: the message log. Recording never delays an exchange; under overload the oldest unsaved entries are dropped and counted.</summary>
public interface IExchangeLog
{
    void Record(Exchange exchange);

    /// <summary>
    /// Whether there is room for another exchange that worked: in a flood of them only some are kept. One for which there is none is recorded as
    /// <see cref="Exchange.CountOnly"/>. Ask once for each exchange, before its bodies are made ready.
    /// </summary>
    bool HasRoom() => true;

    /// <summary>How many exchanges were dropped since the start.</summary>
    long Dropped { get; }

    /// <summary>Newest first.</summary>
    ValueTask<IReadOnlyList<Exchange>> ListAsync(ExchangeQuery query, CancellationToken cancellation);

    /// <summary>The last delivery of an object to each partner, without bodies.</summary>
    ValueTask<IReadOnlyList<Exchange>> ListLastAsync(ModuleId module, long ordinal, CancellationToken cancellation);

    ValueTask<Exchange?> FindAsync(Guid id, CancellationToken cancellation);
}

/// <summary>Which exchanges to list.</summary>
public sealed record ExchangeQuery
{
    public Guid? Connection { get; init; }

    public ExchangeDirection? Direction { get; init; }

    public string? Module { get; init; }

    public string? CorrelationId { get; init; }

    /// <summary>Only exchanges that failed: no answer, HTTP 400 or above, or an OCPI status of 2000 or above.</summary>
    public bool FailedOnly { get; init; }

    public DateTimeOffset? Before { get; init; }

    public int Limit { get; init; } = 100;
}
