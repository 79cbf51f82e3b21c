namespace Busbar.Core.Calls;

/// <summary>What the party that was asked answered, as it came over the wire.</summary>
/// <param name="Outcome">Whether there was an answer.</param>
/// <param name="HttpStatus">The HTTP status; 0 without an answer.</param>
/// <param name="OcpiStatus">The OCPI status code; null when the answer had none.</param>
/// <param name="Message">The status message, or what went wrong.</param>
/// <param name="Data">The answer's data, JSON in UTF-8, in the version of the connection; empty for none.</param>
public sealed record CallReply(CallOutcome Outcome, int HttpStatus, int? OcpiStatus, string? Message, ReadOnlyMemory<byte> Data)
{
    public bool Succeeded => Outcome == CallOutcome.Answered && HttpStatus is >= 200 and < 300 && OcpiStatus is null or (>= 1000 and < 2000);
}

/// <summary>Whether a partner answered.</summary>
public enum CallOutcome
{
    /// <summary>There is an answer; see its status.</summary>
    Answered,

    /// <summary>No answer within the deadline. The partner may have acted all the same.</summary>
    TimedOut,

    /// <summary>The partner could not be reached; it saw nothing of the request.</summary>
    Unreachable,

    /// <summary>The partner offers no endpoint for this.</summary>
    NotOffered,
}
