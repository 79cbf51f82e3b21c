using System.Text;
using System.Text.Json.Nodes;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Validation;
using Busbar.Testing.Documents;

namespace Busbar.Ocpi.Tests.Validation;

public sealed class IdentifierTests
{
    public static TheoryData<OcpiVersion> Versions => [.. OcpiVersions.All];

    [Theory]
    [MemberData(nameof(Versions))]
    public void Id_that_no_URL_can_hold_is_refused(OcpiVersion version)
    {
        foreach (var (name, id) in ((string, string)[])[("Location", "id"), ("EVSE", "uid"), ("Connector", "id"), ("Tariff", "id"), ("Session", "id"), ("CDR", "id"), ("Token", "uid")])
        {
            Assert.Contains(Findings(version, name, id, "."), finding => finding is { Rule: RuleName.Format, Severity: Severity.Error } && finding.Path == $"/{id}");
            Assert.Contains(Findings(version, name, id, ".."), finding => finding is { Rule: RuleName.Format, Severity: Severity.Error } && finding.Path == $"/{id}");
            Assert.DoesNotContain(Findings(version, name, id, "..."), finding => finding.Severity == Severity.Error);
            Assert.DoesNotContain(Findings(version, name, id, "a.b"), finding => finding.Severity == Severity.Error);
        }
    }

    private static IReadOnlyList<Finding> Findings(OcpiVersion version, string name, string field, string id)
    {
        JsonObject document = new DocumentGenerator(version, 0).NextObject(new ObjectType(name));
        document[field] = id;
        return ObjectValidator.Validate(new ObjectType(name), version, Encoding.UTF8.GetBytes(document.ToJsonString())).Findings;
    }
}
