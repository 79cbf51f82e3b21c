using Busbar.Core.Objects;

namespace Busbar.Core.Delivery;

/// <summary>
/// Port: the partner's answer to objects that must reach it exactly once (CDRs). A cursor may lag behind what was sent when the process dies;
/// the proof is what tells that a change was answered already.
/// </summary>
public interface IDeliveryProofStore
{
    /// <summary>Keeps that the partner took this change of the object; <paramref name="reference"/> is the URL it answered with, when it did.</summary>
    ValueTask SaveAsync(Guid connection, ObjectKey key, long sequence, string? reference, CancellationToken cancellation);

    ValueTask<DeliveryProof?> FindAsync(Guid connection, ObjectKey key, CancellationToken cancellation);
}

/// <summary>The last change of an object that a partner is known to have taken.</summary>
public sealed record DeliveryProof(long Sequence, string? Reference, DateTimeOffset At);
