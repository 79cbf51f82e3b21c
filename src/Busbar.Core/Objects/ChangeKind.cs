namespace Busbar.Core.Objects;

/// <summary>What an entry of the change log tells.</summary>
public enum ChangeKind
{
    /// <summary>An object was created or replaced, or a part of it changed.</summary>
    ObjectStored = 1,

    /// <summary>An object was removed.</summary>
    ObjectDeleted = 2,

    /// <summary>A connection was created, changed state, or was removed.</summary>
    ConnectionChanged = 3,

    /// <summary>A hosted party or an agreement changed: what partners may see has to be worked out anew.</summary>
    AgreementChanged = 4,

    /// <summary>A call (authorisation, command) moved on.</summary>
    CallChanged = 5,

    /// <summary>A partner refused a change, or a refusal was replayed.</summary>
    RefusalChanged = 6,

    /// <summary>A document came into quarantine, or left it.</summary>
    QuarantineChanged = 7,

    /// <summary>A CDR was checked, or the operator decided about one.</summary>
    VerdictChanged = 8,

    /// <summary>An object turned out to have no form in a version: partners of that version are not shown it.</summary>
    ObjectWithheld = 9,

    /// <summary>Objects of a module were removed because their time was over; the detail says of which, and how many.</summary>
    ObjectsExpired = 10,

    /// <summary>A webhook was made, changed or removed, or its receiver said that it is gone.</summary>
    WebhookChanged = 11,
}
