using Busbar.Core.Objects;
using Busbar.Ocpi.Wire.Repairs;
using Busbar.Ocpi.Wire.Validation;

namespace Busbar.Core.Intake;

/// <summary>What became of an object that was brought, and what there is to say about it.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Key">Where it is (or would be) stored; null when it could not be told.</param>
/// <param name="Findings">All findings: errors explain a refusal, warnings were tolerated.</param>
/// <param name="Message">One sentence for the sender, when there is something to say.</param>
/// <param name="Sequence">The change's sequence; 0 when nothing was written.</param>
public sealed record IntakeResult(IntakeOutcome Outcome, ObjectKey? Key, IReadOnlyList<Finding> Findings, string? Message = null, long Sequence = 0)
{
    /// <summary>What was mended in the document before it was judged.</summary>
    public IReadOnlyList<AppliedRepair> Repairs { get; init; } = [];

    /// <summary>Whether what the sender wanted holds now.</summary>
    public bool Succeeded => Outcome is IntakeOutcome.Created or IntakeOutcome.Updated or IntakeOutcome.Unchanged or IntakeOutcome.Deleted;

    /// <summary>One line per finding, for the record of the exchange.</summary>
    public IEnumerable<string> Notes => Findings.Select(f => $"{f.Severity}: {(f.Path.Length == 0 ? "/" : f.Path)} {f.Rule}: {f.Message}");
}
