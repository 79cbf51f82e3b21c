using Busbar.Core.Objects;

namespace Busbar.Delivery.Push;

/// <summary>An object of which a partner has to be told, whatever the number of changes behind it.</summary>
internal sealed class PendingObject(ObjectKey key, long first, DateTimeOffset since)
{
    public ObjectKey Key { get; } = key;

    /// <summary>The oldest change that the partner does not know.</summary>
    public long First { get; } = first;

    /// <summary>The newest change that is known to us.</summary>
    public long Last { get; private set; } = first;

    /// <summary>When the oldest change was written.</summary>
    public DateTimeOffset Since { get; } = since;

    /// <summary>Whether the newest change is a removal.</summary>
    public bool Deleted { get; private set; }

    /// <summary>The one EVSE that all changes concern; null when the whole object has to go.</summary>
    public string? Evse { get; private set; }

    /// <summary>Objects that have to arrive first if they wait too; null until it was looked up.</summary>
    public IReadOnlyList<ObjectKey>? References { get; set; }

    public bool InFlight { get; set; }

    /// <summary>How often the partner failed over it.</summary>
    public int Failures { get; set; }

    /// <summary>How many objects the partner had accepted when it first failed over this one.</summary>
    public long AcceptedBefore { get; set; }

    /// <summary>The partner may have it already, or a state between, although it never said so.</summary>
    public bool Uncertain { get; set; }

    private bool _any;

    /// <summary>Takes in one change of the object.</summary>
    public void Add(long sequence, bool deleted, ObjectPart? part)
    {
        Last = Math.Max(Last, sequence);
        Deleted = deleted;
        var evse = deleted ? null : part?.EvseUid;
        Evse = !_any || string.Equals(Evse, evse, StringComparison.OrdinalIgnoreCase) ? evse : null;
        _any = true;
        References = null;
    }

    /// <summary>Takes in what came later, after an attempt failed.</summary>
    public void Absorb(PendingObject later)
    {
        Last = Math.Max(Last, later.Last);
        Deleted = later.Deleted;
        Evse = string.Equals(Evse, later.Evse, StringComparison.OrdinalIgnoreCase) ? Evse : null;
        References = null;
    }
}
