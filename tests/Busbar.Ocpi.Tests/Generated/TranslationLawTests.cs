using System.Text;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation;
using Busbar.Ocpi.Translation.Common;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Contracts;
using Busbar.Ocpi.Wire.Validation;
using Busbar.Testing.Documents;

namespace Busbar.Ocpi.Tests.Generated;

/// <summary>What must hold for every document between neighbouring versions.</summary>
public sealed class TranslationLawTests
{
    private const int Documents = 150;

    private static readonly (OcpiVersion Older, OcpiVersion Newer)[] Neighbours = [(OcpiVersion.V221, OcpiVersion.V230)];

    /// <summary>Every object that stands alone in a request or an answer, in each pair of neighbours that both have it.</summary>
    public static TheoryData<OcpiVersion, OcpiVersion, string> Pairs
    {
        get
        {
            var data = new TheoryData<OcpiVersion, OcpiVersion, string>();
            foreach (var (older, newer) in Neighbours)
            {
                foreach (var name in TranslatedObjects.Names.Where(name => Contract.For(older).Objects.ContainsKey(name) && Contract.For(newer).Objects.ContainsKey(name)))
                {
                    data.Add(older, newer, name);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void What_goes_up_comes_down_as_it_was(OcpiVersion older, OcpiVersion newer, string name)
    {
        var type = new ObjectType(name);
        DocumentLaw.Holds(older, type, Documents, given =>
        {
            var up = Translate(type, older, newer, given);
            AssertValid(type, newer, up);
            var down = Translate(type, newer, older, Text(up));
            Assert.Equal(SameDocument.Form(given), SameDocument.Form(Text(down)));
            Assert.Empty(down.Losses);
        });
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void What_goes_down_is_valid_there_or_withheld(OcpiVersion older, OcpiVersion newer, string name)
    {
        var type = new ObjectType(name);
        var translated = 0;
        DocumentLaw.Holds(newer, type, Documents, given =>
        {
            var down = Translate(type, newer, older, given);
            var again = Translate(type, newer, older, given);
            Assert.Equal(down.Losses, again.Losses);
            if (down.IsWithheld)
            {
                Assert.Equal(down.Withheld, again.Withheld);
                return;
            }

            translated++;
            Assert.Equal(Text(down), Text(again));
            AssertValid(type, older, down);
        });
        Assert.True(translated > Documents / 4, $"Only {translated} documents of {Documents} had a form in {older.Number()}.");
    }

    private static TranslationResult Translate(ObjectType type, OcpiVersion from, OcpiVersion to, string json) => Translator.Translate(type, from, to, Encoding.UTF8.GetBytes(json));

    private static string Text(TranslationResult result)
    {
        Assert.False(result.IsWithheld, result.Withheld);
        return Encoding.UTF8.GetString(result.Utf8.Span);
    }

    private static void AssertValid(ObjectType type, OcpiVersion version, TranslationResult result)
    {
        Assert.False(result.IsWithheld, result.Withheld);
        // A CDR goes out with the connector it was charged at, whether the receiver's version knows it or not (X-CON-04).
        var findings = ObjectValidator.Validate(type, version, result.Utf8.Span).Findings
            .Where(finding => finding.Severity > Severity.Info && finding.Path != "/cdr_location/connector_standard" && !IsOfTariffLeftOut(finding, result)).ToList();
        Assert.True(findings.Count == 0, $"{string.Join("; ", findings)}\n{Text(result)}");
    }

    /// <summary>A tariff that would say another price is left out of its CDR (TAR-1.17); the periods still name it.</summary>
    private static bool IsOfTariffLeftOut(Finding finding, TranslationResult result) =>
        finding is { Path: "/charging_periods", Rule: RuleName.Reference } && result.Losses.Any(loss => loss.Kind == LossKind.Dropped && loss.Path.StartsWith("/tariffs/", StringComparison.Ordinal));
}
