using System.Text;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Validation;
using Busbar.Testing;

namespace Busbar.Ocpi.Tests.Validation;

public sealed class PatchValidationTests
{
    [Theory]
    [InlineData("Location")]
    [InlineData("EVSE")]
    [InlineData("Connector")]
    [InlineData("Session")]
    [InlineData("Token")]
    [Requirement("LOC-051", "SES-043", "TOK-022", "TRN-057")]
    public void Patch_carries_last_updated_from_2_2_on(string type)
    {
        var finding = Assert.Single(Patch(type, OcpiVersion.V221, "{}").Findings);
        Assert.Equal(("/last_updated", RuleName.Required, Severity.Error), (finding.Path, finding.Rule, finding.Severity));
        Assert.Empty(Patch(type, OcpiVersion.V211, "{}").Findings);
        Assert.Empty(Patch(type, OcpiVersion.V230, """{"last_updated":"2026-01-01T00:00:00Z"}""").Findings);
    }

    [Fact]
    public void Patch_null_clears_an_optional_property_but_not_a_required_one()
    {
        var finding = Assert.Single(
            Patch("Location", OcpiVersion.V230, """{"name":null,"city":null,"evses":null,"last_updated":"2026-01-01T00:00:00Z"}""").Findings);
        Assert.Equal(("/city", RuleName.Required, Severity.Error), (finding.Path, finding.Rule, finding.Severity));
    }

    [Fact]
    public void Patch_items_of_evses_and_connectors_may_be_incomplete_but_carry_their_id()
    {
        const string Body = """{"evses":[{"uid":"1","status":"CHARGING"},{"connectors":[{"id":"1"},{}]}],"last_updated":"2026-01-01T00:00:00Z"}""";
        Assert.Equal(["/evses/1/connectors/1/id", "/evses/1/uid"], Patch("Location", OcpiVersion.V230, Body).Findings.Select(finding => finding.Path));
    }

    [Fact]
    public void Patch_nested_objects_and_other_lists_are_whole()
    {
        const string Body = """{"coordinates":{"latitude":"51.00000"},"charging_periods":[{}],"last_updated":"2026-01-01T00:00:00Z"}""";
        Assert.Contains(Patch("Location", OcpiVersion.V221, Body).Findings, finding => finding is { Path: "/coordinates/longitude", Rule: RuleName.Required });
        Assert.Contains(Patch("Session", OcpiVersion.V221, Body).Findings, finding => finding is { Path: "/charging_periods/0/dimensions", Rule: RuleName.Required });
    }

    private static ValidationResult Patch(string type, OcpiVersion version, string body) =>
        ObjectValidator.ValidatePatch(new ObjectType(type), version, Encoding.UTF8.GetBytes(body));
}
