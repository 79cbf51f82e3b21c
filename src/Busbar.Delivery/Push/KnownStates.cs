using Busbar.Core.Delivery;
using Busbar.Core.Objects;

namespace Busbar.Delivery.Push;

/// <summary>Which states of objects, or parts of them, a partner was shown before the log told us of them, and which it refused and nobody has settled.</summary>
internal sealed class KnownStates
{
    private readonly Dictionary<ObjectKey, long> _ahead = [];
    private readonly Dictionary<ObjectKey, long> _partlyAhead = [];
    private readonly Dictionary<ObjectKey, long> _refused = [];

    /// <summary>Takes in what was refused before we started.</summary>
    public void Open(IEnumerable<Refusal> refusals)
    {
        foreach (var refusal in refusals)
        {
            _refused[refusal.Object] = Math.Max(refusal.Sequence, _refused.GetValueOrDefault(refusal.Object));
        }
    }

    /// <summary>Whether a refusal of the object is open.</summary>
    public bool IsRefused(ObjectKey key) => _refused.ContainsKey(key);

    public void Refuse(ObjectKey key, long sequence) => _refused[key] = sequence;

    public void Forgive(ObjectKey key) => _refused.Remove(key);

    /// <summary>The partner was shown a newer state than the log has told us of yet: it is not shown it again, whatever it said.</summary>
    public void Remember(Attempt attempt, long readTo)
    {
        if (attempt.Settles > attempt.Entry.Last && attempt.Settles > readTo)
        {
            _ahead[attempt.Entry.Key] = attempt.Settles;
        }

        if (attempt.IsPartlyAhead && attempt.PartOf > readTo)
        {
            _partlyAhead[attempt.Entry.Key] = attempt.PartOf;
        }
    }

    /// <summary>Whether the partner may have a part of a state as new as this change: what changed since the state before, and changed back, is not what it lacks.</summary>
    public bool HasPart(ObjectKey key, long sequence) => IsReached(_partlyAhead, key, sequence);

    /// <summary>Whether the partner got a state as new as this change before the change was read, or refused it before we started.</summary>
    public bool Has(ObjectKey key, long sequence, long startedAt)
    {
        if (sequence <= startedAt && _refused.TryGetValue(key, out var refused) && sequence <= refused)
        {
            return true;
        }

        return IsReached(_ahead, key, sequence);
    }

    /// <summary>Whether a change is not newer than what is remembered, which is forgotten with the last such change.</summary>
    private static bool IsReached(Dictionary<ObjectKey, long> remembered, ObjectKey key, long sequence)
    {
        if (!remembered.TryGetValue(key, out var known))
        {
            return false;
        }

        if (known <= sequence)
        {
            remembered.Remove(key);
        }

        return sequence <= known;
    }
}
