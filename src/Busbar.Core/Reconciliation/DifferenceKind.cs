namespace Busbar.Core.Reconciliation;

/// <summary>What does not fit between us and a partner, or within what we hold.</summary>
public enum DifferenceKind
{
    /// <summary>Sent: the partner does not have what it should. Held: we do not have what the partner lists.</summary>
    Missing,

    /// <summary>The older state is there: at the partner (sent), or here (held).</summary>
    Stale,

    /// <summary>The same last_updated, or a newer one, and another content.</summary>
    Different,

    /// <summary>Sent: the partner still has what was removed. Held: we hold what the partner no longer lists.</summary>
    Extra,

    /// <summary>A session ended long ago and no CDR names it.</summary>
    SessionWithoutCdr,

    /// <summary>A CDR names a session that is not known.</summary>
    CdrWithoutSession,

    /// <summary>A partner has refused it, or not taken it, for long.</summary>
    NotAcknowledged,

    /// <summary>It names a tariff or a location that does not exist here.</summary>
    DanglingReference,

    /// <summary>The status of an EVSE is old although its operator is there.</summary>
    StaleStatus,
}
