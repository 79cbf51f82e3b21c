using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Contracts;
using Busbar.Ocpi.Wire.Validation;
using Busbar.Testing;
using Busbar.Testing.Documents;

namespace Busbar.Ocpi.Tests.Model;

/// <summary>An object carries what the standard requires of it, or it is neither read into a record nor accepted.</summary>
public sealed class RequiredMemberTests
{
    public static TheoryData<OcpiVersion, string> Objects() => RecordDocumentTests.Objects();

    [Theory]
    [MemberData(nameof(Objects))]
    [Requirement("LOC-061", "LOC-086", "LOC-100", "LOC-110", "LOC-125", "LOC-126", "LOC-153", "LOC-169")]
    [Requirement("SES-051", "SES-063", "SES-064", "CDR-035", "CDR-057", "CDR-058", "CDR-091", "CDR-097", "CDR-101", "CDR-103", "CDR-104", "CDR-107")]
    [Requirement("TAR-023", "TAR-024", "TAR-049", "TAR-077", "TOK-040", "TOK-041", "TOK-047", "TOK-056", "TOK-068")]
    [Requirement("CRD-040", "CRD-041", "CRD-042", "CRD-043", "CMD-021", "CMD-024", "CMD-029", "CMD-033", "CMD-051", "CMD-058", "CMD-060")]
    [Requirement("TYP-008", "TYP-010", "TYP-011", "TYP-012", "LOC-049", "SES-021")]
    public void Object_without_a_required_member_is_refused_and_the_member_named(OcpiVersion version, string name)
    {
        var metadata = Records.Metadata(version, name);
        foreach (var field in Contract.For(version).Objects[name].Fields.Where(field => field.IsRequired))
        {
            var document = JsonNode.Parse(new DocumentGenerator(version, 7).Next(new ObjectType(name)))!.AsObject();
            document.Remove(field.Name);
            var json = document.ToJsonString();

            // What only some versions of a record require, and whether a list has an item, is the validator's to judge.
            if (metadata.Properties.Single(property => property.Name == field.Name).IsRequired)
            {
                var exception = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, metadata));
                Assert.Contains($"'{field.Name}'", exception.Message, StringComparison.Ordinal);
            }

            var findings = ObjectValidator.Validate(new ObjectType(name), version, Encoding.UTF8.GetBytes(json)).Findings;
            Assert.Contains(findings, finding => finding.Path == $"/{field.Name}" && finding.Rule is RuleName.Required or RuleName.Cardinality);
        }
    }
}
