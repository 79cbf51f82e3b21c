using Busbar.Core.Verdicts;
using Busbar.Ocpi.Model.Cdrs;

namespace Busbar.Core.Invoices;

/// <summary>CDRs of an invoice that were found alike: right, wrong for one cause, or not checkable.</summary>
/// <param name="Cause">AGREES, NOT_CHECKABLE, NOT_CHECKED (yet), UNEXPLAINED, or the likeliest cause of a difference.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Cdrs">How many.</param>
/// <param name="Stated">What they state together, without taxes; credits count negative.</param>
/// <param name="Computed">What they come to by their tariffs; null where that is not known.</param>
public sealed record VerdictSum(string Cause, string Currency, int Cdrs, decimal Stated, decimal? Computed);

/// <summary>Adds CDRs up by what checking them came to: where the money of an invoice is in doubt, and why.</summary>
internal sealed class VerdictSums
{
    private readonly Dictionary<(string Cause, string Currency), VerdictSum> _sums = [];

    /// <summary>What agrees first, then the greatest differences.</summary>
    public IReadOnlyList<VerdictSum> All =>
    [
        .. _sums.Values.OrderBy(sum => sum.Cause == "AGREES" ? 0 : 1).ThenByDescending(sum => Math.Abs(sum.Stated - (sum.Computed ?? sum.Stated)))
            .ThenBy(sum => sum.Cause, StringComparer.Ordinal).ThenBy(sum => sum.Currency, StringComparer.Ordinal),
    ];

    public void Add(Cdr cdr, Verdict? verdict)
    {
        var cause = verdict?.Outcome switch
        {
            null => "NOT_CHECKED",
            VerdictOutcome.Agrees => "AGREES",
            VerdictOutcome.NotCheckable => "NOT_CHECKABLE",
            _ => verdict.Cause ?? "UNEXPLAINED",
        };
        var stated = cdr.Credit == true && cdr.TotalCost.BeforeTaxes > 0 ? -cdr.TotalCost.BeforeTaxes : cdr.TotalCost.BeforeTaxes;
        var key = (cause, cdr.Currency.ToUpperInvariant());
        _sums[key] = _sums.TryGetValue(key, out var sum)
            ? sum with { Cdrs = sum.Cdrs + 1, Stated = sum.Stated + stated, Computed = sum.Computed + verdict?.Computed }
            : new VerdictSum(cause, key.Item2, 1, stated, verdict?.Computed);
    }
}
