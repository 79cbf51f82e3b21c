using System.Text;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Validation;
using Busbar.Testing;

namespace Busbar.Ocpi.Tests.Validation;

public sealed class ObjectValidatorTests
{
    private const string Token = """
        {"country_code":"NL","party_id":"TNM","uid":"U1","type":"RFID","contract_id":"C1","issuer":"I","valid":true,"whitelist":"NEVER","last_updated":"2026-01-01T00:00:00Z"}
        """;

    [Fact]
    public void Validate_object_with_nothing_to_say_gives_the_clean_result() =>
        Assert.Same(ValidationResult.Clean, Validate(Token));

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("""{"uid":}""")]
    [InlineData("{} {}")]
    [InlineData("""{"uid":"a",}""")]
    [InlineData("not json")]
    public void Validate_text_that_is_no_json_gives_one_malformed_error(string text)
    {
        var finding = Assert.Single(Validate(text).Findings);
        Assert.Equal((RuleName.Malformed, Severity.Error), (finding.Rule, finding.Severity));
        Assert.Contains("line 1", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_nesting_deeper_than_any_object_is_malformed_and_does_not_overflow()
    {
        var finding = Assert.Single(Validate("{\"x\":" + new string('[', 100_000) + new string(']', 100_000) + "}").Findings);
        Assert.Equal(RuleName.Malformed, finding.Rule);
    }

    [Fact]
    public void Validate_invalid_utf8_is_an_error()
    {
        var bytes = Encoding.UTF8.GetBytes(Token);
        bytes[Token.IndexOf("U1", StringComparison.Ordinal)] = 0xFF;
        var finding = Assert.Single(ObjectValidator.Validate(ObjectType.Token, OcpiVersion.V221, bytes).Findings);
        Assert.Equal((RuleName.Encoding, Severity.Error), (finding.Rule, finding.Severity));
    }

    [Fact]
    public void Validate_lone_surrogate_is_an_error_at_its_place() =>
        AssertFinding(Token.Replace("\"I\"", "\"\\ud800\"", StringComparison.Ordinal), "/issuer", RuleName.Encoding, Severity.Error);

    [Fact]
    public void Validate_property_twice_is_an_error() =>
        AssertFinding(Token.Replace("{\"c", "{\"uid\":\"U2\",\"c", StringComparison.Ordinal), "/uid", RuleName.Duplicate, Severity.Error);

    [Fact]
    public void Validate_unknown_property_twice_is_an_error()
    {
        var findings = Validate(Token.Replace("{\"c", "{\"own\":1,\"\\u006fwn\":2,\"c", StringComparison.Ordinal)).Findings;
        Assert.Contains(findings, finding => finding is { Path: "/own", Rule: RuleName.Duplicate, Severity: Severity.Error });
    }

    [Theory]
    [InlineData(OcpiVersion.V221)]
    [InlineData(OcpiVersion.V230)]
    public void Validate_unknown_property_is_no_more_than_information(OcpiVersion version)
    {
        var finding = Assert.Single(Validate(Token.Replace("{\"c", "{\"x_y/z~\":{\"a\":[1]},\"c", StringComparison.Ordinal), version).Findings);
        Assert.Equal(("/x_y~1z~0", RuleName.UnknownProperty, Severity.Info), (finding.Path, finding.Rule, finding.Severity));
    }

    [Fact]
    [Requirement("TRM-002")]
    public void Validate_property_in_another_spelling_is_named()
    {
        var result = Validate(Token.Replace("contract_id", "contractId", StringComparison.Ordinal));
        Assert.Contains(result.Findings, finding => finding is { Path: "/contractId", Rule: RuleName.PropertyName, Requirement: "TRM-002" });
        Assert.Contains(result.Findings, finding => finding is { Path: "/contract_id", Rule: RuleName.Required, Severity: Severity.Error });
    }

    [Fact]
    public void Validate_escaped_property_name_is_the_property() =>
        Assert.Empty(Validate(Token.Replace("uid", "u\\u0069d", StringComparison.Ordinal)).Findings);

    [Fact]
    public void Validate_every_finding_is_returned_not_the_first() =>
        Assert.Equal(8, Validate("""{"last_updated":"2026-01-01T00:00:00Z"}""").Findings.Count);

    [Fact]
    public void Validate_object_unknown_to_the_version_is_an_error() =>
        Assert.Equal(RuleName.UnknownObject, Assert.Single(ObjectValidator.Validate(ObjectType.CancelReservation, OcpiVersion.V211, "{}"u8).Findings).Rule);

    [Fact]
    public void Validate_more_findings_than_are_listed_ends_with_one_that_says_so()
    {
        var text = "{" + string.Join(',', Enumerable.Range(0, 5000).Select(i => $"\"x{i}\":1")) + "}";
        var findings = Validate(text).Findings;
        Assert.Equal(1001, findings.Count);
        Assert.Equal(RuleName.TooMany, findings[^1].Rule);
    }

    [Fact]
    public void Validate_messages_never_hold_values()
    {
        var text = Token.Replace("\"U1\"", "\"SECRET\\nUID-0123456789-0123456789-0123456789\"", StringComparison.Ordinal)
            .Replace("\"RFID\"", "\"SECRET\"", StringComparison.Ordinal)
            .Replace("\"2026-01-01T00:00:00Z\"", "\"SECRET\"", StringComparison.Ordinal);
        var findings = Validate(text).Findings;
        Assert.True(findings.Count >= 4);
        Assert.DoesNotContain(findings, finding => finding.Message.Contains("SECRET", StringComparison.Ordinal));
    }

    [Fact]
    public void Validate_allocates_nothing_when_there_is_nothing_to_say()
    {
        var bytes = Encoding.UTF8.GetBytes(Token);
        for (var i = 0; i < 100; i++)
        {
            ObjectValidator.Validate(ObjectType.Token, OcpiVersion.V230, bytes);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        ObjectValidator.Validate(ObjectType.Token, OcpiVersion.V230, bytes);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static ValidationResult Validate(string text, OcpiVersion version = OcpiVersion.V221) =>
        ObjectValidator.Validate(ObjectType.Token, version, Encoding.UTF8.GetBytes(text));

    private static void AssertFinding(string text, string path, string rule, Severity severity)
    {
        var finding = Assert.Single(Validate(text).Findings);
        Assert.Equal((path, rule, severity), (finding.Path, finding.Rule, finding.Severity));
    }
}
