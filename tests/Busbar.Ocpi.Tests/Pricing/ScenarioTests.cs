using System.Text.Json.Nodes;
using Busbar.Ocpi.Pricing.Cdrs;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Sessions;
using Busbar.Testing;

namespace Busbar.Ocpi.Tests.Pricing;

/// <summary>The worked sessions, each a file: add a file, get a test.</summary>
public sealed class ScenarioTests
{
    public static TheoryData<string> WithPeriods => [.. Scenario.Names.Where(name => Scenario.Load(name).HasPeriods)];

    public static TheoryData<string> WithEvents => [.. Scenario.Names.Where(name => !Scenario.Load(name).HasPeriods)];

    [Fact]
    public void Every_file_is_a_test() => Assert.Equal(Scenario.Names.Count(), WithPeriods.Count + WithEvents.Count);

    [Theory]
    [Requirement("TAR-025", "TAR-026", "TAR-028", "TAR-030", "TAR-034", "TAR-035", "TAR-052", "TAR-060", "TAR-061", "TAR-062", "TAR-063", "TAR-064", "TAR-065", "TAR-066")]
    [Requirement("TAR-067", "TAR-068", "TAR-069", "TAR-070", "TAR-071", "TAR-072", "TAR-073", "TAR-074", "TAR-075", "TAR-076", "TAR-091", "TAR-092", "TAR-031", "TAR-045")]
    [Requirement("CDR-059", "CDR-060", "CDR-069", "CDR-071", "CDR-072", "CDR-073", "CDR-075", "CDR-081")]
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
    [Requirement("CDR-053", "CDR-055", "CDR-085", "TAR-081", "TAR-086", "TAR-089")]
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
