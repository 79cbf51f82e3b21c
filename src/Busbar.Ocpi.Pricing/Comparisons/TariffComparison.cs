using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Sessions;

namespace Busbar.Ocpi.Pricing.Comparisons;

/// <summary>What a comparison came to.</summary>
public enum ComparisonOutcome
{
    /// <summary>Every session costs the same by both. Proved: at every moment the same prices count.</summary>
    Equivalent,

    /// <summary>The prices are not the same at every moment, but no session was found that shows it.</summary>
    NoDifferenceFound,

    /// <summary>At least one session costs something else.</summary>
    Different,
}

/// <summary>Two tariffs beside each other.</summary>
public sealed record TariffComparison
{
    /// <summary>Whether they cost the same.</summary>
    public required ComparisonOutcome Outcome { get; init; }

    /// <summary>What differs in the tariffs themselves, in words: currency, taxes, limits, and moments at which another price counts.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>The session that becomes dearer by most; null when none does.</summary>
    public required ComparedSession? Dearer { get; init; }

    /// <summary>The session that becomes cheaper by most; null when none does.</summary>
    public required ComparedSession? Cheaper { get; init; }

    /// <summary>Everyday sessions, each with its price by both.</summary>
    public required IReadOnlyList<ComparedSession> Typical { get; init; }

    /// <summary>How many sessions were priced by both.</summary>
    public required int Probes { get; init; }

    /// <summary>The session with the greatest difference.</summary>
    public ComparedSession? CounterExample =>
        Dearer is null || Cheaper is null ? Dearer ?? Cheaper : Dearer.Difference.Abs() >= Cheaper.Difference.Abs() ? Dearer : Cheaper;
}

/// <summary>One session with its price by two tariffs.</summary>
/// <param name="Name">What kind of session it is, in English.</param>
/// <param name="Events">What happens in it; enough to price it again.</param>
/// <param name="Currency">Currency of both amounts when it is the same.</param>
/// <param name="Before">What it costs by the first tariff.</param>
/// <param name="After">What it costs by the second.</param>
public sealed record ComparedSession(string Name, IReadOnlyList<SessionEvent> Events, string Currency, Amount Before, Amount After)
{
    /// <summary>How much more the second asks: with taxes where both sides are known, else without.</summary>
    public Rational Difference => After.AfterTaxes is { } after && Before.AfterTaxes is { } before ? after - before : (After.BeforeTaxes ?? Rational.Zero) - (Before.BeforeTaxes ?? Rational.Zero);

    /// <summary>Whether any side of the price differs.</summary>
    public bool IsDifferent => Before.BeforeTaxes != After.BeforeTaxes || Before.AfterTaxes != After.AfterTaxes;
}
