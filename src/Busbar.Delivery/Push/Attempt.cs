namespace Busbar.Delivery.Push;

/// <summary>What came of one attempt to tell a partner of an object.</summary>
/// <param name="Entry">The object.</param>
/// <param name="Kind">What came of it.</param>
/// <param name="Epoch">The circuit's epoch when it began.</param>
/// <param name="Sequence">The change up to which the partner now knows the object.</param>
/// <param name="Answer">The partner's answer, when there was one.</param>
/// <param name="Reason">Why it did not go well.</param>
internal sealed record Attempt(PendingObject Entry, AttemptKind Kind, int Epoch, long Sequence = 0, PartnerAnswer? Answer = null, string? Reason = null)
{
    /// <summary>The object has no form in the partner's version.</summary>
    public bool NoForm { get; init; }

    /// <summary>What the partner has of the object now.</summary>
    public Holding Has { get; init; }

    /// <summary>The state of which no more than a part was told; 0 where all was.</summary>
    public long PartOf { get; init; }

    /// <summary>Whether that part is newer than what the entry stands for: of what the log tells next, the partner has this part already.</summary>
    public bool IsPartlyAhead => PartOf > Entry.Last;

    /// <summary>Up to which change there is nothing left to tell. Of changes newer than those it was made for an attempt decides nothing that left the partner as it was.</summary>
    public long Settles => Has == Holding.AsBefore ? Math.Min(Sequence, Entry.Last) : Sequence;

    /// <summary>We failed because the store was away, or because another process has taken over: that says nothing about the object.</summary>
    public bool NotItsFault { get; init; }
}

/// <summary>What came of an attempt.</summary>
internal enum AttemptKind
{
    /// <summary>What the object refers to was looked up; nothing was sent yet.</summary>
    LookedUp,

    /// <summary>The partner has it.</summary>
    Delivered,

    /// <summary>The partner has been told that it is gone, or that it may not be used any more.</summary>
    Withdrawn,

    /// <summary>It is none of the partner's business, or the partner has it already.</summary>
    Skipped,

    /// <summary>The partner's version has no form for it, and the partner was never shown it.</summary>
    Withheld,

    /// <summary>The partner will not have it.</summary>
    Refused,

    /// <summary>The partner could not take it now.</summary>
    Held,

    /// <summary>Nothing was sent yet: the partner may still be busy with an earlier message of it.</summary>
    TooEarly,

    /// <summary>Nothing was sent: the partner is another process's now.</summary>
    Elsewhere,

    /// <summary>We failed: it could not be read or written down.</summary>
    Faulted,
}

/// <summary>What a partner has of an object after a message, or without one.</summary>
internal enum Holding
{
    /// <summary>What it had before.</summary>
    AsBefore,

    /// <summary>The state that the message brought.</summary>
    State,

    /// <summary>Nothing: it was never shown it, or was told that it is gone.</summary>
    Nothing,

    /// <summary>There is no telling: it was offered a state and refused it, or could not be told that it is gone.</summary>
    Unknown,
}
