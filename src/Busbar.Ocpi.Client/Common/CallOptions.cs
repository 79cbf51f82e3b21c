using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Client.Common;

/// <summary>What one call does differently from its client's defaults.</summary>
public sealed record CallOptions
{
    /// <summary>The party that asks.</summary>
    public PartyId? From { get; init; }

    /// <summary>The party that is asked.</summary>
    public PartyId? To { get; init; }

    /// <summary>Leaves the TO headers out: the hub finds the receiver (open routing).</summary>
    public bool OpenRouting { get; init; }

    /// <summary>The business flow that this call belongs to; null starts a new one.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>What the call is about, for the observer; never sent.</summary>
    public object? Subject { get; init; }

    /// <summary>Whether somebody waits for the answer: the request does not wait for its turn.</summary>
    public bool Urgent { get; init; }

    /// <summary>How long this request may take.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>
    /// Called right before anything of a request is written to the connection, once it is there. What it throws ends the call and comes back to the caller;
    /// nothing was sent then. It may be called several times for one request, and must be quick.
    /// </summary>
    public Action? BeforeSending { get; init; }
}
