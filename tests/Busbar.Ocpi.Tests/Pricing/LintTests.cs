using System.Text.Json;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Lint;
using Busbar.Ocpi.Pricing.Sessions;
using Busbar.Testing;

namespace Busbar.Ocpi.Tests.Pricing;

public sealed class LintTests
{
    private static readonly LintOptions Amsterdam = new() { TimeZone = Make.Amsterdam };

    [Fact]
    public void Plain_tariff_has_no_findings() =>
        Assert.Empty(TariffLint.Check(Make.Tariff(Make.Element(Make.Energy(0.4m, vat: 21), Make.Parking(1, vat: 21), Make.Flat(0.5m, vat: 21))), Amsterdam));

    [Fact]
    public void Moment_without_a_price_is_named_with_its_power_and_shown()
    {
        var tariff = Make.Tariff(
            Make.Element(new TariffRestrictions { StartTime = "06:00", EndTime = "22:00" }, Make.Energy(0.5m)),
            Make.Element(new TariffRestrictions { StartTime = "22:00", EndTime = "06:00", MaxPower = 11 }, Make.Energy(0.3m)));
        var finding = Assert.Single(TariffLint.Check(tariff, Amsterdam), finding => finding.Code == LintCodes.Uncovered);
        Assert.Equal(LintSeverity.Warning, finding.Severity);
        Assert.Contains("11 kW: ENERGY has no price", finding.Message, StringComparison.Ordinal);
        var result = SessionEngine.Generate(new SessionInput { Tariffs = [tariff], TimeZone = Make.Amsterdam, Events = finding.Example!.Events }).Result;
        Assert.Equal(0, Make.Before(result));
        Assert.True(result.Totals.Energy.Sign > 0);
    }

    [Theory]
    [Requirement("TAR-029")]
    [InlineData("one before covers it")]
    [InlineData("two before cover it together")]
    [InlineData("a wrapped window and its rest")]
    public void Element_that_never_counts_is_found(string how)
    {
        TariffElement[] before = how switch
        {
            "one before covers it" => [Make.Element(Make.Energy(1))],
            "two before cover it together" =>
            [
                Make.Element(new TariffRestrictions { MaxKwh = 10 }, Make.Energy(1)), Make.Element(new TariffRestrictions { MinKwh = 10 }, Make.Energy(1)),
            ],
            _ =>
            [
                Make.Element(new TariffRestrictions { StartTime = "20:00", EndTime = "04:00" }, Make.Energy(1)), Make.Element(new TariffRestrictions { StartTime = "04:00", EndTime = "20:00" }, Make.Energy(1)),
            ],
        };
        var tariff = Make.Tariff([.. before, Make.Element(new TariffRestrictions { DayOfWeek = [new("MONDAY")], MinKwh = 3 }, Make.Energy(2))]);
        var finding = Assert.Single(TariffLint.Check(tariff, Amsterdam));
        Assert.Equal((LintCodes.ElementUnreachable, before.Length), (finding.Code, finding.Element!.Value));
        Assert.Equal(before.Length, TariffNormaliser.Normalise(tariff, Amsterdam).Tariff.Elements.Count(element => element.PriceComponents[0].Price == 1) + (how == "one before covers it" ? 0 : 1));
    }

    [Fact]
    public void Two_bands_of_power_do_not_cover_what_spans_them()
    {
        // A period between 5 and 20 kW is in neither band: the third element counts for it.
        var tariff = Make.Tariff(
            Make.Element(new TariffRestrictions { MaxPower = 11 }, Make.Energy(1)), Make.Element(new TariffRestrictions { MinPower = 11 }, Make.Energy(2)), Make.Element(Make.Energy(3)));
        Assert.DoesNotContain(TariffLint.Check(tariff, Amsterdam), finding => finding.Code == LintCodes.ElementUnreachable);
        Assert.Equal(3, TariffNormaliser.Normalise(tariff, Amsterdam).Tariff.Elements.Count);
    }

    public static TheoryData<string, TariffElement, string> Elements => new()
    {
        { LintCodes.Contradiction, Make.Element(new TariffRestrictions { MinKwh = 10, MaxKwh = 10 }, Make.Energy(1)), "min_kwh and max_kwh" },
        { LintCodes.Contradiction, Make.Element(new TariffRestrictions { MinDuration = 60, MaxDuration = 30 }, Make.Energy(1)), "min_duration" },
        { LintCodes.Contradiction, Make.Element(new TariffRestrictions { StartDate = "2026-06-09", EndDate = "2026-06-10", DayOfWeek = [new("MONDAY")] }, Make.Energy(1)), "weekdays" },
        { LintCodes.Contradiction, Make.Element(new TariffRestrictions { StartDate = "2026-06-09", EndDate = "2026-06-09" }, Make.Energy(1)), "end_date" },
        { LintCodes.NoOpRestriction, Make.Element(new TariffRestrictions { MinKwh = 0, MaxKwh = 5 }, Make.Energy(1)), "min_kwh" },
        { LintCodes.NoOpRestriction, Make.Element(new TariffRestrictions { StartTime = "00:00", EndTime = "00:00" }, Make.Energy(1)), "start_time" },
        { LintCodes.EqualTimes, Make.Element(new TariffRestrictions { StartTime = "08:00", EndTime = "08:00" }, Make.Energy(1)), "08:00" },
        { LintCodes.OpenWindow, Make.Element(new TariffRestrictions { StartTime = "08:00" }, Make.Energy(1)), "midnight" },
        { LintCodes.WeekdayOverMidnight, Make.Element(new TariffRestrictions { StartTime = "22:00", EndTime = "06:00", DayOfWeek = [new("FRIDAY")] }, Make.Energy(1)), "22:00 to 00:00" },
        { LintCodes.ClockChange, Make.Element(new TariffRestrictions { StartTime = "02:00", EndTime = "03:00" }, Make.Energy(1)), "2026-10-25" },
        { LintCodes.ClockChange, Make.Element(new TariffRestrictions { StartTime = "02:30", EndTime = "06:00" }, Make.Energy(1)), "2026-03-29" },
        { LintCodes.LargeStep, Make.Element(Make.Energy(1, step: 1000)), "1000 Wh" },
        { LintCodes.ZeroStep, Make.Element(Make.Time(1, step: 0)), "0" },
        { LintCodes.IdleStep, Make.Element(Make.Energy(0, step: 1000)), "never" },
        { LintCodes.DuplicateDimension, Make.Element(Make.Energy(1), Make.Energy(2)), "twice" },
        { LintCodes.UnknownDimension, Make.Element(new PriceComponent { Type = new("SESSION_TIME"), Price = 1, StepSize = 1 }), "SESSION_TIME" },
        { LintCodes.NegativePrice, Make.Element(Make.Energy(-1)), "negative" },
        { LintCodes.TaxRateOdd, Make.Element(Make.Energy(1, vat: 0.21m)), "0.21 %" },
        { LintCodes.Unreadable, Make.Element(new TariffRestrictions { StartTime = "25:00" }, Make.Energy(1)), "cannot be read" },
        { LintCodes.UnknownMember, Make.Element(Make.Energy(1)) with { Unknown = new Dictionary<string, JsonElement> { ["restriction"] = JsonDocument.Parse("{}").RootElement } }, "restriction" },
    };

    [Theory]
    [Requirement("TAR-057")]
    [MemberData(nameof(Elements))]
    public void Element_with_something_odd_is_reported_once(string code, TariffElement element, string words)
    {
        var findings = TariffLint.Check(Make.Tariff(element, Make.Element(Make.Energy(0.7m), Make.Time(1), Make.Parking(1))), Amsterdam).Where(finding => finding.Code == code).ToList();
        Assert.NotEmpty(findings);
        Assert.All(findings, finding => Assert.Equal(0, finding.Element));
        Assert.Contains(findings, finding => finding.Message.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public void Limits_and_taxes_that_contradict_are_reported()
    {
        var tariff = Make.Tariff(Make.Element(Make.Energy(1, vat: 21), Make.Time(1))) with
        {
            MinPrice = new PriceLimit { BeforeTaxes = 10, AfterTaxes = 9 }, MaxPrice = new PriceLimit { BeforeTaxes = 5 },
        };
        Assert.Equal(
            [LintCodes.CrossingLimits, LintCodes.LimitTaxes, LintCodes.LimitWithoutTaxes, LintCodes.TaxContradiction],
            TariffLint.Check(tariff, Amsterdam).Select(finding => finding.Code).Order());
        Assert.Contains(TariffLint.Check(tariff with { TaxIncluded = TaxIncluded.NotApplicable }), finding => finding is { Code: LintCodes.TaxContradiction, Severity: LintSeverity.Error });
        Assert.Contains(TariffLint.Check(tariff with { TaxIncluded = TaxIncluded.Yes }), finding => finding.Code == LintCodes.TaxRateMissing);
        Assert.DoesNotContain(TariffLint.Check(tariff with { TaxIncluded = TaxIncluded.Yes }, new() { Version = OcpiVersion.V221 }), finding => finding.Code == LintCodes.TaxRateMissing);
    }

    [Fact]
    public void Day_of_hourly_prices_is_joined_where_neighbours_cost_the_same()
    {
        decimal[] prices = [0.2m, 0.2m, 0.2m, 0.25m, 0.25m, 0.2m];
        TariffElement Hour(int hour) => Make.Element(
            new TariffRestrictions { StartDate = "2026-06-09", EndDate = "2026-06-10", StartTime = $"{hour:00}:00", EndTime = $"{hour + 1:00}:00" }, Make.Energy(prices[hour]));
        var tariff = Make.Tariff([.. Enumerable.Range(0, prices.Length).Select(Hour)]);
        var normal = TariffNormaliser.Normalise(tariff, Amsterdam);
        Assert.Equal(["00:00-03:00", "03:00-05:00", "05:00-06:00"], normal.Tariff.Elements.Select(element => $"{element.Restrictions!.StartTime}-{element.Restrictions.EndTime}"));
        Assert.Equal(3, normal.Changes.Count);
    }

    [Fact]
    public void Normal_form_costs_the_same_in_every_session_and_is_no_longer()
    {
        var shorter = 0;
        for (var seed = 0; seed < 50; seed++)
        {
            var session = new RandomSession(seed);
            var normal = TariffNormaliser.Normalise(session.Tariff, new LintOptions { TimeZone = session.TimeZone }).Tariff;
            Assert.True(normal.Elements.Count <= session.Tariff.Elements.Count);
            shorter += normal.Elements.Sum(element => element.PriceComponents.Count) < session.Tariff.Elements.Sum(element => element.PriceComponents.Count) ? 1 : 0;
            for (var more = 0; more < 4; more++)
            {
                var events = new RandomSession((seed * 17) + more).Events;
                var (left, right) = (Total(session, session.Tariff, events), Total(session, normal, events));
                Assert.True(left == right, $"seed {seed}/{more}: {left} and {right}");
            }
        }

        Assert.True(shorter > 10, $"only {shorter} became shorter");
    }

    [Fact]
    public void What_is_said_never_to_count_prices_nothing()
    {
        for (var seed = 0; seed < 80; seed++)
        {
            var session = new RandomSession(seed);
            var idle = TariffLint.Check(session.Tariff, new LintOptions { TimeZone = session.TimeZone }).Where(finding => finding.Code == LintCodes.ElementUnreachable).Select(finding => finding.Element!.Value).ToHashSet();
            for (var more = 0; more < 4; more++)
            {
                var events = new RandomSession((seed * 13) + more).Events;
                var lines = SessionEngine.Generate(session.Input with { Events = events }).Result.Lines;
                Assert.DoesNotContain(lines, line => idle.Contains(line.By.Element));
            }
        }
    }

    private static string Total(RandomSession session, Tariff tariff, IReadOnlyList<SessionEvent> events)
    {
        var total = SessionEngine.Generate(session.Input with { Tariffs = [tariff], Events = events }).Result.Totals.TotalCost;
        return $"{total.BeforeTaxes} {total.AfterTaxes}";
    }
}
