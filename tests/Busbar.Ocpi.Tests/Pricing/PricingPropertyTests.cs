using Busbar.Ocpi.Model.Cdrs;
using Busbar.Ocpi.Pricing.Cdrs;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Sessions;
using Busbar.Testing;

namespace Busbar.Ocpi.Tests.Pricing;

/// <summary>What must hold for every tariff and every session, tried on random ones; a seed that fails is its own reproduction.</summary>
public sealed class PricingPropertyTests
{
    private const int Cases = 60;

    public static TheoryData<int> Blocks => [.. Enumerable.Range(0, 8)];

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Price_is_what_counting_every_second_gives(int block) => ForEach(block, 15, (seed, session) =>
    {
        var total = SessionEngine.Generate(session.Input).Result.Totals.TotalCost;
        var (before, after) = new NaiveEvaluator(session).Total();
        AssertNear(seed, before, total.BeforeTaxes!.Value, 0.000001m);
        AssertNear(seed, after, total.AfterTaxes!.Value, 0.000001m);
    });

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Price_with_export_two_tariffs_and_other_policies_is_what_counting_every_second_gives(int block)
    {
        for (var seed = block * 15; seed < (block + 1) * 15; seed++)
        {
            var session = new RandomSession(seed, wide: true);
            var total = SessionEngine.Generate(session.Input, session.Policy).Result.Totals.TotalCost;
            var (before, after) = new NaiveEvaluator(session).Total();
            AssertNear(seed, before, total.BeforeTaxes!.Value, 0.000001m);
            AssertNear(seed, after, total.AfterTaxes!.Value, 0.000001m);
        }
    }

    [Theory]
    [Requirement("CDR-052", "CDR-054", "CDR-061")]
    [MemberData(nameof(Blocks))]
    public void Generated_record_is_agreed_with_when_it_is_checked(int block) => ForEach(block, Cases, (seed, session) =>
    {
        var generated = SessionEngine.Generate(session.Input);
        var cdr = CdrWriter.Fill(SampleCdr.Empty(Input(session, generated.Periods)), generated.Result);
        var verdict = CdrCheck.Check(cdr, CdrReader.Read(cdr, session.TimeZone) with { ReservationExpired = session.Events[^1].State == SessionState.Expired });
        var energies = cdr.ChargingPeriods.SelectMany(period => period.Dimensions).Where(dimension => dimension.Type == CdrDimensionType.Energy).Sum(dimension => dimension.Volume);
        Assert.Equal(cdr.TotalEnergy, energies);
        Assert.Equal(cdr.ChargingPeriods.Select(period => period.StartDateTime).Order(), cdr.ChargingPeriods.Select(period => period.StartDateTime));
        Assert.Equal(cdr.StartDateTime, cdr.ChargingPeriods[0].StartDateTime);
        Assert.True(verdict.Outcome == CdrOutcome.Agrees, $"seed {seed}: {string.Join(", ", verdict.Differences)}");
    });

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Lines_and_adjustments_add_up_to_the_total_and_taxes_to_the_difference(int block) => ForEach(block, Cases, (seed, session) =>
    {
        var result = SessionEngine.Generate(session.Input).Result;
        var sum = result.Lines.Select(line => line.Cost).Concat(result.Adjustments.Select(adjustment => adjustment.Cost)).Aggregate(Amount.Zero, (left, right) => left + right);
        Assert.True(result.Totals.TotalCost.BeforeTaxes == sum.BeforeTaxes && result.Totals.TotalCost.AfterTaxes == sum.AfterTaxes, $"seed {seed}");
        Assert.All(result.Lines, line => Assert.Equal(line.Cost.AfterTaxes - line.Cost.BeforeTaxes, line.Cost.Taxes.Aggregate(Rational.Zero, (tax, share) => tax + share.Amount)));
    });

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Splitting_a_period_never_changes_the_price(int block) => ForEach(block, Cases, (seed, session) =>
    {
        var generated = SessionEngine.Generate(session.Input);
        var input = Input(session, generated.Periods);
        var chance = new Random(seed);
        var split = Input(session, [.. generated.Periods.SelectMany(period => Halves(period, chance))]);
        Assert.Equal(generated.Result.Totals.TotalCost.BeforeTaxes, TariffEngine.Price(input).Totals.TotalCost.BeforeTaxes);
        Assert.Equal(generated.Result.Totals.TotalCost.BeforeTaxes, TariffEngine.Price(split).Totals.TotalCost.BeforeTaxes);
        Assert.DoesNotContain(TariffEngine.Price(input).Warnings, warning => warning.Code == WarningCodes.PeriodSpansPriceChange);
    });

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Periods_written_and_read_again_cost_the_same_to_a_cent(int block) => ForEach(block, Cases, (seed, session) =>
    {
        var generated = SessionEngine.Generate(session.Input);
        var read = PeriodReader.Read(CdrWriter.Periods(generated.Periods), session.Events[^1].At);
        var again = TariffEngine.Price(Input(session, read) with { Start = session.Events[0].At });
        AssertNear(seed, generated.Result.Totals.TotalCost.BeforeTaxes!.Value, again.Totals.TotalCost.BeforeTaxes!.Value, 0.01m);
        AssertNear(seed, generated.Result.Totals.TotalCost.AfterTaxes!.Value, again.Totals.TotalCost.AfterTaxes!.Value, 0.01m);
    });

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Generated_record_of_export_two_tariffs_and_other_policies_is_agreed_with_and_may_be_split(int block)
    {
        for (var seed = block * 40; seed < (block + 1) * 40; seed++)
        {
            var session = new RandomSession(seed, wide: true);
            var generated = SessionEngine.Generate(session.Input, session.Policy);
            var input = Input(session, generated.Periods);
            var chance = new Random(seed);
            var split = TariffEngine.Price(input with { Periods = [.. generated.Periods.SelectMany(period => Halves(period, chance))] }, session.Policy);
            Assert.True(generated.Result.Totals.TotalCost.BeforeTaxes == split.Totals.TotalCost.BeforeTaxes, $"seed {seed}: {generated.Result.Totals.TotalCost.BeforeTaxes} and split {split.Totals.TotalCost.BeforeTaxes}");

            var cdr = CdrWriter.Fill(SampleCdr.Empty(input), generated.Result);
            var verdict = CdrCheck.Check(cdr, CdrReader.Read(cdr, session.TimeZone) with { ReservationExpired = input.ReservationExpired }, session.Policy);
            Assert.True(verdict.Outcome == CdrOutcome.Agrees, $"seed {seed}: {string.Join(", ", verdict.Differences)}");
        }
    }

    private static PricingInput Input(RandomSession session, IReadOnlyList<MeasuredPeriod> periods) => new()
    {
        Tariffs = session.Input.Tariffs,
        TimeZone = session.TimeZone,
        Periods = periods,
        End = session.Events[^1].At,
        ReservationExpired = session.Events[^1].State == SessionState.Expired,
    };

    private static IEnumerable<MeasuredPeriod> Halves(MeasuredPeriod period, Random chance)
    {
        var length = (period.End - period.Start).Ticks;
        var first = chance.NextInt64(1, Math.Max(2, length));
        if (length < 2 || chance.Next(3) == 0)
        {
            return [period];
        }

        MeasuredPeriod Part(DateTimeOffset from, DateTimeOffset to)
        {
            var share = Rational.Of((to - from).Ticks, length);
            return period with { Start = from, End = to, Energy = period.Energy * share, Charging = period.Charging * share, Parking = period.Parking * share, Reserved = period.Reserved * share };
        }

        return [Part(period.Start, period.Start.AddTicks(first)), Part(period.Start.AddTicks(first), period.End)];
    }

    private static void ForEach(int block, int count, Action<int, RandomSession> check)
    {
        for (var seed = block * count; seed < (block + 1) * count; seed++)
        {
            check(seed, new RandomSession(seed));
        }
    }

    private static void AssertNear(int seed, Rational expected, Rational given, decimal tolerance) =>
        Assert.True((expected - given).Abs() <= tolerance, $"seed {seed}: expected {expected.ToDecimal(6)}, is {given.ToDecimal(6)}");
}
