using Busbar.Admin.Contracts;
using Busbar.Core.Exchanges;

namespace Busbar.Admin.Queries;

/// <summary>Exchanges as the operator sees them.</summary>
internal static class ExchangeViews
{
    public static ExchangeView Of(Exchange exchange, bool bodies) => new()
    {
        Id = exchange.Id,
        At = exchange.At,
        Connection = exchange.Connection,
        Direction = Words.Of(exchange.Direction),
        Method = exchange.Method,
        Url = exchange.Url,
        Module = exchange.Module?.Value,
        HttpStatus = exchange.HttpStatus,
        OcpiStatus = exchange.OcpiStatus,
        Failed = exchange.Failed,
        DurationMs = Math.Round(exchange.Duration.TotalMilliseconds, 3),
        RequestId = exchange.RequestId,
        CorrelationId = exchange.CorrelationId,
        RequestBody = bodies ? exchange.RequestBody : null,
        ResponseBody = bodies ? exchange.ResponseBody : null,
        Notes = exchange.Notes,
    };
}
