using System.Text.Json;

namespace Busbar.EndToEnd.Tests.Commands;

/// <summary><c>busbar price</c> as a user runs it.</summary>
public sealed class PriceCommandTests
{
    private const string Elements = """[{"price_components":[{"type":"FLAT","price":0.50,"vat":20,"step_size":1},{"type":"ENERGY","price":0.25,"vat":10,"step_size":1}]}]""";

    [Fact]
    public async Task Cdr_that_costs_what_its_tariff_says_exits_with_0_and_explains_every_line()
    {
        var run = await BusbarProcess.RunAsync(Cdr(5.50m, 6.10m), "price", "--cdr", "-", "--json");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        using var report = JsonDocument.Parse(run.Output);
        Assert.Equal("AGREES", report.RootElement.GetProperty("verdict").GetString());
        Assert.Equal("2.2.1", report.RootElement.GetProperty("version").GetString());
        Assert.Equal("Europe/Amsterdam", report.RootElement.GetProperty("time_zone").GetString());
        Assert.Equal(6.10m, report.RootElement.GetProperty("totals").GetProperty("total_cost").GetProperty("after_taxes").GetDecimal());
        Assert.Equal(["ENERGY", "FLAT"], report.RootElement.GetProperty("lines").EnumerateArray().Select(line => line.GetProperty("dimension").GetString()));
    }

    [Fact]
    public async Task Cdr_that_costs_something_else_exits_with_1_and_names_the_field()
    {
        var run = await BusbarProcess.RunAsync(Cdr(6.50m, 7.20m), "price", "--cdr", "-");
        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.Contains("Total without taxes [total_cost/before_taxes]: stated €6.50, computed €5.50, €1.00 too much", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("de", "Energie: 20\u00A0kWh zu 0,25\u00A0€ je kWh = 5,00\u00A0€ (5,50\u00A0€ mit Steuern)")]
    [InlineData("fr", "Énergie : 20\u00A0kWh à 0,25\u00A0€ par kWh = 5,00\u00A0€ (5,50\u00A0€ taxes comprises)")]
    [InlineData("nl-BE", "Energie: 20\u00A0kWh tegen €\u00A00,25 per kWh = €\u00A05,00 (€\u00A05,50 met belasting)")]
    public async Task Text_is_in_the_language_that_was_asked_for(string language, string line)
    {
        var run = await BusbarProcess.RunAsync(Cdr(5.50m, 6.10m), "price", "--cdr", "-", "--language", language);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains(line, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Session_without_periods_is_priced_from_its_start_end_and_energy()
    {
        const string session = """{"id":"S1","start_date_time":"2026-01-14T10:00:00Z","end_date_time":"2026-01-14T12:00:00Z","kwh":20,"currency":"EUR","last_updated":"2026-01-14T12:00:00Z"}""";
        var file = Path.Combine(Path.GetTempPath(), $"tariff-{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(file, Tariff, TestContext.Current.CancellationToken);
        try
        {
            var run = await BusbarProcess.RunAsync(session, "price", "--session", "-", "--tariff", file, "--json");
            Assert.Equal((0, ""), (run.ExitCode, run.Error));
            using var report = JsonDocument.Parse(run.Output);
            Assert.Equal(5.50m, report.RootElement.GetProperty("payable").GetProperty("before_taxes").GetDecimal());
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("price")]
    [InlineData("price", "--cdr", "-", "--session", "-")]
    [InlineData("price", "--cdr", "no-such-file.json")]
    [InlineData("price", "--cdr", "-")]
    [InlineData("price", "--cdr", "-", "--time-zone", "Mars/Olympus")]
    [InlineData("price", "--cdr", "-", "--version", "1.0")]
    [InlineData("price", "--cdr", "-", "--language", "tlh")]
    [InlineData("price", "--session", "-")]
    public async Task Wrong_usage_and_unreadable_input_exit_with_2_and_one_line(params string[] arguments)
    {
        var run = await BusbarProcess.RunAsync("{}", arguments);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("busbar: ", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    private static string Tariff => $$"""{"country_code":"NL","party_id":"EXA","id":"T1","currency":"EUR","elements":{{Elements}},"last_updated":"2026-01-01T00:00:00Z"}""";

    private static string Cdr(decimal excluding, decimal including) => $$"""
        {
          "country_code": "NL", "party_id": "EXA", "id": "C1", "start_date_time": "2026-01-14T10:00:00Z", "end_date_time": "2026-01-14T12:00:00Z",
          "cdr_location": {"country": "NLD"}, "currency": "EUR", "tariffs": [{{Tariff}}],
          "charging_periods": [{"start_date_time": "2026-01-14T10:00:00Z", "dimensions": [{"type": "ENERGY", "volume": 20}]}],
          "total_cost": {"excl_vat": {{excluding.ToString(System.Globalization.CultureInfo.InvariantCulture)}}, "incl_vat": {{including.ToString(System.Globalization.CultureInfo.InvariantCulture)}}},
          "total_energy": 20, "total_time": 2, "last_updated": "2026-01-14T12:00:00Z"
        }
        """;
}
