using Busbar.Ocpi.Model.Versions;

namespace Busbar.Core.Delivery;

/// <summary>Where the pulls of one module of one partner stand: written after every page, so that any process can go on, and any can tell.</summary>
public sealed record PullStanding
{
    public required Guid Connection { get; init; }

    public required ModuleId Module { get; init; }

    /// <summary>The registration that it belongs to: who registers anew is pulled from anew.</summary>
    public DateTimeOffset? RegisteredAt { get; init; }

    /// <summary>Whether a process is at it, or was when it ended without a word.</summary>
    public bool Running { get; init; }

    /// <summary>Everything was asked for, not only changes.</summary>
    public bool Full { get; init; }

    /// <summary>What it does not list is removed when it ends, and not only after a second one.</summary>
    public bool RemovesAtOnce { get; init; }

    /// <summary>Changes since when were asked for.</summary>
    public DateTimeOffset? DateFrom { get; init; }

    /// <summary>When the pull began: what changes later than this is asked for by the next one.</summary>
    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The end of the change log when it began: what came later by push is not missing from the list.</summary>
    public long LoggedAtStart { get; init; }

    /// <summary>The last page that is safely stored: an interrupted pull asks for it once more and goes on. Null when there is nothing to go on with.</summary>
    public Uri? ResumeAt { get; init; }

    /// <summary>How often it was gone on with after an interruption.</summary>
    public int Resumed { get; init; }

    public int Pages { get; init; }

    public int Objects { get; init; }

    public int Stored { get; init; }

    public int Unchanged { get; init; }

    public int Refused { get; init; }

    public int Removed { get; init; }

    /// <summary>How many objects the partner says there are.</summary>
    public long? Total { get; init; }

    /// <summary>Why the list must not be taken for all there is.</summary>
    public string? Doubt { get; init; }

    /// <summary>When the last pull ended; null before the first end.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Whether the last one that ended reached its last page.</summary>
    public bool Complete { get; init; }

    /// <summary>What deserves attention of the last one.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>When the schedule has the next one; null when it has none.</summary>
    public DateTimeOffset? NextAt { get; init; }
}
