using System.Text.Json;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Cdrs;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Lint;

namespace Busbar.Ocpi.Tests.Pricing;

/// <summary>What a hub adds to tariffs counts when the policy says so, and is reported when it does not (D-EXT).</summary>
public sealed class HubExtensionTests
{
    private static readonly PricingPolicy Hub = PricingPolicy.Default with { HubExtensions = true };

    [Theory]
    [InlineData("UNIT", "ROUND_UP", 4)]
    [InlineData("TENTH", "ROUND_UP", 3.4)]
    [InlineData("HUNDRETH", "ROUND_DOWN", 3.33)]
    [InlineData("THOUSANDTH", "ROUND_NEAR", 3.333)]
    public void Amount_of_a_component_is_rounded_as_the_hub_says(string granularity, string rule, decimal expected)
    {
        // 20 minutes in two periods at 10 an hour: 3.3333 in all.
        var tariff = Make.Tariff(Make.Element(With(Make.Time(10, step: 0), "price_round", $$"""{"round_granularity":"{{granularity}}","round_rule":"{{rule}}"}""")));
        var input = Make.Input(tariff, Make.Period("2026-01-14T10:00:00Z", 12, charging: true), Make.Period("2026-01-14T10:12:00Z", 8, charging: true)) with { TariffVersion = OcpiVersion.V221 };
        var result = TariffEngine.Price(input, Hub);
        Assert.Equal(expected, Make.Before(result));
        Assert.Equal(expected, result.Totals.TimeCost!.BeforeTaxes!.Value.ToDecimal(6));
        Assert.Equal(3.333333m, Make.Before(TariffEngine.Price(input)));
    }

    [Theory]
    [InlineData("\"round_granularity\":\"UNIT\",\"round_rule\":\"ROUND_UP\"", 3)]
    [InlineData("\"round_granularity\":\"UNIT\",\"round_rule\":\"ROUND_DOWN\"", 2)]
    [InlineData("\"round_granularity\":\"UNIT\",\"round_rule\":\"ROUND_NEAR\"", 2)]
    [InlineData("\"round_rule\":\"ROUND_DOWN\"", 2)]
    public void Steps_of_a_component_are_rounded_as_the_hub_says(string rule, int quarters)
    {
        // 35 minutes are 2.33 steps of a quarter of an hour, at 4 an hour.
        var tariff = Make.Tariff(Make.Element(With(Make.Time(4, step: 900), "step_round", $"{{{rule}}}")));
        var result = TariffEngine.Price(Make.Input(tariff, Make.Period("2026-01-14T10:00:00Z", 35, charging: true)), Hub);
        Assert.Equal(quarters, Make.Before(result));
    }

    [Theory]
    [InlineData("price_round", """{"round_granularity":"HALF","round_rule":"ROUND_UP"}""")]
    [InlineData("price_round", """{"round_granularity":"UNIT","round_rule":"SOMEHOW"}""")]
    [InlineData("price_round", "2")]
    [InlineData("step_round", """{"round_rule":7}""")]
    public void Rule_of_rounding_that_cannot_be_read_is_reported_and_left_aside(string member, string value)
    {
        var tariff = Make.Tariff(Make.Element(With(Make.Time(4, step: 0), member, value)));
        var input = Make.Input(tariff, Make.Period("2026-01-14T10:00:00Z", 35, charging: true));
        var result = TariffEngine.Price(input, Hub);
        Assert.Contains(member, Assert.Single(result.Warnings, warning => warning.Code == WarningCodes.HubRoundingUnreadable).Message, StringComparison.Ordinal);
        Assert.Equal(Make.Before(TariffEngine.Price(input)), Make.Before(result));
        Assert.DoesNotContain(WarningCodes.HubRoundingUnreadable, Make.Codes(TariffEngine.Price(input)));

        Assert.Single(TariffLint.Check(tariff, new LintOptions { TimeZone = Make.Amsterdam, Policy = Hub }), finding => finding.Code == LintCodes.HubRounding);
        Assert.DoesNotContain(TariffLint.Check(tariff, new LintOptions { TimeZone = Make.Amsterdam }), finding => finding.Code == LintCodes.HubRounding);
    }

    [Fact]
    public void Session_time_is_charging_parking_and_pauses()
    {
        var tariff = Make.Tariff(Make.Element(new PriceComponent { Type = new("SESSION_TIME"), Price = 6, StepSize = 600 }, Make.Energy(0.5m)));
        var input = Make.Input(tariff, Make.Period("2026-01-14T10:00:00Z", 30, 4, charging: true), Make.Period("2026-01-14T10:30:00Z", 10, parking: true), Make.Period("2026-01-14T10:40:00Z", 5));

        // 45 minutes become 50 in steps of ten: 5.00; and 4 kWh at 0.50.
        var honoured = TariffEngine.Price(input, Hub);
        Assert.Equal(7m, Make.Before(honoured));
        Assert.Empty(honoured.Warnings);
        var ignored = TariffEngine.Price(input);
        Assert.Equal(2m, Make.Before(ignored));
        Assert.Contains(WarningCodes.HubExtension, Make.Codes(ignored));
    }

    [Theory]
    [InlineData("2026-01-14T08:30:00Z", "RESTRICTED")] // Wednesday 09:30 at the place
    [InlineData("2026-01-14T11:30:00Z", "GENERAL")] // 12:30, between the two windows
    [InlineData("2026-01-14T13:10:00Z", "RESTRICTED")] // 14:10
    [InlineData("2026-01-17T08:30:00Z", "GENERAL")] // Saturday
    public void Tariff_with_a_window_for_the_start_comes_first_where_it_holds(string start, string expected)
    {
        var restricted = Make.Tariff(Make.Element(Make.Energy(1))) with
        {
            Id = "RESTRICTED",
            Unknown = Members("restriction", """{"start_time":"08:00","end_time":"12:00","start_time_2":"14:00","end_time_2":"18:00","day_of_week":["MONDAY","TUESDAY","WEDNESDAY","THURSDAY","FRIDAY"]}"""),
        };
        var general = Make.Tariff(Make.Element(Make.Energy(2))) with { Id = "GENERAL" };
        var result = TariffEngine.Price(Make.Input(general, Make.Period(start, 60, 1, charging: true)) with { Tariffs = [general, restricted] }, Hub);
        Assert.Equal(expected, result.Lines.Single().By.Tariff.Id);
    }

    [Theory]
    [InlineData("NLEXB", "T-EXB")]
    [InlineData("DEEXC", "T")]
    [InlineData(null, "T-EXB")]
    public void Tariff_for_the_operator_of_the_driver_comes_first_and_one_for_another_is_out(string? driver, string expected)
    {
        var own = Make.Tariff(Make.Element(Make.Energy(1))) with
        {
            Id = "T-EXB",
            Unknown = new Dictionary<string, JsonElement> { ["target_operator_country_code"] = Json("\"NL\""), ["target_operator_party_id"] = Json("\"EXB\"") },
        };
        var general = Make.Tariff(Make.Element(Make.Energy(2)));
        var input = Make.Input(general, Make.Period("2026-01-14T10:00:00Z", 60, 1, charging: true)) with { Tariffs = [general, own], TargetOperator = driver };
        Assert.Equal(expected, TariffEngine.Price(input, Hub).Lines.Single().By.Tariff.Id);
    }

    private static PriceComponent With(PriceComponent component, string member, string json) => component with { Unknown = Members(member, json) };

    private static Dictionary<string, JsonElement> Members(string member, string json) => new() { [member] = Json(json) };

    private static JsonElement Json(string json) => JsonDocument.Parse(json).RootElement;
}
