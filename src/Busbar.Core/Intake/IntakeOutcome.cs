namespace Busbar.Core.Intake;

/// <summary>What became of an object that was brought.</summary>
public enum IntakeOutcome
{
    /// <summary>Stored; it was not known before.</summary>
    Created,

    /// <summary>Stored; it replaced or changed what was known.</summary>
    Updated,

    /// <summary>The same content is stored already; nothing was written.</summary>
    Unchanged,

    /// <summary>What is stored is newer; nothing was written.</summary>
    Older,

    /// <summary>Marked as deleted.</summary>
    Deleted,

    /// <summary>There is no such object to change or to delete.</summary>
    NotFound,

    /// <summary>The Location (or EVSE) that it belongs to is not known.</summary>
    ParentNotFound,

    /// <summary>The owner is not a party of the one who brings it.</summary>
    Foreign,

    /// <summary>The document breaks the rules; nothing was written.</summary>
    Invalid,

    /// <summary>Another content is stored under the same id and may not be replaced (CDRs).</summary>
    Conflict,

    /// <summary>The text is not JSON.</summary>
    Malformed,
}
