using Busbar.Ocpi.Model.Cdrs;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Pricing.Cdrs;

namespace Busbar.Ocpi.Tests.Pricing;

/// <summary>CDRs against themselves.</summary>
public sealed class CdrConsistencyTests
{
    public static TheoryData<string> Codes => [.. Broken.Keys];

    private static readonly Dictionary<string, Func<Cdr, Cdr>> Broken = new()
    {
        [ConsistencyCodes.EnergyTotal] = cdr => cdr with { TotalEnergy = 21 },
        [ConsistencyCodes.TimeTotal] = cdr => cdr with { TotalTime = 3 },
        [ConsistencyCodes.ParkingTotal] = cdr => cdr with { TotalParkingTime = 2 },
        [ConsistencyCodes.CostTotal] = cdr => cdr with { TotalCost = cdr.TotalCost with { BeforeTaxes = 9m } },
        [ConsistencyCodes.PeriodOutside] = cdr => cdr with { ChargingPeriods = [cdr.ChargingPeriods[0], cdr.ChargingPeriods[1], cdr.ChargingPeriods[1] with { StartDateTime = cdr.EndDateTime.AddMinutes(1), Dimensions = [Of(CdrDimensionType.Energy, 0)] }] },
        [ConsistencyCodes.PeriodsOutOfOrder] = cdr => cdr with { ChargingPeriods = [cdr.ChargingPeriods[1], cdr.ChargingPeriods[0]] },
        [ConsistencyCodes.PeriodsStartTogether] = cdr => cdr with { ChargingPeriods = [cdr.ChargingPeriods[0], cdr.ChargingPeriods[1], cdr.ChargingPeriods[1] with { Dimensions = [Of(CdrDimensionType.Energy, 0)] }] },
        [ConsistencyCodes.GapAtStart] = cdr => cdr with { StartDateTime = cdr.StartDateTime.AddMinutes(-10) },
        [ConsistencyCodes.GapInPeriod] = cdr => First(cdr, Of(CdrDimensionType.Energy, 20), Of(CdrDimensionType.Time, 0.5m)),
        [ConsistencyCodes.TimesOverlap] = cdr => First(cdr, Of(CdrDimensionType.Energy, 20), Of(CdrDimensionType.Time, 1), Of(CdrDimensionType.ParkingTime, 0.5m)),
        [ConsistencyCodes.PeriodTooShort] = cdr => First(cdr, Of(CdrDimensionType.Energy, 20), Of(CdrDimensionType.Time, 1.5m)),
        [ConsistencyCodes.NegativeTime] = cdr => First(cdr, Of(CdrDimensionType.Energy, 20), Of(CdrDimensionType.Time, -1)),
        [ConsistencyCodes.NoPeriods] = cdr => cdr with { ChargingPeriods = [] },
        [ConsistencyCodes.NoTariff] = cdr => cdr with { Tariffs = [] },
        [ConsistencyCodes.TariffMissing] = cdr => cdr with { ChargingPeriods = [cdr.ChargingPeriods[0] with { TariffId = "T" }, cdr.ChargingPeriods[1] with { TariffId = "X" }] },
        [ConsistencyCodes.TariffNotValid] = cdr => cdr with { Tariffs = [cdr.Tariffs[0] with { StartDateTime = cdr.EndDateTime }] },
        [ConsistencyCodes.Currency] = cdr => cdr with { Currency = "CHF" },
        [ConsistencyCodes.EndsBeforeStart] = cdr => cdr with { EndDateTime = cdr.StartDateTime.AddMinutes(-1) },
        [ConsistencyCodes.EnergyWithoutTime] = cdr => cdr with { EndDateTime = cdr.StartDateTime },
        [ConsistencyCodes.Sign] = cdr => cdr with { TotalCost = SampleCdr.Price(-7m, 0) },
        [ConsistencyCodes.CreditWithoutReference] = cdr => cdr with { Credit = true, TotalCost = SampleCdr.Price(-7m, 0) },
    };

    [Theory]
    [MemberData(nameof(Codes))]
    public void Contradiction_is_found_whatever_the_price(string code)
    {
        var findings = Check(Broken[code](Good()));
        var finding = Assert.Single(findings, finding => finding.Code == code);
        Assert.NotEmpty(finding.Message);
    }

    [Fact]
    public void Cdr_in_order_has_no_contradiction()
    {
        Assert.Empty(Check(Good()));
        // One of them needs to know what was published; the gateway does.
        Assert.Equal(typeof(ConsistencyCodes).GetFields().Length - 1, Broken.Count);
    }

    [Fact]
    public void Contradicting_total_names_both_numbers()
    {
        var finding = Assert.Single(Check(Good() with { TotalEnergy = 21 }));
        Assert.Equal((21m, 20m, "kWh"), (finding.Stated!.Value.ToDecimal(), finding.Expected!.Value.ToDecimal(), finding.Unit));
    }

    private static IReadOnlyList<ConsistencyFinding> Check(Cdr cdr) => CdrCheck.Check(cdr, CdrReader.Read(cdr, Make.Amsterdam)).Inconsistencies;

    private static Cdr First(Cdr cdr, params CdrDimension[] dimensions) =>
        cdr with { ChargingPeriods = [cdr.ChargingPeriods[0] with { Dimensions = dimensions }, cdr.ChargingPeriods[1]] };

    private static CdrDimension Of(CdrDimensionType type, decimal volume) => new() { Type = type, Volume = volume };

    /// <summary>An hour of charging and an hour of parking.</summary>
    private static Cdr Good() => SampleCdr.Of(
        Make.Tariff(Make.Element(Make.Energy(0.25m), Make.Parking(2m))),
        Make.Period("2026-01-14T10:00:00Z", 60, 20, charging: true), Make.Period("2026-01-14T11:00:00Z", 60, parking: true));
}
