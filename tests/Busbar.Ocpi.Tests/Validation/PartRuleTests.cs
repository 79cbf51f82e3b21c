using System.Text.Json.Nodes;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Tests.Contracts;
using Busbar.Ocpi.Wire.Validation;
using Busbar.Testing;

namespace Busbar.Ocpi.Tests.Validation;

/// <summary>What may stand in a part of an object, and what has another place.</summary>
public sealed class PartRuleTests
{
    [Fact]
    [Requirement("LOC-096")]
    public void Parking_restrictions_of_an_evse_are_not_about_vehicles()
    {
        var evse = SampleDocuments.Full(OcpiVersion.V230, "EVSE");
        evse["parking_restrictions"] = new JsonArray("CUSTOMERS", "PLUGGED");
        Assert.DoesNotContain(Expect.Findings(OcpiVersion.V230, "EVSE", evse), finding => finding.Requirement == "LOC-096");
        evse["parking_restrictions"] = new JsonArray("CUSTOMERS", "MOTORCYCLES");
        Assert.Equal("LOC-096", Expect.Finding(OcpiVersion.V230, "EVSE", evse, "/parking_restrictions", RuleName.Combination).Requirement);

        var older = SampleDocuments.Full(OcpiVersion.V221, "EVSE");
        older["parking_restrictions"] = new JsonArray("MOTORCYCLES");
        Expect.Conformant(OcpiVersion.V221, "EVSE", older);
    }

    [Theory]
    [InlineData(OcpiVersion.V221)]
    [InlineData(OcpiVersion.V230)]
    [Requirement("CDR-050")]
    public void Tariffs_of_a_cdr_are_complete_tariff_objects(OcpiVersion version)
    {
        var cdr = SampleDocuments.Full(version, "CDR");
        Expect.Conformant(version, "CDR", cdr);
        foreach (var property in new[] { "id", "currency", "elements", "last_updated" })
        {
            var incomplete = cdr.DeepClone();
            incomplete["tariffs"]![0]!.AsObject().Remove(property);
            Assert.Equal(Severity.Error, Expect.Finding(version, "CDR", incomplete, $"/tariffs/0/{property}", RuleName.Required).Severity);
        }

        var named = cdr.DeepClone();
        named["tariffs"] = new JsonArray("T1");
        Assert.Equal(Severity.Error, Expect.Finding(version, "CDR", named, "/tariffs/0", RuleName.Type).Severity);
    }
}
