using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Common;

namespace Busbar.Ocpi.Pricing.Cdrs;

/// <summary>Minimum and maximum price: each side of the total is kept within its own bound, first up, then down; each tariff bounds its own part.</summary>
/// <remarks>OCPI chapter "Tariffs module / PriceLimit class"; policies D-LIMIT-SUB, D-LIMIT-NOINCL, D-LIMIT-SCOPE, D-LIMIT-MULTI.</remarks>
internal sealed class Limits(OcpiVersion version, PricingPolicy policy, ICollection<PricingWarning> warnings)
{
    public void Apply(Tariff tariff, Amount part, bool minimumCounts, ICollection<Adjustment> adjustments)
    {
        if (minimumCounts && tariff.MinPrice is { } minimum)
        {
            part = Apply(tariff, part, minimum, AdjustmentKind.Minimum, adjustments);
        }

        if (tariff.MaxPrice is { } maximum)
        {
            Apply(tariff, part, maximum, AdjustmentKind.Maximum, adjustments);
        }
    }

    private Amount Apply(Tariff tariff, Amount part, PriceLimit limit, AdjustmentKind kind, ICollection<Adjustment> adjustments)
    {
        var (before, after) = (part.BeforeTaxes, part.AfterTaxes);
        var beforeHit = Violates(before, limit.BeforeTaxes, kind);
        if (beforeHit)
        {
            before = limit.BeforeTaxes;
        }

        if (limit.AfterTaxes is { } afterLimit)
        {
            after = Violates(after, afterLimit, kind) ? afterLimit : after;
        }
        else if (beforeHit && after is { } taxed)
        {
            after = WithTax(tariff, limit.BeforeTaxes, part.BeforeTaxes!.Value, taxed);
        }
        else if (before is null)
        {
            warnings.Add(new(WarningCodes.LimitTaxUnknown, null, $"A limit of tariff {tariff.Id} is given without taxes only, and what the session costs without taxes is not known: it was not checked."));
        }

        if (before == part.BeforeTaxes && after == part.AfterTaxes)
        {
            return part;
        }

        var limited = part.WithSides(before, after);
        adjustments.Add(new Adjustment(kind, tariff.Id, limit, null, limited.Add(part.Negate())));
        return limited;
    }

    /// <summary>The other side of a limit that names only one: the tax moves in proportion; when nothing was used, by the tariff's single rate.</summary>
    private Rational WithTax(Tariff tariff, Rational limit, Rational before, Rational after)
    {
        if (!before.IsZero)
        {
            return after * limit / before;
        }

        if (Taxes.SingleRate(tariff, version, policy) is { } rate)
        {
            return limit * (Rational.One + (rate / 100));
        }

        warnings.Add(new(WarningCodes.LimitTaxUnknown, null, $"The tax in a limit of tariff {tariff.Id} is not known; none is added."));
        return limit;
    }

    private static bool Violates(Rational? value, Rational limit, AdjustmentKind kind) => kind == AdjustmentKind.Minimum ? value < limit : value > limit;
}
