using System.Text.Json.Nodes;
using Busbar.Ocpi.Pricing.Cdrs;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Sessions;

namespace Busbar.Ocpi.Tests.Pricing;

/// <summary>The worked sessions, each a file: add a file, get a test.</summary>
public sealed class ScenarioTests
{
    public static TheoryData<string> WithPeriods => [.. Scenario.Names.Where(name => Scenario.Load(name).HasPeriods)];

    public static TheoryData<string> WithEvents => [.. Scenario.Names.Where(name => !Scenario.Load(name).HasPeriods)];

    [Fact]
    public void Every_file_is_a_test() => Assert.Equal(Scenario.Names.Count(), WithPeriods.Count + WithEvents.Count);

    [Theory]
    [MemberData(nameof(WithPeriods))]
    public void Session_given_as_periods_costs_exactly_what_was_worked_out(string name)
    {
        var scenario = Scenario.Load(name);
        var result = TariffEngine.Price(scenario.Input(wireOnly: false), scenario.Policy);
        Assert.Empty(new Expectation(scenario.Expected, 0.000001m, 0.000001m).Differences(result));
    }

    [Theory]
    [MemberData(nameof(WithPeriods))]
    public void Hours_of_four_decimals_reach_the_totals_and_bill_no_extra_block(string name)
    {
        var scenario = Scenario.Load(name);
        var result = TariffEngine.Price(scenario.Input(wireOnly: true), scenario.Policy);
        Assert.Empty(new Expectation(scenario.Expected, 0.01m, 1m).Differences(result, withMeasured: false));
    }

    [Theory]
    [MemberData(nameof(WithEvents))]
    public void Session_given_as_events_gets_the_fewest_periods_and_costs_exactly_what_was_worked_out(string name)
    {
        var scenario = Scenario.Load(name);
        var generated = SessionEngine.Generate(scenario.Seen(), scenario.Policy);
        Assert.Empty(new Expectation(scenario.Expected, 0.000001m, 0.000001m).Differences(generated.Result));
        Assert.Equal(scenario.Expected["minimal_periods"]!.AsArray().Select(Describe), generated.Periods.Select(Describe));
    }

    private static string Describe(JsonNode? period)
    {
        string? Of(string type, string unit) => period!["dimensions"]!.AsArray().FirstOrDefault(dimension => (string)dimension!["type"]! == type) is { } found
            ? ((Rational)Scenario.Number(found[unit]!)).ToString()
            : "-";
        return $"{Scenario.At(period!["start"]!):u} {Scenario.At(period["end"]!):u} {Of("ENERGY", "volume")} {Of("TIME", "seconds")} {Of("PARKING_TIME", "seconds")}";
    }

    private static string Describe(MeasuredPeriod period) =>
        $"{period.Start:u} {period.End:u} {period.Energy?.ToString() ?? "-"} {period.Charging?.ToString() ?? "-"} {period.Parking?.ToString() ?? "-"}";
}
