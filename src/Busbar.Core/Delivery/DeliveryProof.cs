using Busbar.Core.Exchanges;

namespace Busbar.Core.Delivery;

/// <summary>How the present state of one object stands at one partner, and what proves it.</summary>
public sealed record DeliveryProof
{
    public required Guid Connection { get; init; }

    public required ProofState State { get; init; }

    /// <summary>Why, in one sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>While it waits: how many entries of the change log stand before it; null when that cannot be said.</summary>
    public long? Ahead { get; init; }

    /// <summary>The open refusal.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>What was said last about the object, when the message log still has it.</summary>
    public Exchange? Exchange { get; init; }

    /// <summary>The receipt, for what is delivered only once.</summary>
    public Receipt? Receipt { get; init; }
}

/// <summary>How an object stands at a partner.</summary>
public enum ProofState
{
    /// <summary>The partner may not see it, or could do nothing with it.</summary>
    NotVisible,

    /// <summary>The partner's version has no form for it.</summary>
    Withheld,

    /// <summary>The partner may see it and is not pushed it: it reads our lists itself.</summary>
    NotPushed,

    /// <summary>It was not sent yet, or the partner could not take it.</summary>
    Waiting,

    /// <summary>The partner rejected it.</summary>
    Refused,

    /// <summary>The partner has it.</summary>
    Delivered,
}
