using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Delivery.Push;

/// <summary>
/// What waits for one partner: in the order of the change log what changed, and behind it what it is yet to be given or told is gone. Changes of one object
/// become one entry until it is sent; a change that arrives while its object is under way becomes an entry of its own that waits for the answer. Used by one
/// thread at a time.
/// </summary>
internal sealed class PendingWindow
{
    /// <summary>After so many others one of the load goes, so that a partner that is always behind is given everything in the end.</summary>
    private const int LoadShare = 8;

    private static readonly Lane[] InOrder = [Lane.Live, Lane.Early, Lane.Load];
    private static readonly Lane[] LoadFirst = [Lane.Load, Lane.Live, Lane.Early];

    private readonly LinkedList<PendingObject>[] _lanes = [new(), new(), new()];
    private readonly Dictionary<ObjectKey, LinkedListNode<PendingObject>> _waiting = [];
    private readonly Dictionary<ObjectKey, LinkedListNode<PendingObject>> _inFlight = [];
    private readonly Dictionary<(ModuleId, PartyId), int> _kinds = [];
    private int _sinceLoad;

    public int Count => _lanes[0].Count + _lanes[1].Count + _lanes[2].Count;

    public int InFlight => _inFlight.Count;

    /// <summary>The change from which on something is still to be answered.</summary>
    public PendingObject? Oldest => _lanes[(int)Lane.Live].First?.Value;

    public int In(Lane lane) => _lanes[(int)lane].Count;

    /// <summary>How many entries the load waits for.</summary>
    public int Loading { get; private set; }

    /// <summary>How many entries the withdrawal waits for.</summary>
    public int Withdrawing { get; private set; }

    /// <summary>How many entries a gap waits for, or a walk over what was missed.</summary>
    public int Returning { get; private set; }

    /// <summary>Takes in one change.</summary>
    public PendingObject Add(Change change)
    {
        var key = change.Object!.Value;
        if (!_waiting.TryGetValue(key, out var node))
        {
            return AddLast(new PendingObject(key, Lane.Live, change.At), entry => entry.Add(change));
        }

        if (node.Value.Lane == Lane.Live)
        {
            node.Value.Add(change);
            return node.Value;
        }

        _lanes[(int)node.Value.Lane].Remove(node);
        node.Value.Add(change);
        _lanes[(int)Lane.Live].AddLast(node);
        return node.Value;
    }

    /// <summary>Whether an object waits, or is under way.</summary>
    public bool Has(ObjectKey key) => _waiting.ContainsKey(key) || _inFlight.ContainsKey(key);

    /// <summary>Takes in an object of which a load or a withdrawal has to tell. One that is under way whole, because something refers to it, is that already.</summary>
    public PendingObject AddWalked(ObjectKey key, DateTimeOffset at, bool withdrawing)
    {
        var entry = _waiting.TryGetValue(key, out var node) ? node.Value
            : !withdrawing && _inFlight.TryGetValue(key, out var sent) && sent.Value is { First: 0, Withdrawing: false, Outdated: false } ? sent.Value
            : AddLast(new PendingObject(key, withdrawing ? Lane.Early : Lane.Load, at), _ => { });
        entry.AddWhole();
        if (withdrawing && !entry.Withdrawing)
        {
            (entry.Withdrawing, Withdrawing) = (true, Withdrawing + 1);
        }
        else if (!withdrawing && !entry.Loading)
        {
            (entry.Loading, Loading) = (true, Loading + 1);
        }

        return entry;
    }

    /// <summary>Takes in an object of which the partner missed changes: they were left to its pull, which did not bring it, or are not in the log any more.</summary>
    public PendingObject AddReturned(ObjectKey key, DateTimeOffset at)
    {
        var entry = _waiting.TryGetValue(key, out var node) ? node.Value : AddLast(new PendingObject(key, Lane.Early, at), _ => { });
        entry.AddMissed();
        if (!entry.Returning)
        {
            (entry.Returning, Returning) = (true, Returning + 1);
        }

        return entry;
    }

    /// <summary>Lets an object that something refers to go before the load, whether the load has come to it or not.</summary>
    public void BringForward(ObjectKey key, DateTimeOffset at)
    {
        if (!_waiting.TryGetValue(key, out var node))
        {
            if (!_inFlight.TryGetValue(key, out var sent) || sent.Value.Outdated)
            {
                AddLast(new PendingObject(key, Lane.Early, at), entry => entry.AddWhole());
            }
        }
        else if (node.Value.Lane == Lane.Load)
        {
            _lanes[(int)Lane.Load].Remove(node);
            node.Value.BringForward();
            _lanes[(int)Lane.Early].AddLast(node);
        }
    }

    /// <summary>The next entry that may go: nothing of its object is under way, and nothing that has to arrive before it waits.</summary>
    /// <param name="fairly">Prefer what failed least, so that one bad object does not stand in the way of finding out that the partner is back.</param>
    /// <param name="load">Whether the load may go on now.</param>
    /// <param name="now">The time.</param>
    public PendingObject? Next(bool fairly, bool load, DateTimeOffset now)
    {
        PendingObject? best = null;
        foreach (var lane in load && _sinceLoad >= LoadShare ? LoadFirst : InOrder)
        {
            if (lane == Lane.Load && !load)
            {
                continue;
            }

            for (var node = _lanes[(int)lane].First; node is not null; node = node.Next)
            {
                var entry = node.Value;
                if (entry.InFlight || _inFlight.ContainsKey(entry.Key) || entry.NotBefore > now || IsBlocked(node))
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
        }

        return best;
    }

    /// <summary>Whether what the object refers to has to be looked up before it may go.</summary>
    /// <param name="entry">The object.</param>
    /// <param name="loading">Whether the partner may lack what it refers to.</param>
    public bool NeedsReferences(PendingObject entry, bool loading) =>
        entry is { References: null, Deleted: false, Withdrawing: false }
        && References.ModuleOf(entry.Key.Module) is { } module && ((loading && entry.Lane != Lane.Load) || _kinds.ContainsKey((module, entry.Key.Owner)));

    public void Start(PendingObject entry)
    {
        if (_waiting.Remove(entry.Key, out var node))
        {
            _sinceLoad = entry.Lane == Lane.Load ? 0 : _sinceLoad + 1;
            (entry.InFlight, entry.Outdated) = (true, false);
            _inFlight.Add(entry.Key, node);
        }
    }

    /// <summary>What the partner may see, or in which version, is not what it was: what is under way was decided before, and stands for nothing that is asked from now on.</summary>
    public void Outdate()
    {
        foreach (var node in _inFlight.Values)
        {
            node.Value.Outdated = true;
        }
    }

    /// <summary>The entry is settled.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="upTo">The whole object was settled up to this change: so is what waits for no later one, unless a walk waits for it too.</param>
    /// <param name="has">What the partner has now.</param>
    public void Finish(PendingObject entry, long upTo = 0, Holding has = Holding.AsBefore)
    {
        if (!_inFlight.Remove(entry.Key, out var node))
        {
            return;
        }

        Remove(node);
        if (!_waiting.TryGetValue(entry.Key, out var later) || later.Value.First == 0 || later.Value.First > upTo)
        {
            return;
        }

        // What a walk asks for may have been asked after the attempt was decided: only an attempt of its own answers it.
        if (later.Value is { Loading: false, Withdrawing: false, Returning: false } && later.Value.Last <= upTo && !entry.Outdated)
        {
            _waiting.Remove(entry.Key);
            Remove(later);
        }
        else
        {
            later.Value.Learn(has, upTo);
        }
    }

    /// <summary>What waits of an object may be known to the partner in part.</summary>
    public void Doubt(ObjectKey key)
    {
        if (_waiting.TryGetValue(key, out var node))
        {
            node.Value.Uncertain = true;
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
            // Counted once from here on; and a change that came to what was walked to has the place of the change.
            Forget(entry);
            Forget(later.Value);
            var (lane, becomesLive) = (entry.Lane, entry.First == 0 && later.Value.First > 0);
            entry.Absorb(later.Value);
            Remember(entry);
            Count1(entry.Key, -1);
            if (becomesLive)
            {
                _lanes[(int)lane].Remove(node);
                _lanes[(int)Lane.Live].AddAfter(later, node);
            }

            _lanes[(int)later.Value.Lane].Remove(later);
        }

        _waiting.Add(entry.Key, node);
    }

    private PendingObject AddLast(PendingObject entry, Action<PendingObject> fill)
    {
        fill(entry);
        _waiting.Add(entry.Key, _lanes[(int)entry.Lane].AddLast(entry));
        Count1(entry.Key, +1);
        return entry;
    }

    private void Remove(LinkedListNode<PendingObject> node)
    {
        _lanes[(int)node.Value.Lane].Remove(node);
        Forget(node.Value);
        Count1(node.Value.Key, -1);
    }

    private void Forget(PendingObject entry)
    {
        Loading -= entry.Loading ? 1 : 0;
        Withdrawing -= entry.Withdrawing ? 1 : 0;
        Returning -= entry.Returning ? 1 : 0;
    }

    private void Remember(PendingObject entry)
    {
        Loading += entry.Loading ? 1 : 0;
        Withdrawing += entry.Withdrawing ? 1 : 0;
        Returning += entry.Returning ? 1 : 0;
    }

    private bool IsBlocked(LinkedListNode<PendingObject> node)
    {
        var entry = node.Value;
        if (entry.Deleted)
        {
            // A tariff goes after the locations that referred to it, so that no connector points at nothing.
            return entry.Key.Module == ModuleId.Tariffs && _kinds.ContainsKey((ModuleId.Locations, entry.Key.Owner)) && FollowsLocation(entry);
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

    private bool FollowsLocation(PendingObject tariff)
    {
        foreach (var lane in (ReadOnlySpan<Lane>)[Lane.Live, Lane.Early])
        {
            foreach (var entry in _lanes[(int)lane])
            {
                if (entry.Key.Module == ModuleId.Locations && entry.Key.Owner == tariff.Key.Owner && entry.First < tariff.Last)
                {
                    return true;
                }
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
