using System.Text.Json;

namespace Busbar.EndToEnd.Tests.Commands;

/// <summary><c>busbar validate</c> and <c>busbar translate</c> as a user runs them.</summary>
public sealed class DocumentCommandTests
{
    private const string Token = """
        {"country_code":"NL","party_id":"TNM","uid":"U1","type":"RFID","contract_id":"C1","issuer":"I","valid":true,"whitelist":"NEVER","last_updated":"2026-01-01T00:00:00Z"}
        """;

    private const string Tariff = """
        {"country_code":"NL","party_id":"TNM","id":"T1","currency":"EUR","elements":[{"price_components":[{"type":"ENERGY","price":0.250,"step_size":1}]}],"tax_included":"NO","last_updated":"2026-01-01T00:00:00Z"}
        """;

    [Theory]
    [InlineData("tokens")]
    [InlineData("token")]
    public async Task Validate_good_document_exits_with_0(string module)
    {
        var run = await BusbarProcess.RunAsync(Token, "validate", "--version", "2.2.1", "--module", module, "-");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("1 object, nothing to say", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_page_of_objects_lists_every_finding_with_its_place()
    {
        var page = $$"""{"data":[{{Token}},{"uid":1,"last_updated":"x"}],"status_code":1000,"timestamp":"2026-01-01T00:00:00Z"}""";
        var run = await BusbarProcess.RunAsync(page, "validate", "--version", "2.3.0", "--module", "tokens", "--json", "-");
        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        using var report = JsonDocument.Parse(run.Output);
        var file = report.RootElement.GetProperty("files")[0];
        Assert.Equal((2, false), (file.GetProperty("objects").GetInt32(), file.GetProperty("acceptable").GetBoolean()));
        var findings = file.GetProperty("findings").EnumerateArray().ToDictionary(finding => finding.GetProperty("path").GetString()!, finding => finding.GetProperty("rule").GetString());
        Assert.Equal("required", findings["/data/1/contract_id"]);
        Assert.Equal("date-time", findings["/data/1/last_updated"]);
        Assert.Equal("type.text-as-number", findings["/data/1/uid"]);
    }

    [Fact]
    public async Task Validate_malformed_file_is_a_finding()
    {
        var run = await BusbarProcess.RunAsync("{\n  \"uid\": }", "validate", "--version", "2.3.0", "--module", "tokens", "-");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("malformed", run.Output, StringComparison.Ordinal);
        Assert.Contains("line 2", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("validate")]
    [InlineData("validate", "--version", "1.0", "--module", "tokens", "-")]
    [InlineData("validate", "--version", "2.2.1", "--module", "nothing", "-")]
    [InlineData("validate", "--version", "2.2.1", "--module", "tokens")]
    [InlineData("validate", "--version", "2.2.1", "--module", "tokens", "no-such-file.json")]
    [InlineData("translate", "--from", "2.2.1", "--module", "tokens", "-")]
    [InlineData("translate", "--from", "2.2.1", "--to", "2.3.0", "--module", "tokens", "no-such-file.json")]
    [InlineData("translate", "--from", "2.2.1", "--to", "2.3.0", "--module", "tokens", "-")]
    [InlineData("no-such-command")]
    public async Task Wrong_usage_and_unreadable_input_exit_with_2_and_one_line(params string[] arguments)
    {
        var run = await BusbarProcess.RunAsync("", arguments);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("busbar: ", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("is no option", "--strict")]
    [InlineData("is a folder", ".")]
    [InlineData("no-such-file.json", "-", "no-such-file.json")]
    public async Task Validate_says_which_of_several_files_cannot_be_read_and_why(string said, params string[] files)
    {
        var run = await BusbarProcess.RunAsync(Token, ["validate", "--version", "2.2.1", "--module", "tokens", "--json", .. files]);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Validate_of_several_files_reports_each_and_exits_with_1_for_one_fault()
    {
        var folder = Directory.CreateTempSubdirectory("busbar-files-");
        try
        {
            var (good, bad) = (Path.Combine(folder.FullName, "good.json"), Path.Combine(folder.FullName, "bad.json"));
            await File.WriteAllTextAsync(good, Token, TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(bad, Token.Replace("\"valid\":true,", "", StringComparison.Ordinal), TestContext.Current.CancellationToken);
            var run = await BusbarProcess.RunAsync(null, "validate", "--version", "2.2.1", "--module", "tokens", "--json", good, bad);
            Assert.Equal((1, ""), (run.ExitCode, run.Error));
            using var report = JsonDocument.Parse(run.Output);
            Assert.Equal([true, false], report.RootElement.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("acceptable").GetBoolean()));
            Assert.Equal("/valid", report.RootElement.GetProperty("files")[1].GetProperty("findings")[0].GetProperty("path").GetString());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Translate_puts_the_object_on_the_output_and_each_loss_as_a_line_on_the_error_output()
    {
        var run = await BusbarProcess.RunAsync(
            Tariff.Replace("\"NO\"", "\"YES\"", StringComparison.Ordinal), "translate", "--from", "2.3.0", "--to", "2.2.1", "--module", "tariffs", "-");
        Assert.Equal(0, run.ExitCode);
        using var tariff = JsonDocument.Parse(run.Output);
        Assert.False(tariff.RootElement.TryGetProperty("tax_included", out _));
        Assert.Contains("0.250", run.Output, StringComparison.Ordinal);
        var lines = run.Error.TrimEnd().Split('\n');
        Assert.NotEmpty(lines);
        foreach (var line in lines)
        {
            using var loss = JsonDocument.Parse(line);
            Assert.StartsWith("X-", loss.RootElement.GetProperty("rule").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Translate_list_stays_a_list_and_a_faulty_object_is_said_and_left_out()
    {
        var run = await BusbarProcess.RunAsync($"[{Tariff},{{}}]", "translate", "--from", "2.3.0", "--to", "2.2.1", "--module", "tariffs", "-");
        Assert.Equal(1, run.ExitCode);
        using var list = JsonDocument.Parse(run.Output);
        Assert.Equal(1, list.RootElement.GetArrayLength());
        Assert.Contains("\"kind\":\"refused\"", run.Error, StringComparison.Ordinal);
        Assert.Contains("/1/currency", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Translate_keeps_what_is_lost_and_puts_it_back()
    {
        var kept = Path.Combine(Path.GetTempPath(), $"busbar-kept-{Guid.NewGuid():N}");
        try
        {
            var token = Token.Replace("\"RFID\"", "\"APP_USER\",\"group_id\":\"G1\"", StringComparison.Ordinal);
            var down = await BusbarProcess.RunAsync(token, "translate", "--from", "2.3.0", "--to", "2.1.1", "--module", "tokens", "--keep", kept, "-");
            Assert.Equal(0, down.ExitCode);
            Assert.Contains("\"auth_id\":\"C1\"", down.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("G1", down.Output, StringComparison.Ordinal);

            var up = await BusbarProcess.RunAsync(
                down.Output, "translate", "--from", "2.1.1", "--to", "2.3.0", "--owner", "NL*TNM", "--module", "tokens", "--residue", kept, "-");
            Assert.Equal((0, ""), (up.ExitCode, up.Error));
            Assert.True(System.Text.Json.Nodes.JsonNode.DeepEquals(
                System.Text.Json.Nodes.JsonNode.Parse(token), System.Text.Json.Nodes.JsonNode.Parse(up.Output)), up.Output);
        }
        finally
        {
            File.Delete(kept);
        }
    }

    [Fact]
    public async Task Translate_of_2_1_1_without_an_owner_is_withheld_and_says_what_is_missing()
    {
        const string Old = """{"uid":"U1","type":"RFID","auth_id":"C1","issuer":"I","valid":true,"whitelist":"NEVER","last_updated":"2026-01-01T00:00:00Z"}""";
        var run = await BusbarProcess.RunAsync(Old, "translate", "--from", "2.1.1", "--to", "2.2.1", "--module", "tokens", "-");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("\"kind\":\"withheld\"", run.Error, StringComparison.Ordinal);
        Assert.Contains("which party it belongs to", run.Error, StringComparison.Ordinal);
    }
}
