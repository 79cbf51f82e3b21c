using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Validation;

namespace Busbar.Ocpi.Tests.RealDocuments;

public sealed class RealDocumentTests
{
    [Fact]
    public void Validator_finds_the_known_faults_and_no_others()
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var document in RealDocument.All(RealFolder.Require()))
        {
            found.UnionWith(document.Findings.Where(finding => finding.Severity > Severity.Info)
                .Select(finding => ExpectedFaults.KeyOf(document.File, document.Pointer + finding.Path, finding.Rule)));
        }

        Assert.Equal(ExpectedFaults.Read().Order(StringComparer.Ordinal), found);
    }

    [Fact]
    public void Valid_documents_translate_to_documents_that_conform()
    {
        var count = 0;
        foreach (var document in RealDocument.All(RealFolder.Require()).Where(IsTranslated))
        {
            var other = document.Version == OcpiVersion.V221 ? OcpiVersion.V230 : OcpiVersion.V221;
            var result = document.IsPatch
                ? Translator.TranslatePatch(document.Type, document.Version, other, document.Utf8)
                : Translator.Translate(document.Type, document.Version, other, document.Utf8);
            var place = $"{document.File}{document.Pointer}";
            Assert.False(result.IsWithheld, $"{place}: {result.Withheld}");
            var findings = (document.IsPatch
                ? ObjectValidator.ValidatePatch(document.Type, other, result.Utf8.Span)
                : ObjectValidator.Validate(document.Type, other, result.Utf8.Span)).Findings;
            var worst = findings.Where(finding => finding.Severity > Severity.Info).ToList();
            Assert.True(worst.Count == 0, $"{place}: {string.Join("; ", worst)}");
            count++;
        }

        Assert.True(count > 60, $"Only {count} documents were translated.");
    }

    private static bool IsTranslated(RealDocument document) =>
        document.Version is OcpiVersion.V221 or OcpiVersion.V230
        && (document.Type == ObjectType.Location || document.Type == ObjectType.Evse || document.Type == ObjectType.Connector
            || document.Type == ObjectType.Tariff || document.Type == ObjectType.Token || document.Type == ObjectType.Session
            || document.Type == ObjectType.Cdr || document.Type == ObjectType.Credentials)
        && document.Findings.All(finding => finding.Severity == Severity.Info);
}
