namespace Busbar.Ocpi.Pricing.Common;

/// <summary>Money, exact, without and with taxes. A side that cannot be known is null.</summary>
/// <remarks>OCPI chapter "Types / Price class".</remarks>
public sealed record Amount
{
    private Amount(Rational? beforeTaxes, Rational? afterTaxes, IReadOnlyList<TaxShare> taxes)
    {
        BeforeTaxes = beforeTaxes;
        AfterTaxes = afterTaxes;
        Taxes = taxes;
    }

    /// <summary>Nothing.</summary>
    public static Amount Zero { get; } = new(Rational.Zero, Rational.Zero, []);

    /// <summary>Without taxes; null when the tariff's prices contain taxes and no rate is known.</summary>
    public Rational? BeforeTaxes { get; }

    /// <summary>With taxes; null when nothing is known of taxes (2.1.1).</summary>
    public Rational? AfterTaxes { get; }

    /// <summary>The taxes by name and rate. Together they are the difference of the two sides where both are known.</summary>
    public IReadOnlyList<TaxShare> Taxes { get; }

    /// <summary>The side that two amounts are best compared by: with taxes where that is known.</summary>
    internal Rational Comparable => AfterTaxes ?? BeforeTaxes ?? Rational.Zero;

    /// <summary>An amount of which both sides, or one of them, are given.</summary>
    public static Amount Of(Rational? beforeTaxes, Rational? afterTaxes, IReadOnlyList<TaxShare>? taxes = null) => new(beforeTaxes, afterTaxes, taxes ?? []);

    /// <summary>The sum; a side that is unknown in one of them is unknown in the sum.</summary>
    public static Amount operator +(Amount left, Amount right) => left.Add(right);

    /// <summary>The same amount with the other sign.</summary>
    public static Amount operator -(Amount value) => value.Negate();

    /// <summary>The sum; a side that is unknown in one of them is unknown in the sum.</summary>
    public Amount Add(Amount other) => new(BeforeTaxes + other.BeforeTaxes, AfterTaxes + other.AfterTaxes, Join(Taxes, other.Taxes));

    /// <summary>The same amount with the other sign.</summary>
    public Amount Negate() => new(-BeforeTaxes, -AfterTaxes, [.. Taxes.Select(tax => tax with { Amount = -tax.Amount })]);

    /// <summary>Both sides rounded. The taxes keep their proportions as far as their own rounding lets them, and stay the difference of the sides.</summary>
    public Amount Round(int decimals, RoundingMode mode) => WithSides(BeforeTaxes?.Round(decimals, mode), AfterTaxes?.Round(decimals, mode)).WithRoundTaxes(decimals);

    /// <summary>The stated side rounded; the other one too, or as far away as the taxes put it.</summary>
    internal Amount Round(int decimals, RoundingMode mode, TaxRounding taxes, bool included)
    {
        var stated = included ? AfterTaxes : BeforeTaxes;
        if (taxes == TaxRounding.WithAmount || BeforeTaxes is not { } before || AfterTaxes is not { } after || stated is not { IsZero: false } exact)
        {
            return Round(decimals, mode);
        }

        var rounded = exact.Round(decimals, mode);
        return included ? WithSides(before * rounded / exact, rounded) : WithSides(rounded, after * rounded / exact);
    }

    /// <summary>Other sides; the taxes are scaled so that they stay the difference. Where there were none, the difference is one tax.</summary>
    internal Amount WithSides(Rational? before, Rational? after)
    {
        if (before is not { } low || after is not { } high)
        {
            return new(before, after, Taxes);
        }

        var wanted = high - low;
        var total = Rational.Zero;
        foreach (var tax in Taxes)
        {
            total += tax.Amount;
        }

        if (total.IsZero)
        {
            return wanted.IsZero ? new(before, after, Taxes) : new(before, after, [Taxes.Count > 0 ? Taxes[0] with { Amount = wanted } : new TaxShare("VAT", null, null, wanted)]);
        }

        return new(before, after, Taxes.Count == 1 ? [Taxes[0] with { Amount = wanted }] : [.. Taxes.Select(tax => tax with { Amount = tax.Amount * wanted / total })]);
    }

    /// <summary>Several taxes, each rounded by itself; the largest takes what is over, so that they add up.</summary>
    private Amount WithRoundTaxes(int decimals)
    {
        if (Taxes.Count < 2 || BeforeTaxes is not { } before || AfterTaxes is not { } after)
        {
            return this;
        }

        var shares = Taxes.Select(tax => tax with { Amount = tax.Amount.Round(decimals, RoundingMode.HalfUp) }).ToList();
        var (over, largest) = (after - before, 0);
        for (var i = 0; i < shares.Count; i++)
        {
            over -= shares[i].Amount;
            largest = shares[i].Amount.Abs() > shares[largest].Amount.Abs() ? i : largest;
        }

        shares[largest] = shares[largest] with { Amount = shares[largest].Amount + over };
        return new(before, after, shares);
    }

    private static IReadOnlyList<TaxShare> Join(IReadOnlyList<TaxShare> left, IReadOnlyList<TaxShare> right)
    {
        if (left.Count == 0 || right.Count == 0)
        {
            return left.Count == 0 ? right : left;
        }

        var joined = left.ToList();
        foreach (var tax in right)
        {
            var at = joined.FindIndex(known => known.Name == tax.Name && known.Percentage == tax.Percentage && known.AccountNumber == tax.AccountNumber);
            if (at < 0)
            {
                joined.Add(tax);
            }
            else
            {
                joined[at] = joined[at] with { Amount = joined[at].Amount + tax.Amount };
            }
        }

        return joined;
    }
}
