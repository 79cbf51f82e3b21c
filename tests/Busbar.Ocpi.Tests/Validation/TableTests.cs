using System.Text.Json.Nodes;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Tests.Contracts;
using Busbar.Ocpi.Wire.Contracts;
using Busbar.Ocpi.Wire.Validation;
using Busbar.Testing;

namespace Busbar.Ocpi.Tests.Validation;

/// <summary>Every property of every table, one by one.</summary>
public sealed class TableTests
{
    public static TheoryData<OcpiVersion, string> Objects
    {
        get
        {
            var data = new TheoryData<OcpiVersion, string>();
            foreach (var version in OcpiVersions.All)
            {
                foreach (var name in Contract.For(version).Objects.Keys.Order(StringComparer.Ordinal))
                {
                    data.Add(version, name);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Objects))]
    public void Valid_documents_conform(OcpiVersion version, string type)
    {
        Expect.Conformant(version, type, SampleDocuments.Minimal(version, type));
        Expect.Conformant(version, type, SampleDocuments.Full(version, type));
    }

    [Theory]
    [MemberData(nameof(Objects))]
    [Requirement("TRM-003", "TRM-006", "TRM-007", "TRM-008", "TRN-051")]
    public void Cardinality_of_every_property_holds(OcpiVersion version, string type)
    {
        foreach (var field in Contract.For(version).Objects[type].Fields)
        {
            var absent = SampleDocuments.Full(version, type);
            absent.Remove(field.Name);
            var isNull = SampleDocuments.Full(version, type);
            isNull[field.Name] = null;
            var pathOfField = "/" + field.Name;
            if (!field.IsRequired)
            {
                AssertNothingAt(version, type, absent, pathOfField);
                AssertNothingAt(version, type, isNull, pathOfField);
            }
            else
            {
                Expect.Finding(version, type, absent, pathOfField, RuleName.Required);
                Expect.Finding(version, type, isNull, pathOfField, field.IsList ? RuleName.Cardinality : RuleName.Required);
            }

            if (field.IsList)
            {
                var empty = SampleDocuments.Full(version, type);
                empty[field.Name] = new JsonArray();
                if (field.IsRequired)
                {
                    Expect.Finding(version, type, empty, pathOfField, RuleName.Cardinality);
                }
                else
                {
                    AssertNothingAt(version, type, empty, pathOfField);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Objects))]
    [Requirement("TYP-019", "LOC-083")]
    public void Length_of_every_text_holds(OcpiVersion version, string type)
    {
        foreach (var field in Contract.For(version).Objects[type].Fields.Where(field => field is { MaxLength: not null, Format: ValueFormat.None, Kind: FieldKind.Text or FieldKind.CiText }))
        {
            // The id of a CDR has two limits; the rule of credit CDRs has its own test.
            if ((type, field.Name) == ("CDR", "id"))
            {
                continue;
            }

            AssertNothingAt(version, type, With(version, type, field, new string('a', field.MaxLength!.Value)), Path(field));
            var finding = Expect.Finding(version, type, With(version, type, field, new string('a', field.MaxLength!.Value + 1)), Path(field), RuleName.Length);
            Assert.Equal(Severity.Warning, finding.Severity);
            finding = Expect.Finding(version, type, With(version, type, field, new string('a', (field.MaxLength!.Value * 4) + 1)), Path(field), RuleName.Length);
            Assert.Equal(Severity.Error, finding.Severity);
        }
    }

    [Theory]
    [MemberData(nameof(Objects))]
    [Requirement("TYP-021", "TYP-009")]
    public void Json_type_of_every_property_holds(OcpiVersion version, string type)
    {
        foreach (var field in Contract.For(version).Objects[type].Fields)
        {
            JsonNode wrong = field.Kind == FieldKind.Object ? JsonValue.Create("text") : new JsonObject();
            Assert.Equal(Severity.Error, Expect.Finding(version, type, With(version, type, field, wrong), Path(field), RuleName.Type).Severity);
            if (field.IsList)
            {
                var single = SampleDocuments.Full(version, type);
                single[field.Name] = SampleDocuments.Value(field, full: true);
                Assert.Equal(Severity.Error, Expect.Finding(version, type, single, "/" + field.Name, RuleName.Type).Severity);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Objects))]
    [Requirement("TYP-018")]
    public void Enumeration_of_every_property_holds(OcpiVersion version, string type)
    {
        foreach (var field in Contract.For(version).Objects[type].Fields.Where(field => field.Kind == FieldKind.Enumeration))
        {
            foreach (var value in field.Enum!.Values)
            {
                Assert.DoesNotContain(Expect.Findings(version, type, With(version, type, field, value)), finding => finding.Rule == RuleName.Enum);
            }

            var severity = field.Enum.IsOpen ? Severity.Info : Severity.Warning;
            Assert.Equal(severity, Expect.Finding(version, type, With(version, type, field, "SOMETHING_NEW"), Path(field), RuleName.Enum).Severity);
            if (field.Enum.Values.Select(value => value.ToLowerInvariant()).FirstOrDefault(value => !field.Enum.Values.Contains(value)) is { } lower)
            {
                Expect.Finding(version, type, With(version, type, field, lower), Path(field), RuleName.Enum);
            }
        }
    }

    private static JsonObject With(OcpiVersion version, string type, FieldContract field, JsonNode? value)
    {
        var document = SampleDocuments.Full(version, type);
        document[field.Name] = field.IsList ? new JsonArray(value) : value;
        return document;
    }

    private static string Path(FieldContract field) => field.IsList ? $"/{field.Name}/0" : "/" + field.Name;

    private static void AssertNothingAt(OcpiVersion version, string type, JsonObject document, string path) =>
        Assert.DoesNotContain(
            Expect.Findings(version, type, document),
            finding => finding.Path == path && finding.Rule is RuleName.Required or RuleName.Cardinality or RuleName.Length or RuleName.Type);
}
