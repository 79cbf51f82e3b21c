using Busbar.Core.Objects;

namespace Busbar.Core.Reconciliation;

/// <summary>One thing that does not fit.</summary>
/// <param name="Kind">What.</param>
/// <param name="Object">The object.</param>
/// <param name="Detail">What is known of it. Names members, never their values: they may be personal.</param>
/// <param name="Number">Its place among those of its run; 0 before it is stored.</param>
public sealed record Difference(DifferenceKind Kind, ObjectKey Object, DifferenceDetail Detail, long Number = 0);

/// <summary>What is known of a difference.</summary>
public sealed record DifferenceDetail
{
    /// <summary>One sentence.</summary>
    public required string Message { get; init; }

    /// <summary>The last_updated that is right: ours of what we sent, the partner's of what it sent.</summary>
    public DateTimeOffset? Expected { get; init; }

    /// <summary>The last_updated that was found instead.</summary>
    public DateTimeOffset? Found { get; init; }

    /// <summary>The members that differ, by JSON Pointer; EVSEs and connectors by their ids.</summary>
    public IReadOnlyList<DifferingMember>? Members { get; init; }

    /// <summary>Ids that are named and do not exist, or the EVSEs that are meant.</summary>
    public IReadOnlyList<string>? Ids { get; init; }

    /// <summary>The partner that it is about, where the run is about no one partner.</summary>
    public Guid? Connection { get; init; }

    /// <summary>The open refusal that explains it.</summary>
    public Guid? Refusal { get; init; }
}

/// <summary>A member that is not the same on both sides.</summary>
/// <param name="Path">JSON Pointer in the partner's version.</param>
/// <param name="How">differs, only_ours or only_theirs.</param>
public sealed record DifferingMember(string Path, string How);
