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
            Known(exchange.OcpiStatus));
        _series.GetOrAdd(series, _ => new RequestTotals()).Add(exchange.Duration.TotalSeconds);
    }

    // A path that nobody serves must not make a new series: whoever asks could make any number of them.
    private static string Known(string? module) => module switch
    {
        null => "versions",
        "credentials" or "locations" or "tariffs" or "tokens" or "sessions" or "cdrs" or "commands" or "chargingprofiles" or "hubclientinfo" => module,
        _ => "other",
    };

    // Nor must a partner that makes up codes: they count as the generic code of their range.
    private static int Known(int? status) => status switch
    {
        null => 0,
        1000 or 2000 or 2001 or 2002 or 2003 or 2004 or 3000 or 3001 or 3002 or 3003 or 4000 or 4001 or 4002 or 4003 => status.Value,
        _ => status.Value / 1000 * 1000,
    };
}

/// <summary>What is counted apart. Status 0 stands for no answer, or for an answer without an OCPI status.</summary>
internal readonly record struct RequestSeries(string Direction, string Module, int HttpStatus, int OcpiStatus);
