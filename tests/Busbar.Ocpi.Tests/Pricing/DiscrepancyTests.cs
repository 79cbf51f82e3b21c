using Busbar.Ocpi.Model.Cdrs;
using Busbar.Ocpi.Pricing.Cdrs;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Discrepancies;

namespace Busbar.Ocpi.Tests.Pricing;

/// <summary>How partners come to other numbers, found out from the numbers.</summary>
public sealed class DiscrepancyTests
{
    public static TheoryData<string> Codes => [.. Discrepancies.All.Keys];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Reading_that_a_partner_followed_is_named(string code)
    {
        var given = Discrepancies.All[code]();
        var verdict = Explain(given);
        Assert.Equal(CdrOutcome.Disagrees, verdict.Outcome);
        var exact = verdict.Explanations.Where(explanation => explanation.Remaining.Count == 0).ToList();
        Assert.Contains(code, exact.SelectMany(explanation => explanation.Readings).Select(reading => reading.Code));
        Assert.All(exact, explanation => Assert.Single(explanation.Readings));
    }

    [Fact]
    public void Every_known_reading_has_a_case()
    {
        Assert.Equal(typeof(ReadingCodes).GetFields().Select(field => (string)field.GetValue(null)!).Order(StringComparer.Ordinal), Discrepancies.All.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Rounding_of_every_line_is_the_first_explanation_of_the_dutch_day_ahead_cdr()
    {
        var verdict = Explain(new(Discrepancies.DutchDayAhead()));
        var first = verdict.Explanations[0];
        Assert.Equal([new AlternativeReading(ReadingCodes.RoundedPerLine, "HALF_UP")], first.Readings);
        Assert.Equal((1.83m, 2.21m), (first.TotalCost.BeforeTaxes!.Value.ToDecimal(), first.TotalCost.AfterTaxes!.Value.ToDecimal()));
    }

    [Fact]
    public void Two_readings_are_named_together_when_only_both_come_to_the_number()
    {
        var tariff = Make.Tariff(Make.Element(Make.Flat(0.70m), Make.Energy(0.30m, step: 1000)));
        var cdr = SampleCdr.By(
            Make.Input(tariff, Make.Period("2026-01-14T10:00:00Z", 60, 1.4m), Make.Period("2026-01-14T11:00:00Z", 60, 1.4m), Make.Period("2026-01-14T12:00:00Z", 60, 1.4m)),
            PricingPolicy.Default with { FlatFees = FlatFees.EveryPeriod, StepScope = StepScope.EveryPeriod });
        var explanation = Explain(new(cdr)).Explanations[0];
        Assert.Equal([ReadingCodes.StepPerPeriod, ReadingCodes.FeePerPeriod], explanation.Readings.Select(reading => reading.Code));
    }

    [Fact]
    public void Number_that_no_reading_comes_to_has_no_explanation()
    {
        Assert.Empty(Explain(new(SampleCdr.Good() with { TotalCost = SampleCdr.Price(123.45m, 6.78m) })).Explanations);
    }

    [Fact]
    public void Part_that_stays_wrong_is_said()
    {
        var given = Discrepancies.All[ReadingCodes.FeePerPeriod]();
        var verdict = Explain(given with { Cdr = given.Cdr with { TotalEnergyCost = SampleCdr.Price(9m, 0) } });
        Assert.Equal(ReadingCodes.FeePerPeriod, Assert.Single(verdict.Explanations[0].Readings).Code);
        Assert.All(verdict.Explanations[0].Remaining, rest => Assert.StartsWith("total_energy_cost/", rest.Field, StringComparison.Ordinal));
    }

    [Fact]
    public void Agreement_needs_no_explanation()
    {
        Assert.Empty(Explain(new(SampleCdr.Good())).Explanations);
    }

    private static CdrVerdict Explain(Discrepancies.Case given)
    {
        var input = CdrReader.Read(given.Cdr, Make.Amsterdam);
        return DiscrepancyExplainer.Explain(given.Cdr, input, CdrCheck.Check(given.Cdr, input, null, given.Tolerance), given.Tolerance, given.OtherVersions);
    }
}
