using System.Text.Json;

namespace Busbar.Admin.Contracts;

/// <summary>What is done with a partner's CDRs, and how they are read where the standard leaves it open. What a request leaves out stays as it is.</summary>
public sealed record CdrPolicyBody
{
    /// <summary>accept (pass on at once, only mark), hold (pass on what was found right, keep the rest back until you decide) or dispute (as hold, and dispute what costs too much or too little).</summary>
    public string? Policy { get; init; }

    /// <summary>Where amounts are rounded on the way to the total: none, line, dimension or total.</summary>
    public string? RoundingPoint { get; init; }

    /// <summary>half_up, half_even, up or down.</summary>
    public string? RoundingMode { get; init; }

    /// <summary>Decimals of that rounding, 0 to 6; absent for the currency's.</summary>
    public int? RoundingDecimals { get; init; }

    /// <summary>first_once_per_session, each_element_once or every_period.</summary>
    public string? FlatFees { get; init; }

    /// <summary>What a step size rounds: session or every_period.</summary>
    public string? StepScope { get; init; }

    /// <summary>How far a stated amount may be off, 0 to 1 of the currency.</summary>
    public decimal? Tolerance { get; init; }

    /// <summary>
    /// Every decision by its id, as "policy" in a price report: taxes of the place (D-TAX), a hub's extensions (D-EXT), how taxes are rounded (D-ROUND) and the others. The members above are short forms of some, and count before it.
    /// </summary>
    public JsonElement? Decisions { get; init; }
}
