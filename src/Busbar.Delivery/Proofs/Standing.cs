using Busbar.Core.Delivery;
using Busbar.Core.Exchanges;
using Busbar.Core.Objects;
using Busbar.Delivery.Push;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Delivery.Proofs;

/// <summary>Reads from the partner's cursor, its refusals and the last exchange how an object that is for the partner stands.</summary>
/// <param name="Module">The object's module.</param>
/// <param name="Ordinal">Its place in the walk over the module.</param>
/// <param name="Sequence">The change that it stands at.</param>
internal readonly record struct Standing(ModuleId Module, long Ordinal, long Sequence)
{
    public static Standing Of(StoredObject stored) => new(stored.Key.Module, stored.Ordinal, stored.Sequence);

    /// <param name="cursor">How far the partner has got; null when it was never sent anything.</param>
    /// <param name="refusal">The open refusal of the object.</param>
    /// <param name="last">What was said last about it.</param>
    /// <param name="receipt">The receipt, for what is delivered once.</param>
    public (ProofState State, string Reason, long? Ahead) Judge(DeliveryCursor? cursor, Refusal? refusal, Exchange? last, Receipt? receipt)
    {
        // The last word counts: a state that was refused was refused for good, an older refusal says nothing of a newer state that is on its way.
        if (refusal is not null && (refusal.Sequence >= Sequence || IsSettled(cursor)))
        {
            return (ProofState.Refused, refusal.Reason, null);
        }

        if (receipt is not null)
        {
            return (ProofState.Delivered, "The partner has acknowledged it.", null);
        }

        if (last is { Failed: false, Subject.Sequence: var told } && told >= Sequence)
        {
            return (ProofState.Delivered, "The partner has accepted this state.", null);
        }

        if (IsSettled(cursor))
        {
            return (ProofState.Delivered, last is { Failed: false }
                ? "The partner has accepted it."
                : "Everything up to this change was delivered; the message itself is no longer in the log.", null);
        }

        return cursor is null ? (ProofState.Waiting, "Nothing was sent to the partner yet.", null)
            : cursor.Sweep is { } sweep ? (ProofState.Waiting, $"Everything that the partner may see is being sent to it; {sweep.Module} are under way.", null)
            : last is { Failed: true } ? (ProofState.Waiting, "The last attempt failed; it will be tried again.", Sequence - cursor.Sequence - 1)
            : (ProofState.Waiting, "It waits for its turn.", Sequence - cursor.Sequence - 1);
    }

    /// <summary>Whether what had to be done with this state was done.</summary>
    public bool IsSettled(DeliveryCursor? cursor)
    {
        if (cursor is null || cursor.Sequence < Sequence)
        {
            return false;
        }

        if (cursor.Sweep is not { } sweep)
        {
            return true;
        }

        var (mine, reached) = (Place(Module), Place(sweep.Module));
        return mine < reached || (mine == reached && Ordinal <= sweep.AfterOrdinal);
    }

    private static int Place(ModuleId module)
    {
        for (var i = 0; i < PartnerView.Modules.Count; i++)
        {
            if (PartnerView.Modules[i] == module)
            {
                return i;
            }
        }

        return int.MaxValue;
    }
}
