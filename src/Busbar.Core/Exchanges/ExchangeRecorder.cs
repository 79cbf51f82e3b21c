using System.Buffers;
using Busbar.Core.Connections;
using Busbar.Ocpi.Wire.Http;

namespace Busbar.Core.Exchanges;

/// <summary>Records what a server or a client of the protocol observed, redacted.</summary>
/// <param name="log">Where to.</param>
/// <param name="clock">Tells when an exchange ended.</param>
/// <param name="direction">Who asks.</param>
/// <param name="connectionOf">Reads the connection out of the observed peer; null when there is none.</param>
/// <param name="habits">Is told what partners do otherwise than others.</param>
public sealed class ExchangeRecorder(IExchangeLog log, TimeProvider clock, ExchangeDirection direction, Func<object?, Guid?> connectionOf, HabitBook? habits = null) : IExchangeObserver
{
    private const int RequestLimit = 64 * 1024;

    // An answer can be a page of hundreds of objects; its beginning says what it was.
    private const int ResponseLimit = 4 * 1024;

    // Why something went wrong is worth more room.
    private const int FailureLimit = 16 * 1024;

    public void Observe(ObservedExchange exchange)
    {
        if (habits is not null && HabitReading.Of(exchange, direction) is { } seen && connectionOf(exchange.Peer) is { } partner)
        {
            habits.Note(partner, seen);
        }

        var failed = exchange.Failure is not null || exchange.HttpStatus is null or >= 400 || exchange.OcpiStatus?.Code >= 2000;
        if (exchange.CountOnly || (!failed && !log.HasRoom()))
        {
            log.Record(Head(exchange, countOnly: true));
            return;
        }

        List<string> notes = [.. exchange.Tolerated.Select(t => t.Message)];
        if (exchange.Failure is { } failure)
        {
            notes.Insert(0, failure);
        }

        var limit = failed ? FailureLimit : ResponseLimit;
        log.Record(Head(exchange, countOnly: false) with
        {
            Url = Redactor.Url(exchange.Url, exchange.Module),
            RequestId = exchange.Ids?.RequestId,
            CorrelationId = exchange.Ids?.CorrelationId,
            Subject = exchange.Subject as ExchangeSubject,
            RequestBody = Redactor.Body(exchange.RequestBody.Span, exchange.Module, RequestLimit),
            ResponseBody = Response(exchange, limit),
            Notes = notes,
        });
    }

    /// <summary>What is only counted is nothing to be found again.</summary>
    private Exchange Head(ObservedExchange exchange, bool countOnly) => new()
    {
        Id = exchange.Id ?? (countOnly ? Guid.Empty : Guid.CreateVersion7(clock.GetUtcNow())),
        At = clock.GetUtcNow() - exchange.Duration,
        CountOnly = countOnly,
        Connection = connectionOf(exchange.Peer),
        Direction = direction,
        Method = exchange.Method,
        Url = "",
        Module = exchange.Module,
        HttpStatus = exchange.HttpStatus,
        OcpiStatus = exchange.OcpiStatus?.Code,
        Duration = exchange.Duration,
    };

    private static string? Response(ObservedExchange exchange, int limit)
    {
        var body = exchange.ResponseBody;
        if (body.IsSingleSegment)
        {
            return Redactor.Body(body.FirstSpan, exchange.Module, limit);
        }

        // One byte more than the limit tells the redactor that something was cut.
        var kept = (int)Math.Min(body.Length, limit + 1);
        var buffer = ArrayPool<byte>.Shared.Rent(kept);
        try
        {
            body.Slice(0, kept).CopyTo(buffer);
            return Redactor.Body(buffer.AsSpan(0, kept), exchange.Module, limit, body.Length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
