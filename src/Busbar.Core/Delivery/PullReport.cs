using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Validation;

namespace Busbar.Core.Delivery;

/// <summary>What came of a pull.</summary>
/// <param name="Connection">From whom was pulled.</param>
/// <param name="StartedAt">When it began, UTC.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Modules">One entry per module.</param>
/// <param name="Problem">Why nothing was pulled at all; null when something was tried.</param>
public sealed record PullReport(Guid Connection, DateTimeOffset StartedAt, TimeSpan Duration, IReadOnlyList<ModulePull> Modules, string? Problem = null)
{
    /// <summary>Whether every module was read to its end.</summary>
    public bool Complete => Problem is null && Modules.All(module => module.Complete);
}

/// <summary>What came of pulling one module.</summary>
public sealed record ModulePull
{
    public required ModuleId Module { get; init; }

    /// <summary>Everything was asked for, not only changes.</summary>
    public required bool Full { get; init; }

    /// <summary>Changes since when were asked for; null for everything.</summary>
    public DateTimeOffset? DateFrom { get; init; }

    /// <summary>The last page was reached. Only then is the pull's start remembered, and only then are removals inferred.</summary>
    public required bool Complete { get; init; }

    public int Pages { get; init; }

    public int Objects { get; init; }

    /// <summary>New or changed, now stored.</summary>
    public int Stored { get; init; }

    /// <summary>Known already, or older than what is stored.</summary>
    public int Unchanged { get; init; }

    /// <summary>Removed because a complete pull no longer lists them.</summary>
    public int Removed { get; init; }

    /// <summary>Objects that could not be taken, at most <see cref="PulledRefusal.Listed"/> of them.</summary>
    public IReadOnlyList<PulledRefusal> Refused { get; init; } = [];

    /// <summary>How many could not be taken.</summary>
    public int RefusedCount { get; init; }

    /// <summary>Why the pull ended early, or what deserves attention; empty when there is nothing to say.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>An object that a pull could not take.</summary>
/// <param name="Object">Which one, as far as it can be told.</param>
/// <param name="Reason">Why, in one sentence.</param>
/// <param name="Findings">What validation has to say about it.</param>
public sealed record PulledRefusal(ObjectKey? Object, string Reason, IReadOnlyList<Finding> Findings)
{
    /// <summary>How many are listed one by one in a report.</summary>
    public const int Listed = 100;
}
