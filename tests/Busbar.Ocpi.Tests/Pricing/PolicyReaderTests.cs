using System.Text.Json;
using Busbar.Ocpi.Pricing.Cdrs;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Reports;

namespace Busbar.Ocpi.Tests.Pricing;

public sealed class PolicyReaderTests
{
    private static readonly PricingPolicy Unusual = new()
    {
        Selection = ElementSelection.PerElement, EqualTimes = EqualTimes.Never, UnknownElectricalValueMatches = false, FlatFees = FlatFees.EveryPeriod, ApplyStepSize = false,
        StepScope = StepScope.EveryPeriod, StepCountsUnpricedVolume = true, SnapHours = false, StationPause = StationPause.ParkingTime, ReservationInTotalTime = true,
        PeriodWithoutTariffUsesSessionTariff = true, MinimumWithoutSession = true, ExportedEnergy = ExportedEnergy.Unpriced, Bookings = true, HubExtensions = true,
        RoundingPoint = RoundingPoint.Component, RoundingMode = RoundingMode.HalfEven, TaxRounding = TaxRounding.OnTotal, RoundingDecimals = 3, MinorUnits = 0,
        TaxProfile = [new TaxRate("GST", 5), new TaxRate("QST", 9.975m, "123")],
    };

    [Fact]
    public void Policy_of_a_report_reads_back_to_itself()
    {
        Assert.Equal(Report(PricingPolicy.Default), Report(PolicyReader.Read(Parse(Report(PricingPolicy.Default)))));
        Assert.Equal(Report(Unusual), Report(PolicyReader.Read(Parse(Report(Unusual)))));
        Assert.NotEqual(Report(PricingPolicy.Default), Report(Unusual));
        Assert.Equal(PricingPolicy.Default, PolicyReader.Read(Parse("{}")));
    }

    [Fact]
    public void Fingerprint_of_a_tariff_is_that_of_its_prices()
    {
        var tariff = Make.Tariff(Make.Element(Make.Energy(0.5m)));
        string Of(Ocpi.Model.Tariffs.Tariff other) => new Ocpi.Pricing.Tariffs.CompiledTariff(other).Fingerprint;
        Assert.Equal(Of(tariff), Of(tariff with { Id = "OTHER", Elements = [Make.Element(Make.Energy(0.50m))], LastUpdated = tariff.LastUpdated.AddDays(1) }));
        Assert.NotEqual(Of(tariff), Of(tariff with { Elements = [Make.Element(Make.Energy(0.51m))] }));
        Assert.NotEqual(Of(tariff), Of(tariff with { Currency = "CHF" }));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"D-NONE":"X"}""")]
    [InlineData("""{"D-EXT":"MAYBE"}""")]
    [InlineData("""{"D-FLAT-ONCE":7}""")]
    [InlineData("""{"D-ROUND":{"decimals":-1}}""")]
    [InlineData("""{"D-ROUND":{"where":"LINE"}}""")]
    [InlineData("""{"D-TAX":[{"name":"GST"}]}""")]
    public void Unknown_decision_or_choice_is_refused(string json) => Assert.Throws<FormatException>(() => PolicyReader.Read(Parse(json)));

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;

    private static string Report(PricingPolicy policy)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            ReportWriter.Write(json, TariffEngine.Price(new PricingInput { Tariffs = [], Periods = [] }, policy));
            json.WriteEndObject();
        }

        return JsonDocument.Parse(buffer.ToArray()).RootElement.GetProperty("policy").GetRawText();
    }
}
