using Busbar.Ocpi.Metering.Cdrs;
using Busbar.Ocpi.Model.Cdrs;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Pricing.Cdrs;

namespace Busbar.Core.Verdicts;

/// <summary>A CDR with everything that checking it found.</summary>
public sealed record CheckedCdr
{
    public required OcpiVersion Version { get; init; }

    /// <summary>The CDR in the canonical shape; null when it has none.</summary>
    public Cdr? Cdr { get; init; }

    /// <summary>The verdict on its price; null when it could not even be tried.</summary>
    public CdrVerdict? Verdict { get; init; }

    /// <summary>What its signed data is worth; null when it has none.</summary>
    public SignedDataReport? Signed { get; init; }

    /// <summary>Where the tariffs were taken from.</summary>
    public TariffOrigin Origin { get; init; }

    /// <summary>Content hashes of the tariffs that were taken from the history.</summary>
    public IReadOnlyList<string> TariffHashes { get; init; } = [];

    /// <summary>Why it could not be tried.</summary>
    public string? Problem { get; init; }

    public VerdictOutcome Outcome => Verdict?.Outcome switch
    {
        CdrOutcome.Agrees => VerdictOutcome.Agrees,
        CdrOutcome.Disagrees => VerdictOutcome.Disagrees,
        _ => VerdictOutcome.NotCheckable,
    };

    /// <summary>Whether there is nothing to look at: the price is right, the CDR agrees with itself, and no signature is wrong.</summary>
    public bool IsClean => Outcome == VerdictOutcome.Agrees && Verdict!.Inconsistencies.Count == 0 && Signed is not { State: Ocpi.Metering.Ocmf.SignatureState.Failed };
}

/// <summary>Where the tariffs of a check come from.</summary>
public enum TariffOrigin
{
    /// <summary>There were none.</summary>
    None,

    /// <summary>The CDR holds them: they are the record.</summary>
    Cdr,

    /// <summary>The CDR holds none: those that were in force when the session started.</summary>
    History,
}
