using Busbar.Core.Objects;

namespace Busbar.Delivery.Push;

/// <summary>An object of which a partner has to be told, whatever the number of changes behind it.</summary>
internal sealed class PendingObject(ObjectKey key, Lane lane, DateTimeOffset since)
{
    private bool _any;
    private bool _unknownBefore;
    private bool _publishedBetween;
    private long? _told;

    public ObjectKey Key { get; } = key;

    public Lane Lane { get; private set; } = lane;

    /// <summary>The oldest change that the partner does not know; 0 when no change is behind it.</summary>
    public long First { get; private set; }

    /// <summary>The newest change that is known to us.</summary>
    public long Last { get; private set; }

    /// <summary>
    /// The change whose state the partner has, so that only what differs from that state need be told: the one before the oldest, or a newer one where an earlier message brought
    /// more than it was sent for. Null when it is not known.
    /// </summary>
    public long? Has => _told ?? Before?.Sequence;

    /// <summary>The change that the state to be sent has to have at least; where no change is behind it, it is the one that stands in the store at the moment.</summary>
    public long AtLeast => First == 0 ? long.MaxValue : Last;

    /// <summary>When the oldest change was written.</summary>
    public DateTimeOffset Since { get; private set; } = since;

    /// <summary>What stood there before the oldest change: what the partner knows, if anything. Null when that is not known.</summary>
    public ChangeBefore? Before { get; private set; }

    /// <summary>The change before the newest one; null when it is not known.</summary>
    public long? BeforeLast { get; private set; }

    /// <summary>Whether the newest change is a removal.</summary>
    public bool Deleted { get; private set; }

    /// <summary>The one EVSE that all changes concern; null when the whole object has to go.</summary>
    public string? Evse { get; private set; }

    /// <summary>Objects that have to arrive first if they wait too; null until it was looked up.</summary>
    public IReadOnlyList<ObjectKey>? References { get; set; }

    public bool InFlight { get; set; }

    /// <summary>It is under way by what the partner might see before.</summary>
    public bool Outdated { get; set; }

    /// <summary>A load waits for it.</summary>
    public bool Loading { get; set; }

    /// <summary>A withdrawal waits for it: the partner may have been shown it, and may not see it any more.</summary>
    public bool Withdrawing { get; set; }

    /// <summary>A gap waits for it, because the partner's pull did not bring it, or a walk over what was missed does.</summary>
    public bool Returning { get; set; }

    /// <summary>It waits until then; null when it need not.</summary>
    public DateTimeOffset? NotBefore { get; set; }

    /// <summary>How often the partner failed over it.</summary>
    public int Failures { get; set; }

    /// <summary>How many objects the partner had accepted when it first failed over this one.</summary>
    public long AcceptedBefore { get; set; }

    /// <summary>The partner may have it already, or a state between, although it never said so.</summary>
    public bool Uncertain { get; set; }

    /// <summary>An object whose present state is to be sent beside the pump: whether that was done before is not known.</summary>
    public static PendingObject Of(StoredObject stored, DateTimeOffset now) => new(stored.Key, Lane.Live, now)
    {
        First = stored.Sequence, Last = stored.Sequence, Deleted = stored.Deleted, _any = true, _unknownBefore = true, Uncertain = true,
    };

    /// <summary>Takes in one change of the object.</summary>
    public void Add(Change change)
    {
        var deleted = change.Kind == ChangeKind.ObjectDeleted;
        if (First == 0)
        {
            (First, Since, Lane) = (change.Sequence, change.At, Lane.Live);
            Before = _unknownBefore ? null : change.Before;
            _unknownBefore |= change.Before is null;
        }
        else
        {
            _publishedBetween |= change.Before is null or { Alive: true, Published: true };
        }

        Last = Math.Max(Last, change.Sequence);
        BeforeLast = change.Before?.Sequence;
        Deleted = deleted;
        var evse = deleted ? null : change.Part?.EvseUid;
        Evse = !_any || string.Equals(Evse, evse, StringComparison.OrdinalIgnoreCase) ? evse : null;
        _any = true;
        References = null;
    }

    /// <summary>The whole object has to go, whatever changed of it.</summary>
    public void AddWhole()
    {
        (Evse, _any) = (null, true);
    }

    /// <summary>The partner missed changes of it: what it knows is not known.</summary>
    public void AddMissed()
    {
        AddWhole();
        ForgetBefore();
    }

    /// <summary>The partner may have another state than the one before the oldest change.</summary>
    public void ForgetBefore() => (Before, _unknownBefore, _told) = (null, true, null);

    /// <summary>An earlier message, which carried some of the changes already, has left the partner with something else than what stood there before the oldest.</summary>
    public void Learn(Holding has, long upTo)
    {
        if (has == Holding.Nothing)
        {
            (Before, _unknownBefore, _told) = (ChangeBefore.Nothing, false, null);
        }
        else if (has != Holding.AsBefore)
        {
            ForgetBefore();
            _told = has == Holding.State ? upTo : null;
        }
    }

    /// <summary>Takes in what came later, after an attempt failed.</summary>
    public void Absorb(PendingObject later)
    {
        if (First == 0 && later.First != 0)
        {
            (First, Since, Lane) = (later.First, later.Since, Lane.Live);
            Before = _unknownBefore ? null : later.Before;
            _unknownBefore |= later._unknownBefore;
        }
        else if (later.First != 0)
        {
            _publishedBetween |= later._unknownBefore || later.Before is { Alive: true, Published: true };
        }

        _publishedBetween |= later._publishedBetween;
        if (later.Returning)
        {
            ForgetBefore();
        }

        if (later.Last > Last)
        {
            (Last, BeforeLast, Deleted) = (later.Last, later.BeforeLast, later.Deleted);
        }

        Evse = string.Equals(Evse, later.Evse, StringComparison.OrdinalIgnoreCase) ? Evse : null;
        Loading |= later.Loading;
        Withdrawing |= later.Withdrawing;
        Returning |= later.Returning;
        Uncertain |= later.Uncertain;
        References = null;
    }

    /// <summary>It goes before the load.</summary>
    public void BringForward() => Lane = Lane.Early;

    /// <summary>
    /// Whether the partner may have been shown the object: what stood there before the first change that it does not know was to be shown to it. Where it may have been sent
    /// something since, its present form counts and every one between; where it is not known what stood there, it was shown.
    /// </summary>
    /// <param name="shown">All that the partner can have been shown.</param>
    /// <param name="stored">The object's present state.</param>
    public bool WasShown(PartnerView shown, StoredObject stored) =>
        Before is { Alive: true } before ? shown.Covers(Key, before.Published) || MayHaveBeenSent(shown, stored)
        : _unknownBefore || (Withdrawing && Before is null) ? shown.Covers(Key, published: true)
        : MayHaveBeenSent(shown, stored);

    private bool MayHaveBeenSent(PartnerView shown, StoredObject stored) => Uncertain && shown.Covers(Key, stored.Facts.Published || _publishedBetween);
}
