using Busbar.Ocpi.Pricing.Cdrs;

namespace Busbar.Ocpi.Tests.Pricing;

/// <summary>The worked sessions, each a file: add a file, get a test.</summary>
public sealed class ScenarioTests
{
    public static TheoryData<string> WithPeriods => [.. Scenario.Names.Where(name => Scenario.Load(name).HasPeriods)];

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
}
