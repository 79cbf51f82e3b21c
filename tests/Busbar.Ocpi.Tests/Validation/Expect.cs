using System.Text;
using System.Text.Json.Nodes;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Validation;

namespace Busbar.Ocpi.Tests.Validation;

/// <summary>What the tests of the validator say about a document.</summary>
internal static class Expect
{
    public static IReadOnlyList<Finding> Findings(OcpiVersion version, string type, JsonNode document) =>
        ObjectValidator.Validate(new ObjectType(type), version, Encoding.UTF8.GetBytes(document.ToJsonString())).Findings;

    /// <summary>The document has nothing that deviates from the standard.</summary>
    public static void Conformant(OcpiVersion version, string type, JsonNode document) =>
        Assert.DoesNotContain(Findings(version, type, document), finding => finding.Severity > Severity.Info);

    /// <summary>The document has a finding of that rule at that place.</summary>
    public static Finding Finding(OcpiVersion version, string type, JsonNode document, string path, string rule)
    {
        var findings = Findings(version, type, document);
        var finding = findings.FirstOrDefault(candidate => candidate.Path == path && candidate.Rule == rule);
        Assert.True(finding is not null, $"No '{rule}' at {path} of {type} {version.Number()}; there is: {string.Join("; ", findings)}");
        return finding;
    }

    public static IEnumerable<OcpiVersion> Versions(string list) => list.Split(' ').Select(text =>
        OcpiVersions.TryParse(text, out var version) ? version : throw new ArgumentException($"'{text}' is no version."));
}
