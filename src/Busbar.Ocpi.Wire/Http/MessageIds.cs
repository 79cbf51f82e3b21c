namespace Busbar.Ocpi.Wire.Http;

/// <summary>The ids of a message.</summary>
/// <remarks>OCPI chapter "Transport and format / unique message ids" (2.2 and later).</remarks>
/// <param name="RequestId">X-Request-ID: unique for one request.</param>
/// <param name="CorrelationId">X-Correlation-ID: kept over a whole business flow.</param>
public readonly record struct MessageIds(string RequestId, string CorrelationId)
{
    /// <summary>Fresh ids; a given correlation id is kept.</summary>
    public static MessageIds Create(string? correlationId = null) =>
        new(Guid.NewGuid().ToString(), correlationId ?? Guid.NewGuid().ToString());
}
