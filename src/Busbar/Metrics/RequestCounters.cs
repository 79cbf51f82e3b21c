using System.Collections.Concurrent;
using Busbar.Core.Exchanges;

namespace Busbar.Metrics;

/// <summary>Counts exchanges with partners, both ways.</summary>
internal sealed class RequestCounters
{
    private readonly ConcurrentDictionary<RequestSeries, RequestTotals> _series = new();

    public IEnumerable<KeyValuePair<RequestSeries, RequestTotals>> All => _series;

    public void Count(Exchange exchange)
    {
        var series = new RequestSeries(
            exchange.Direction == ExchangeDirection.In ? "in" : "out",
            Known(exchange.Module?.Value),
            exchange.HttpStatus ?? 0,
            exchange.OcpiStatus ?? 0);
        _series.GetOrAdd(series, _ => new RequestTotals()).Add(exchange.Duration.TotalSeconds);
    }

    // A path that nobody serves must not make a new series: whoever asks could make any number of them.
    private static string Known(string? module) => module switch
    {
        null => "versions",
        "credentials" or "locations" or "tariffs" or "tokens" or "sessions" or "cdrs" or "commands" or "chargingprofiles" or "hubclientinfo" => module,
        _ => "other",
    };
}

/// <summary>What is counted apart. Status 0 stands for no answer, or for an answer without an OCPI status.</summary>
internal readonly record struct RequestSeries(string Direction, string Module, int HttpStatus, int OcpiStatus);
