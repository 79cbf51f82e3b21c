using System.Text;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Tests.Generated;
using Busbar.Ocpi.Tests.Translation;
using Busbar.Ocpi.Translation;
using Busbar.Ocpi.Translation.Common;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Validation;

namespace Busbar.Ocpi.Tests.RealDocuments;

public sealed class RealDocumentTests
{
    private static readonly TranslationContext Context = SampleContext.Full with { Ascii = true };

    [Fact]
    public void Validator_finds_the_known_faults_and_no_others()
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var document in RealDocument.All(RealFolder.Require()))
        {
            found.UnionWith(document.Findings.Where(finding => finding.Severity > Severity.Info)
                .Select(finding => ExpectedFaults.KeyOf(document.File, document.Pointer + finding.Path, finding.Rule)));
        }

        var expected = ExpectedFaults.Read();
        Assert.True(found.SetEquals(expected), $"New:\n{string.Join('\n', found.Except(expected))}\nNot found any more:\n{string.Join('\n', expected.Except(found))}");
    }

    [Theory]
    [InlineData(OcpiVersion.V211)]
    [InlineData(OcpiVersion.V22)]
    [InlineData(OcpiVersion.V221)]
    [InlineData(OcpiVersion.V230)]
    public void Valid_documents_translate_to_documents_that_conform_and_back(OcpiVersion other)
    {
        var count = 0;
        var faults = new List<string>();
        foreach (var document in RealDocument.All(RealFolder.Require()).Where(document => document.Version != other && IsTranslated(document)))
        {
            var result = document.IsPatch
                ? Translator.TranslatePatch(document.Type, document.Version, other, document.Utf8, Context)
                : Translator.Translate(document.Type, document.Version, other, document.Utf8, Context);
            var place = $"{document.File}{document.Pointer}";
            if (result.IsWithheld)
            {
                faults.AddRange(other == OcpiVersion.V211 && ExpectedWithheld.Is(document.File, result.Withheld!) ? [] : [$"{place}: {result.Withheld}"]);
                continue;
            }

            var findings = (document.IsPatch
                ? ObjectValidator.ValidatePatch(document.Type, other, result.Utf8.Span)
                : ObjectValidator.Validate(document.Type, other, result.Utf8.Span)).Findings;
            faults.AddRange(findings.Where(finding => finding.Severity > Severity.Info).Select(finding => $"{place}: {finding}"));
            if (!document.IsPatch)
            {
                var back = Translator.Restore(document.Type, other, document.Version, result.Utf8, result.Residue, Context);
                Assert.Equal(SameDocument.Form(Encoding.UTF8.GetString(document.Utf8.Span)), SameDocument.Form(back.Text()));
            }

            count++;
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.True(count > 60, $"Only {count} documents were translated.");
    }

    /// <summary>A change of 2.1.1 need not say when it was made, and then has no form of its own elsewhere: the object as a whole is compared.</summary>
    private static bool IsTranslated(RealDocument document) =>
        !(document.IsPatch && document.Version == OcpiVersion.V211)
        && (document.Type == ObjectType.Location || document.Type == ObjectType.Evse || document.Type == ObjectType.Connector
            || document.Type == ObjectType.Tariff || document.Type == ObjectType.Token || document.Type == ObjectType.Session
            || document.Type == ObjectType.Cdr || document.Type == ObjectType.Credentials)
        && document.Findings.All(finding => finding.Severity == Severity.Info);
}
