namespace Busbar.Core.Retention;

/// <summary>What is kept for a while.</summary>
public enum RetainedKind
{
    /// <summary>Entries of the change log that every partner and every webhook has behind it.</summary>
    Changes,

    /// <summary>Entries of the change log that a partner or a webhook which takes nothing has still before it.</summary>
    Unread,

    /// <summary>Recorded requests and answers.</summary>
    Exchanges,

    /// <summary>Calls that have ended.</summary>
    Calls,

    /// <summary>Refusals that are settled.</summary>
    Refusals,

    /// <summary>Documents that could not be taken.</summary>
    Quarantine,

    /// <summary>Documents as they were before they were mended.</summary>
    Repairs,

    /// <summary>Pulls, replays and comparisons that have ended, with what they found.</summary>
    Jobs,

    /// <summary>Sessions, with what is noted about them.</summary>
    Sessions,

    /// <summary>CDRs, with their verdicts and what else is noted about them; the receipts stay.</summary>
    Cdrs,
}
