using Busbar.Ocpi.Pricing.Common;

namespace Busbar.Ocpi.Pricing.Cdrs;

/// <summary>What checking a CDR came to.</summary>
public enum CdrOutcome
{
    /// <summary>Every stated cost is what the tariff says.</summary>
    Agrees,

    /// <summary>At least one stated cost is not.</summary>
    Disagrees,

    /// <summary>Something that the price depends on is missing.</summary>
    NotCheckable,
}

/// <summary>A stated number that is not what was computed.</summary>
/// <param name="Field">The field of the CDR, for example "total_energy_cost/before_taxes".</param>
/// <param name="Stated">What the CDR says.</param>
/// <param name="Computed">What the tariff and the periods come to, exact.</param>
public sealed record CdrDifference(string Field, Rational Stated, Rational Computed)
{
    /// <summary>How much more the CDR says.</summary>
    public Rational TooMuch => Stated - Computed;
}

/// <summary>The verdict on a CDR.</summary>
public sealed record CdrVerdict
{
    /// <summary>Whether the costs are right.</summary>
    public required CdrOutcome Outcome { get; init; }

    /// <summary>Costs that are not.</summary>
    public required IReadOnlyList<CdrDifference> Differences { get; init; }

    /// <summary>Where the CDR contradicts itself, whatever the price.</summary>
    public required IReadOnlyList<ConsistencyFinding> Inconsistencies { get; init; }

    /// <summary>Other readings of the tariff that come to what the CDR states, the best first; empty until they were looked for.</summary>
    public IReadOnlyList<DiscrepancyExplanation> Explanations { get; init; } = [];

    /// <summary>The price by the tariff.</summary>
    public required PricingResult Result { get; init; }
}

/// <summary>How far a stated number may be from the computed one.</summary>
public sealed record CdrTolerance
{
    /// <summary>The defaults.</summary>
    public static CdrTolerance Default { get; } = new();

    /// <summary>Money: documents round to cents or to four decimals, and hours of four decimals add to it.</summary>
    public decimal Money { get; init; } = 0.01m;

    /// <summary>Kilowatt-hours per period.</summary>
    public decimal Energy { get; init; } = 0.001m;

    /// <summary>Hours per period.</summary>
    public decimal Hours { get; init; } = 0.001m;
}
