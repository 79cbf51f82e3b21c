using Microsoft.Extensions.Logging;

namespace Busbar.Delivery.Push;

/// <summary>What deliveries write to the log.</summary>
internal static partial class PumpLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "Delivery to connection {Connection} failed inside the gateway; it goes on from its cursor.")]
    public static partial void StepFailed(ILogger log, Exception failure, Guid connection);

    [LoggerMessage(Level = LogLevel.Error, Message = "Connection {Connection}: change {Sequence} of {Module} could not be prepared or recorded.")]
    public static partial void AttemptFailed(ILogger log, Exception failure, Guid connection, string module, long sequence);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Connection {Connection} refused change {Sequence} of {Module}: HTTP {Http}, OCPI {Ocpi}.")]
    public static partial void Refused(ILogger log, Guid connection, string module, long sequence, int? http, int? ocpi);

    [LoggerMessage(Level = LogLevel.Information, Message = "Connection {Connection} is not shown change {Sequence} of {Module}. {Reason}")]
    public static partial void Withheld(ILogger log, Guid connection, string module, long sequence, string? reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Connection {Connection} was told that an object of {Module} is gone (change {Sequence}). {Reason}")]
    public static partial void Withdrawn(ILogger log, Guid connection, string module, long sequence, string? reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "What connection {Connection} missed of the change log between {From} and {To} is left to its own pull.")]
    public static partial void Left(ILogger log, Guid connection, long from, long to);

    [LoggerMessage(Level = LogLevel.Information, Message = "Connection {Connection}: {Module} of the gap are settled, {Count} objects; pulled: {Pulled}.")]
    public static partial void Caught(ILogger log, Guid connection, string module, int count, bool pulled);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The change log after {Sequence} was removed before connection {Connection} took it; every object that changed since is looked for and told.")]
    public static partial void Missed(ILogger log, Guid connection, long sequence);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Connection {Connection} takes nothing ({Kind}, HTTP {Http}); next attempt in {BackOff}.")]
    public static partial void Away(ILogger log, Guid connection, AnswerKind kind, int? http, TimeSpan backOff);

    [LoggerMessage(Level = LogLevel.Information, Message = "Connection {Connection} takes deliveries again.")]
    public static partial void Back(ILogger log, Guid connection);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Delivery to connection {Connection} stopped while {InFlight} requests were unanswered.")]
    public static partial void Impatient(ILogger log, Guid connection, int inFlight);
}
