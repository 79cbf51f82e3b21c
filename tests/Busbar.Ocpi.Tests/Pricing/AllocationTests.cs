using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Cdrs;
using Busbar.Ocpi.Pricing.Common;

namespace Busbar.Ocpi.Tests.Pricing;

/// <summary>What a period adds to the memory of a run is its part of the result: no more.</summary>
public sealed class AllocationTests
{
    [Fact]
    public void Memory_grows_per_period_by_the_lines_of_the_result_only()
    {
        var tariff = Make.Tariff(
            Make.Element(new TariffRestrictions { StartTime = "08:00", EndTime = "20:00", MaxDuration = 80_000 }, Make.Energy(0.49m, vat: 21), Make.Time(1.2m, vat: 21)),
            Make.Element(Make.Energy(0.39m, vat: 21), Make.Time(0.6m, vat: 21)));
        var few = Make.Input(tariff, Periods(20)) with { Explain = false };
        var many = Make.Input(tariff, Periods(220)) with { Explain = false };

        // The first runs grow what is kept for the next ones.
        var result = TariffEngine.Price(many);
        Assert.Equal(440, result.Lines.Count);
        Assert.Empty(result.Warnings);
        var growth = Allocated(() => TariffEngine.Price(many)) - Allocated(() => TariffEngine.Price(few));
        var lines = Allocated(() => result.Lines.Take(400).Select(Copy).ToArray()) - Allocated(() => result.Lines.Take(0).Select(Copy).ToArray());
        Assert.InRange(growth, 0, lines);
    }

    private static PriceLine Copy(PriceLine line) =>
        line with { Cost = Amount.Of(line.Cost.BeforeTaxes, line.Cost.AfterTaxes, [.. line.Cost.Taxes.Select(tax => tax with { Amount = 1 })]) };

    private static MeasuredPeriod[] Periods(int count) =>
        [.. Enumerable.Range(0, count).Select(minute => Make.Period(Make.At("2026-01-14T09:00:00Z").AddMinutes(minute * 2).ToString("O"), 2, 0.5m, charging: true))];

    private static long Allocated<T>(Func<T> run)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        GC.KeepAlive(run());
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
