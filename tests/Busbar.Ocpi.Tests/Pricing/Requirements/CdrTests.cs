using System.Text;
using Busbar.Ocpi.Model.Cdrs;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Cdrs;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Tests.Contracts;
using Busbar.Ocpi.Wire.Json;
using Busbar.Testing;
using static Busbar.Ocpi.Tests.Pricing.Requirements.Words;

namespace Busbar.Ocpi.Tests.Pricing.Requirements;

/// <summary>What the periods and totals of a CDR mean.</summary>
public sealed class CdrTests
{
    private static readonly DateTimeOffset Noon = new(2025, 1, 14, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    [Requirement("CDR-084")]
    public void Volumes_of_times_are_hours()
    {
        var cdr = Cdr(Tariff(Always(Time(2m), Parking(4m)), When(new() { Reservation = ReservationRestrictionType.Reservation }, Time(6m))), Noon.AddHours(3.75),
            Period(0, CdrDimensionType.ReservationTime, 0.5m), Period(0.5, CdrDimensionType.Time, 2m), Period(2.5, CdrDimensionType.ParkingTime, 1.25m));
        var totals = TariffEngine.Price(CdrReader.Read(cdr, TimeZoneInfo.Utc)).Totals;
        Assert.Equal(
            ((Rational?)3m, (Rational?)4m, (Rational?)5m), (totals.ReservationCost!.BeforeTaxes, totals.TimeCost!.BeforeTaxes, totals.ParkingCost!.BeforeTaxes));
    }

    [Fact]
    [Requirement("CDR-062")]
    public void Total_time_is_the_whole_session_charging_or_not()
    {
        var cdr = Cdr(Tariff(Always(Energy(0.3m))), Noon.AddHours(2),
            Period(0, CdrDimensionType.Time, 1m), Period(1, CdrDimensionType.ParkingTime, 0.75m), Period(1.75, CdrDimensionType.Energy, 0m));
        Assert.Equal((Rational)7200, TariffEngine.Price(CdrReader.Read(cdr, TimeZoneInfo.Utc)).Totals.Time);
    }

    [Fact]
    [Requirement("CDR-090")]
    public void State_of_charge_changes_nothing_and_is_not_missed()
    {
        var tariff = Tariff(Always(Energy(0.3m), Time(1m)));
        var without = Cdr(tariff, Noon.AddHours(1), Period(0, CdrDimensionType.Energy, 10m));
        var with = without with { ChargingPeriods = [without.ChargingPeriods[0] with { Dimensions = [.. without.ChargingPeriods[0].Dimensions, new() { Type = CdrDimensionType.StateOfCharge, Volume = 80 }] }] };
        var results = new[] { without, with }.Select(cdr => TariffEngine.Price(CdrReader.Read(cdr, TimeZoneInfo.Utc))).ToList();
        Assert.All(results, result => Assert.Equal(((Rational?)3m, 0), (result.Totals.TotalCost.BeforeTaxes, result.Warnings.Count)));
    }

    [Fact]
    [Requirement("TAR-094")]
    public void Cdr_of_a_single_use_token_is_priced_by_the_ad_hoc_tariff()
    {
        var regular = Tariff(Always(Energy(0.3m))) with { Id = "CONTRACT", Type = TariffType.Regular };
        var adHoc = Tariff(Always(Energy(0.6m))) with { Id = "SPOT", Type = TariffType.AdHocPayment };
        var cdr = Cdr(regular, Noon.AddHours(1), Period(0, CdrDimensionType.Energy, 10m)) with { Tariffs = [regular, adHoc] };
        string Priced(TokenType type) => TariffEngine.Price(CdrReader.Read(cdr with { CdrToken = cdr.CdrToken with { Type = type } }, TimeZoneInfo.Utc)).Lines.Single().By.Tariff.Id;
        Assert.Equal(("SPOT", "CONTRACT"), (Priced(TokenType.AdHocUser), Priced(TokenType.Rfid)));
    }

    private static ChargingPeriod Period(double hours, CdrDimensionType type, decimal volume) =>
        new() { StartDateTime = Noon.AddHours(hours), Dimensions = [new() { Type = type, Volume = volume }] };

    private static Cdr Cdr(Tariff tariff, DateTimeOffset end, params ChargingPeriod[] periods) =>
        OcpiJson.Deserialize<Cdr>(Encoding.UTF8.GetBytes(SampleDocuments.Minimal(OcpiVersion.V230, "CDR").ToJsonString())) with
        {
            StartDateTime = Noon, EndDateTime = end, Tariffs = [tariff], ChargingPeriods = periods,
        };
}
