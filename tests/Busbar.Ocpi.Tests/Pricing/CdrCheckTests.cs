using Busbar.Ocpi.Model.Cdrs;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Locations;
using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Cdrs;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Reports;
using Busbar.Testing;

namespace Busbar.Ocpi.Tests.Pricing;

/// <summary>CDRs against their tariffs, and against themselves.</summary>
public sealed class CdrCheckTests
{
    [Fact]
    public void Cdr_written_by_the_engine_agrees()
    {
        var verdict = Check(Good());
        Assert.Equal(CdrOutcome.Agrees, verdict.Outcome);
        Assert.Empty(verdict.Inconsistencies);
    }

    [Fact]
    public void Every_wrong_cost_is_named_with_its_difference()
    {
        var verdict = Check(Good() with { TotalCost = Price(7.50m, 0.6m), TotalEnergyCost = Price(6m, 0.5m) });
        Assert.Equal(CdrOutcome.Disagrees, verdict.Outcome);
        Assert.Equal(
            [("total_cost/before_taxes", 2m), ("total_cost/after_taxes", 2m), ("total_energy_cost/before_taxes", 1m), ("total_energy_cost/after_taxes", 1m)],
            verdict.Differences.Select(difference => (difference.Field, difference.TooMuch.ToDecimal())));
    }

    [Fact]
    public void Cost_that_is_not_stated_is_not_wrong_and_a_cent_is_tolerated()
    {
        var verdict = Check(Good() with { TotalEnergyCost = null, TotalFixedCost = null, TotalCost = Price(5.51m, 0.6m) });
        Assert.Equal(CdrOutcome.Agrees, verdict.Outcome);
    }

    [Fact]
    public void Cdr_without_tariff_cannot_be_checked()
    {
        Assert.Equal(CdrOutcome.NotCheckable, Check(Good() with { Tariffs = [] }).Outcome);
    }

    [Fact]
    public void Cdr_that_contradicts_itself_is_told_apart_from_its_price()
    {
        var good = Good();
        var verdict = Check(good with { TotalEnergy = 25, TotalTime = 3, Currency = "CHF", ChargingPeriods = [good.ChargingPeriods[0] with { StartDateTime = good.StartDateTime.AddMinutes(-5) }] });
        Assert.Equal(CdrOutcome.Agrees, verdict.Outcome);
        Assert.Equal(
            [ConsistencyCodes.PeriodOutside, ConsistencyCodes.EnergyTotal, ConsistencyCodes.TimeTotal, ConsistencyCodes.Currency], verdict.Inconsistencies.Select(finding => finding.Code));
    }

    [Fact]
    public void Credit_agrees_with_the_negated_total_and_only_with_it()
    {
        var credit = Good() with { Credit = true, TotalCost = Price(-5.50m, -0.6m) };
        Assert.Equal(CdrOutcome.Agrees, Check(credit).Outcome);
        Assert.Equal(CdrOutcome.Disagrees, Check(credit with { Credit = null }).Outcome);
    }

    [Fact]
    [Requirement("CDR-058")]
    public void Report_is_the_same_for_the_same_cdr_and_names_the_policy()
    {
        Assert.Equal(Json(), Json());
        Assert.Contains("\"D-FLAT-ONCE\":\"FIRST_ONCE_PER_SESSION\"", Json(), StringComparison.Ordinal);
        Assert.Contains("\"verdict\":\"AGREES\"", Json(), StringComparison.Ordinal);
    }

    private static string Json()
    {
        using var buffer = new MemoryStream();
        using (var json = new System.Text.Json.Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            ReportWriter.Write(json, Check(Good()));
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static CdrVerdict Check(Cdr cdr) => CdrCheck.Check(cdr, CdrReader.Read(cdr, Make.Amsterdam));

    private static Price Price(decimal before, decimal tax) => SampleCdr.Price(before, tax);

    private static Cdr Good() => SampleCdr.Good();
}
