using System.Buffers;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Ocpi.Wire.Http;

/// <summary>One HTTP request with its answer, as a server or a client of this library saw it. Bodies are as they were, not redacted.</summary>
public sealed record ObservedExchange
{
    /// <summary>Names the exchange, where the one who took part in it names it too; null when it has no name yet.</summary>
    public Guid? Id { get; init; }

    /// <summary>What the exchange is about, as the caller of a client said; null when it did not.</summary>
    public object? Subject { get; init; }

    /// <summary>The other side: the caller that a server's authenticator named, or the tag that a client was given.</summary>
    public object? Peer { get; init; }

    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>The URL asked: absolute for a client, the raw request target for a server.</summary>
    public required string Url { get; init; }

    /// <summary>The OCPI version spoken, where there is one.</summary>
    public OcpiVersion? Version { get; init; }

    /// <summary>The module, where it is known.</summary>
    public ModuleId? Module { get; init; }

    /// <summary>The message ids; null when there were none.</summary>
    public MessageIds? Ids { get; init; }

    /// <summary>Whom the request was for and from.</summary>
    public RoutingHeaders Routing { get; init; }

    /// <summary>The request's body. Valid only during the call that hands this out.</summary>
    public ReadOnlyMemory<byte> RequestBody { get; init; }

    /// <summary>The HTTP status; null when no answer came.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>The OCPI status; null when there was none.</summary>
    public OcpiStatus? OcpiStatus { get; init; }

    /// <summary>A client's answer: the largest page that the partner gives (X-Limit); null when it does not say.</summary>
    public long? Limit { get; init; }

    /// <summary>A server's request: whether the names of OCPI's headers came in lower case, over a version of HTTP that keeps them as they were written.</summary>
    public bool LowerCaseHeaders { get; init; }

    /// <summary>The answer's body. Valid only during the call that hands this out.</summary>
    public ReadOnlySequence<byte> ResponseBody { get; init; }

    /// <summary>From the first byte sent or received to the last.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>One of many alike, for which an earlier one stands: worth counting, and nothing else.</summary>
    public bool CountOnly { get; init; }

    /// <summary>What was tolerated.</summary>
    public IReadOnlyList<Tolerated> Tolerated { get; init; } = [];

    /// <summary>What went wrong below the protocol, in one sentence (no connection, time-out, unreadable answer).</summary>
    public string? Failure { get; init; }
}

/// <summary>Port: is told of every exchange. Must return quickly and must not throw.</summary>
public interface IExchangeObserver
{
    /// <summary>One exchange has ended.</summary>
    void Observe(ObservedExchange exchange);
}
