using Busbar.Ocpi.Model.Common;

namespace Busbar.Core.Calls;

/// <summary>A request that is routed now and answered now (authorisation, command, charging preferences), with its asynchronous result where there is one.</summary>
public sealed record Call
{
    /// <summary>Also the last segment of our response_url: unguessable.</summary>
    public required Guid Id { get; init; }

    /// <summary>What is asked, for example "START_SESSION", "authorize".</summary>
    public required string Type { get; init; }

    /// <summary>The connection that asks; null for the operator API.</summary>
    public Guid? From { get; init; }

    public required PartyId FromParty { get; init; }

    /// <summary>The connection that is asked; null when no one could be found.</summary>
    public Guid? To { get; init; }

    public required PartyId ToParty { get; init; }

    /// <summary>The session that it is about, as its operator calls it; null where it is about none, or where that does not matter.</summary>
    public string? SessionId { get; init; }

    /// <summary>Where the asker wants the asynchronous result; null for calls without one, and for the operator API.</summary>
    public Uri? ResponseUrl { get; init; }

    /// <summary>The version the asker speaks; the result goes back in it.</summary>
    public required OcpiVersion Version { get; init; }

    public string? CorrelationId { get; init; }

    /// <summary>What a hosted party was asked, canonical JSON in UTF-8, for its backend to read. Holds personal data: kept only until the call is completed.</summary>
    public ReadOnlyMemory<byte> Request { get; init; }

    public required CallState State { get; init; }

    /// <summary>The synchronous answer's result ("ACCEPTED"), once there is one.</summary>
    public string? Response { get; init; }

    /// <summary>The asynchronous result ("ACCEPTED", "EVSE_OCCUPIED"), once there is one.</summary>
    public string? Result { get; init; }

    /// <summary>Whether the result is our own word (TIMEOUT), because none had come. A real one that comes after all takes its place.</summary>
    public bool ResultIsOurs { get; init; }

    /// <summary>The asynchronous result as the operator wrote it, canonical JSON, with its messages in every language; null when it came without a document.</summary>
    public string? ResultDocument { get; init; }

    /// <summary>Why it went as it did, when there is something to say.</summary>
    public string? Message { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>
    /// When something is due: the answer (a process that ends meanwhile leaves the call to the sweep), the asynchronous result (after it we answer TIMEOUT
    /// ourselves), or the next attempt to pass it on.
    /// </summary>
    public DateTimeOffset? ResultDueAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }
}

/// <summary>Where a call stands. The numbers are stored.</summary>
public enum CallState
{
    /// <summary>Sent, or about to be.</summary>
    Pending = 0,

    /// <summary>Accepted by the partner; its asynchronous result is awaited.</summary>
    AwaitingResult = 1,

    /// <summary>The asynchronous result is here and on its way to the asker.</summary>
    ForwardingResult = 2,

    /// <summary>Answered for good.</summary>
    Completed = 3,

    /// <summary>Could not be routed or got no answer.</summary>
    Failed = 4,
}
