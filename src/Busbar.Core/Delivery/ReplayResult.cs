namespace Busbar.Core.Delivery;

/// <summary>How a replay went.</summary>
/// <param name="Outcome">In one word.</param>
/// <param name="Message">In one sentence, for a person.</param>
/// <param name="HttpStatus">The partner's HTTP status, when it answered.</param>
/// <param name="OcpiStatus">The partner's OCPI status, when its answer had one.</param>
public sealed record ReplayResult(ReplayOutcome Outcome, string Message, int? HttpStatus = null, int? OcpiStatus = null);

/// <summary>How a replay went, in one word.</summary>
public enum ReplayOutcome
{
    /// <summary>The partner took it; the refusal is resolved.</summary>
    Accepted,

    /// <summary>The partner, or the translation, refused it again; the refusal stays open.</summary>
    Refused,

    /// <summary>The partner could not be reached; the refusal stays open.</summary>
    Unreachable,

    /// <summary>There is no such refusal.</summary>
    NotFound,

    /// <summary>There is nothing to send: the refusal is settled already, the connection is not connected, or the partner may not see the object any more.</summary>
    NotPossible,
}
