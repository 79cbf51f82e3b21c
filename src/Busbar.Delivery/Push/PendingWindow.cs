using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Delivery.Push;

/// <summary>
/// What waits for one partner, in the order of the change log. Changes of one object become one entry until it is sent; a change that arrives while its
/// object is under way becomes an entry of its own that waits for the answer. Used by one thread at a time.
/// </summary>
internal sealed class PendingWindow
{
    private readonly LinkedList<PendingObject> _order = new();
    private readonly Dictionary<ObjectKey, LinkedListNode<PendingObject>> _waiting = [];
    private readonly Dictionary<ObjectKey, LinkedListNode<PendingObject>> _inFlight = [];
    private readonly Dictionary<(ModuleId, PartyId), int> _kinds = [];

    public int Count => _order.Count;

    public int InFlight => _inFlight.Count;

    /// <summary>The change from which on something is still to be answered.</summary>
    public PendingObject? Oldest => _order.First?.Value;

    /// <summary>Takes in one change.</summary>
    public PendingObject Add(ObjectKey key, long sequence, DateTimeOffset at, bool deleted, ObjectPart? part)
    {
        if (!_waiting.TryGetValue(key, out var node))
        {
            node = _order.AddLast(new PendingObject(key, sequence, at));
            _waiting.Add(key, node);
            Count1(key, +1);
        }

        node.Value.Add(sequence, deleted, part);
        return node.Value;
    }

    /// <summary>The next entry that may go: nothing of its object is under way, and nothing that has to arrive before it waits.</summary>
    /// <param name="fairly">Prefer what failed least, so that one bad object does not stand in the way of finding out that the partner is back.</param>
    public PendingObject? Next(bool fairly)
    {
        PendingObject? best = null;
        for (var node = _order.First; node is not null; node = node.Next)
        {
            var entry = node.Value;
            if (entry.InFlight || _inFlight.ContainsKey(entry.Key) || IsBlocked(node))
            {
                continue;
            }

            if (!fairly || entry.Failures == 0)
            {
                return entry;
            }

            if (best is null || entry.Failures < best.Failures)
            {
                best = entry;
            }
        }

        return best;
    }

    /// <summary>Whether what the object refers to has to be looked up before it may go.</summary>
    public bool NeedsReferences(PendingObject entry) =>
        entry.References is null && !entry.Deleted
        && References.ModuleOf(entry.Key.Module) is { } module && _kinds.ContainsKey((module, entry.Key.Owner));

    public void Start(PendingObject entry)
    {
        if (_waiting.Remove(entry.Key, out var node))
        {
            entry.InFlight = true;
            _inFlight.Add(entry.Key, node);
        }
    }

    /// <summary>The entry is settled.</summary>
    public void Finish(PendingObject entry)
    {
        if (_inFlight.Remove(entry.Key, out var node))
        {
            _order.Remove(node);
            Count1(entry.Key, -1);
        }
    }

    /// <summary>The attempt came to nothing: the entry waits again, in its old place, together with what came in the meantime.</summary>
    public void Return(PendingObject entry)
    {
        if (!_inFlight.Remove(entry.Key, out var node))
        {
            return;
        }

        entry.InFlight = false;
        if (_waiting.Remove(entry.Key, out var later))
        {
            entry.Absorb(later.Value);
            _order.Remove(later);
            Count1(entry.Key, -1);
        }

        _waiting.Add(entry.Key, node);
    }

    /// <summary>Forgets everything that does not wait for an answer.</summary>
    public void Clear()
    {
        foreach (var node in _waiting.Values)
        {
            _order.Remove(node);
            Count1(node.Value.Key, -1);
        }

        _waiting.Clear();
    }

    private bool IsBlocked(LinkedListNode<PendingObject> node)
    {
        var entry = node.Value;
        if (entry.Deleted)
        {
            // A tariff goes after the locations that referred to it, so that no connector points at nothing.
            return entry.Key.Module == ModuleId.Tariffs && _kinds.ContainsKey((ModuleId.Locations, entry.Key.Owner)) && FollowsLocation(node);
        }

        if (entry.References is null)
        {
            return false;
        }

        foreach (var reference in entry.References)
        {
            if (IsPendingStore(reference))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsPendingStore(ObjectKey key) =>
        (_inFlight.TryGetValue(key, out var sent) && !sent.Value.Deleted) || (_waiting.TryGetValue(key, out var waiting) && !waiting.Value.Deleted);

    private static bool FollowsLocation(LinkedListNode<PendingObject> node)
    {
        for (var other = node.List!.First; other is not null; other = other.Next)
        {
            var entry = other.Value;
            if (entry.Key.Module == ModuleId.Locations && entry.Key.Owner == node.Value.Key.Owner && entry.First < node.Value.Last)
            {
                return true;
            }
        }

        return false;
    }

    private void Count1(ObjectKey key, int by)
    {
        var kind = (key.Module, key.Owner);
        var count = _kinds.GetValueOrDefault(kind) + by;
        if (count == 0)
        {
            _kinds.Remove(kind);
        }
        else
        {
            _kinds[kind] = count;
        }
    }
}
