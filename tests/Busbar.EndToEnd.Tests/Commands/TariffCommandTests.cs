using System.Text.Json;
using System.Xml.Linq;

namespace Busbar.EndToEnd.Tests.Commands;

/// <summary><c>busbar tariff</c> as a user runs it.</summary>
public sealed class TariffCommandTests : IDisposable
{
    private const string Day = """{"price_components":[{"type":"ENERGY","price":0.50,"vat":21,"step_size":1}],"restrictions":{"start_time":"08:00","end_time":"20:00","min_kwh":0}}""";
    private const string Night = """{"price_components":[{"type":"ENERGY","price":0.30,"vat":21,"step_size":1},{"type":"FLAT","price":0.35,"vat":21,"step_size":1}],"restrictions":{"start_time":"20:00","end_time":"08:00"}}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("tariffs-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Lint_reports_notes_with_0_and_warnings_with_1()
    {
        var notes = await BusbarProcess.RunAsync(Tariff(Day, Night), "tariff", "lint", "-", "--json", "--time-zone", "Europe/Amsterdam");
        Assert.Equal((0, ""), (notes.ExitCode, notes.Error));
        using var report = JsonDocument.Parse(notes.Output);
        var finding = Assert.Single(report.RootElement[0].GetProperty("findings").EnumerateArray());
        Assert.Equal(("RESTRICTION_WITHOUT_EFFECT", "NOTE", 0), (finding.GetProperty("code").GetString(), finding.GetProperty("severity").GetString(), finding.GetProperty("element").GetInt32()));

        var warnings = await BusbarProcess.RunAsync(Tariff(Day), "tariff", "lint", "-");
        Assert.Equal((1, ""), (warnings.ExitCode, warnings.Error));
        Assert.Contains("warning MOMENT_WITHOUT_PRICE: ", warnings.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"id":"C1","elements_of":1,"total_energy":1,"charging_periods":[]}""", "this is a CDR, and a Tariff is expected.")]
    [InlineData("""{"id":"S1","kwh":1}""", "this is a Session, and a Tariff is expected.")]
    [InlineData("""{"id":"T1","elements":[{"price_components":[{"type":"ENERGY","price":1,"step_size":1}]}]}""", "the Tariff has no currency.")]
    [InlineData("""{"id":"T1","currency":"EUR","elements":[{"price_components":[{"price":1,"step_size":1}]}]}""", "a PriceComponent in it has no type.")]
    [InlineData("""{"id":"T1","currency":"EUR","elements":[{"price_components":[{"type":"ENERGY","price":"dear","step_size":1}]}]}""", "/elements/0/price_components/0/price holds another type of value than the standard has there.")]
    public async Task What_is_no_tariff_is_said_in_the_words_of_the_standard(string document, string words)
    {
        var run = await BusbarProcess.RunAsync(document, "tariff", "lint", "-");
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.EndsWith("cannot be priced: " + words, run.Error.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Normalise_prints_the_document_with_fewer_elements_and_says_what_it_did()
    {
        var run = await BusbarProcess.RunAsync(Tariff(Day, Night, Night), "tariff", "normalise", "-");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("left out element 3, which never counts", run.Error, StringComparison.Ordinal);
        using var tariff = JsonDocument.Parse(run.Output);
        Assert.Equal(2, tariff.RootElement.GetProperty("elements").GetArrayLength());
        Assert.False(tariff.RootElement.GetProperty("elements")[0].GetProperty("restrictions").TryGetProperty("min_kwh", out _));
        Assert.False(tariff.RootElement.TryGetProperty("tax_included", out _));

        var again = await BusbarProcess.RunAsync(run.Output, "tariff", "normalise", "-");
        Assert.Equal((0, ""), (again.ExitCode, again.Error));
    }

    [Fact]
    public async Task Quote_prices_the_session_and_finds_the_cheapest_arrival()
    {
        // 19:00 in winter: an hour by day and one by night, with the fee.
        var svg = Path.Combine(_folder, "curve.svg");
        var run = await BusbarProcess.RunAsync(
            Tariff(Day, Night), "tariff", "quote", "-", "--energy", "22", "--power", "11", "--at", "2026-01-14T19:00", "--time-zone", "Europe/Amsterdam", "--json", "--svg", svg);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        using var quote = JsonDocument.Parse(run.Output);
        Assert.Equal(9.15m, quote.RootElement.GetProperty("totals").GetProperty("total_cost").GetProperty("before_taxes").GetDecimal());
        Assert.Equal("2026-01-14T19:00:00Z", quote.RootElement.GetProperty("by_arrival").GetProperty("cheapest").GetProperty("at").GetString());
        Assert.Contains(XElement.Load(svg).Descendants(), node => node.Name.LocalName == "polyline");
    }

    [Fact]
    public async Task Quote_of_what_is_only_known_in_part_is_an_interval()
    {
        var run = await BusbarProcess.RunAsync(
            Tariff(Day, Night), "tariff", "quote", "-", "--energy", "11", "--power", "11", "--at", "2026-01-14T19:00", "--until", "2026-01-14T21:00", "--time-zone", "Europe/Amsterdam", "--json");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        using var interval = JsonDocument.Parse(run.Output);
        Assert.True(interval.RootElement.GetProperty("exact").GetBoolean());
        Assert.Equal(3.65m, interval.RootElement.GetProperty("lowest").GetProperty("before_taxes").GetDecimal());
        Assert.Equal(5.85m, interval.RootElement.GetProperty("highest").GetProperty("before_taxes").GetDecimal());
    }

    [Fact]
    public async Task Quote_of_more_energy_than_there_is_time_for_is_refused()
    {
        var run = await BusbarProcess.RunAsync(
            Tariff(Day, Night), "tariff", "quote", "-", "--energy", "23", "--power", "11", "--at", "2026-01-14T19:00", "--until", "2026-01-14T21:00", "--time-zone", "Europe/Amsterdam");
        Assert.Equal((2, "", "busbar: --energy is more than --power delivers until --until."), (run.ExitCode, run.Output, run.Error.Trim()));
    }

    [Fact]
    public async Task Explain_says_what_the_tariff_says_and_what_counts_at_a_moment()
    {
        var run = await BusbarProcess.RunAsync(Tariff(Day, Night), "tariff", "explain", "-", "--at", "2026-01-14T21:00", "--time-zone", "Europe/Amsterdam");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("1. from 08:00 to 20:00, from 0 kWh: 0.5 per kWh (21 % VAT)", run.Output, StringComparison.Ordinal);
        Assert.Contains("energy: 0.30 (0.363 with taxes) EUR per kWh", run.Output, StringComparison.Ordinal);
        Assert.Contains("until Thu 2026-01-15 08:00", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_tells_what_an_update_does_and_proves_that_a_rewriting_does_nothing()
    {
        var (before, after, rewritten) = (File("before", Tariff(Day, Night)), File("after", Tariff(Day, Night.Replace("0.30", "0.34", StringComparison.Ordinal))), File("rewritten", Tariff(Night, Day)));
        var update = await BusbarProcess.RunAsync("", "tariff", "compare", before, after, "--time-zone", "Europe/Amsterdam");
        Assert.Equal((1, ""), (update.ExitCode, update.Error));
        Assert.Contains("The change raises a 30 kWh night session (22:00, 11 kW, connected until 07:00) by 1.45 EUR", update.Output, StringComparison.Ordinal);

        var same = await BusbarProcess.RunAsync("", "tariff", "compare", before, rewritten, "--json");
        Assert.Equal((0, ""), (same.ExitCode, same.Error));
        using var report = JsonDocument.Parse(same.Output);
        Assert.Equal("EQUIVALENT", report.RootElement.GetProperty("outcome").GetString());
    }

    [Theory]
    [InlineData("lint", "no-such-file.json")]
    [InlineData("lint")]
    [InlineData("normalise", "-", "--version", "9")]
    [InlineData("quote", "-", "--energy", "ten")]
    [InlineData("quote", "-", "--energy", "-1")]
    [InlineData("quote", "-", "--energy", "1", "--at", "yesterday")]
    [InlineData("quote", "-", "--energy", "1", "--at", "2026-03-29T02:30", "--time-zone", "Europe/Amsterdam")]
    [InlineData("explain", "-", "--time-zone", "Mars/Olympus")]
    [InlineData("compare", "-")]
    public async Task Wrong_usage_and_unreadable_input_exit_with_2_and_one_line(params string[] arguments)
    {
        var run = await BusbarProcess.RunAsync(Tariff(Day), ["tariff", .. arguments]);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("busbar: ", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    private static string Tariff(params string[] elements) =>
        $$"""{"country_code":"NL","party_id":"EXA","id":"T1","currency":"EUR","elements":[{{string.Join(',', elements)}}],"last_updated":"2026-01-01T00:00:00Z"}""";

    private string File(string name, string content)
    {
        var file = Path.Combine(_folder, name + ".json");
        System.IO.File.WriteAllText(file, content);
        return file;
    }
}
