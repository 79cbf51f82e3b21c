using Busbar.Ocpi.Pricing.Cdrs;
using Busbar.Ocpi.Pricing.Reports.Languages;

namespace Busbar.Ocpi.Pricing.Reports;

/// <summary>The verdict on a CDR in words: what differs, how the partner may have come to it, and where the CDR contradicts itself.</summary>
internal sealed class VerdictSections(CdrVerdict verdict, Words words)
{
    public IEnumerable<TextSection> All()
    {
        yield return new(Headline, [.. verdict.Differences.Select(Difference)]);
        if (verdict.Explanations.Count > 0)
        {
            yield return new(words.ExplainedTitle, [.. verdict.Explanations.Select(explanation => "– " + Explanation(explanation))]);
        }
        else if (verdict.Outcome == CdrOutcome.Disagrees)
        {
            yield return new(words.NotExplained, []);
        }

        if (verdict.Inconsistencies.Count > 0)
        {
            yield return new(words.InconsistentTitle, [.. verdict.Inconsistencies.Select(finding => "– " + words.Finding(finding))]);
        }
    }

    private string Headline => verdict.Outcome switch
    {
        CdrOutcome.Agrees => words.Agrees,
        CdrOutcome.Disagrees => words.Disagrees,
        _ => words.NotCheckable,
    };

    private string Difference(CdrDifference difference) => words.Difference(
        $"{What(difference.Field)} [{difference.Field}]", Money(difference.Stated), Money(difference.Computed), Money(difference.TooMuch.Abs()), difference.TooMuch.Sign > 0);

    private string Explanation(DiscrepancyExplanation explanation)
    {
        var readings = string.Join(words.And, explanation.Readings.Select(words.Reading));
        return explanation.Remaining.Count == 0 ? readings : $"{readings} {words.StillDiffers(string.Join(", ", explanation.Remaining.Select(rest => What(rest.Field))))}";
    }

    private string What(string field)
    {
        var parts = field.Split('/');
        return $"{words.Cost(parts[0])} {(parts[^1] == "after_taxes" ? words.WithTaxes : words.WithoutTaxes)}";
    }

    private string Money(Common.Rational value) => words.Form.Money(value, verdict.Result.Currency);
}
