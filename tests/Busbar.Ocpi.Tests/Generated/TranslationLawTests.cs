using System.Text;
using System.Text.Json;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Tests.Translation;
using Busbar.Ocpi.Translation;
using Busbar.Ocpi.Translation.Common;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Contracts;
using Busbar.Ocpi.Wire.Validation;
using Busbar.Testing.Documents;

namespace Busbar.Ocpi.Tests.Generated;

/// <summary>What must hold for every document between two versions.</summary>
public sealed class TranslationLawTests
{
    /// <summary>How many documents of an object are tried: enough to meet every value that it may hold, which <see cref="GeneratorTests"/> counts. A CDR names one connector.</summary>
    internal static int Documents(string name) => name == "CDR" ? 400 : 100;

    /// <summary>What a gateway knows, for a partner that takes 2.1.1 at its word: printable ASCII.</summary>
    private static readonly TranslationContext Context = SampleContext.Full with { Ascii = true };

    /// <summary>Every object that partners exchange, in each pair of neighbours that both have it.</summary>
    public static TheoryData<OcpiVersion, OcpiVersion, string> Neighbours =>
        Pairs((OcpiVersion.V211, OcpiVersion.V22), (OcpiVersion.V22, OcpiVersion.V221), (OcpiVersion.V221, OcpiVersion.V230));

    /// <summary>The same for the longest way.</summary>
    public static TheoryData<OcpiVersion, OcpiVersion, string> Ends => Pairs((OcpiVersion.V211, OcpiVersion.V230));

    [Theory]
    [MemberData(nameof(Neighbours))]
    [MemberData(nameof(Ends))]
    public void What_goes_up_comes_down_as_it_was(OcpiVersion older, OcpiVersion newer, string name)
    {
        var type = new ObjectType(name);
        DocumentLaw.Holds(older, type, Documents(name), given =>
        {
            var up = Translate(type, older, newer, given);
            if (up.IsWithheld && name == "ClientInfo")
            {
                // A hub is no client of a hub in 2.3.0.
                return;
            }

            AssertValid(type, newer, up);
            AssertSame(given, Translator.Restore(type, newer, older, up.Utf8, up.Residue, Context));
        });
    }

    [Theory]
    [MemberData(nameof(Neighbours))]
    [MemberData(nameof(Ends))]
    public void What_goes_down_is_valid_there_or_withheld_and_comes_back_with_what_was_kept(OcpiVersion older, OcpiVersion newer, string name)
    {
        var type = new ObjectType(name);
        DocumentLaw.Holds(newer, type, Documents(name), given =>
        {
            var down = Translate(type, newer, older, given);
            var again = Translate(type, newer, older, given);
            Assert.Equal(down.Losses, again.Losses);
            Assert.Equal(down.Withheld, again.Withheld);
            if (down.IsWithheld)
            {
                return;
            }

            Assert.Equal(Text(down), Text(again));
            AssertValid(type, older, down);
            AssertSame(given, Translator.Restore(type, older, newer, down.Utf8, down.Residue, Context));
        });
    }

    /// <summary>
    /// The reports are complete: where neither way reports a loss, nothing is lost. What the gateway knows by itself needs no report: whose an object
    /// and its token are, how long a partner of 2.1.1 has to answer, which number stands for a reservation there.
    /// </summary>
    [Theory]
    [MemberData(nameof(Neighbours))]
    [MemberData(nameof(Ends))]
    public void What_goes_there_and_back_without_a_loss_is_what_it_was(OcpiVersion older, OcpiVersion newer, string name)
    {
        if (name is "CommandResponse" or "ReserveNow")
        {
            return;
        }

        var type = new ObjectType(name);
        foreach (var (from, to) in ((OcpiVersion, OcpiVersion)[])[(older, newer), (newer, older)])
        {
            DocumentLaw.Holds(from, type, Documents(name), given =>
            {
                var context = Knowing(given);
                var there = Translator.Translate(type, from, to, Encoding.UTF8.GetBytes(given), context);
                if (!there.IsWithheld && there.Losses.Count == 0 && Translator.Translate(type, to, from, there.Utf8, context) is { IsWithheld: false, Losses.Count: 0 } back)
                {
                    Assert.Equal(SameDocument.FormOfOldSpelling(given), SameDocument.FormOfOldSpelling(Text(back)));
                }
            });
        }
    }

    /// <summary>Who the object and its token belong to, as the gateway knows from connections and addresses.</summary>
    private static TranslationContext Knowing(string json)
    {
        using var document = JsonDocument.Parse(json);
        var owner = Party(document.RootElement);
        var token = document.RootElement.TryGetProperty("cdr_token", out var named) || document.RootElement.TryGetProperty("token", out named) ? Party(named) : null;
        return Context with { Owner = owner ?? token ?? Context.Owner, TokenOwner = token ?? owner ?? Context.TokenOwner };

        static PartyId? Party(JsonElement element) =>
            element.ValueKind == JsonValueKind.Object && element.TryGetProperty("country_code", out var country) && element.TryGetProperty("party_id", out var party)
                ? new PartyId(country.GetString()!, party.GetString()!)
                : null;
    }

    private static TheoryData<OcpiVersion, OcpiVersion, string> Pairs(params (OcpiVersion Older, OcpiVersion Newer)[] pairs)
    {
        var data = new TheoryData<OcpiVersion, OcpiVersion, string>();
        foreach (var (older, newer) in pairs)
        {
            foreach (var name in TranslatedObjects.Names.Where(name => Contract.For(older).Objects.ContainsKey(name) && Contract.For(newer).Objects.ContainsKey(name)))
            {
                data.Add(older, newer, name);
            }
        }

        return data;
    }

    private static TranslationResult Translate(ObjectType type, OcpiVersion from, OcpiVersion to, string json) =>
        Translator.Translate(type, from, to, Encoding.UTF8.GetBytes(json), Context);

    private static string Text(TranslationResult result)
    {
        Assert.False(result.IsWithheld, result.Withheld);
        return Encoding.UTF8.GetString(result.Utf8.Span);
    }

    private static void AssertSame(string given, TranslationResult back) => Assert.Equal(SameDocument.Form(given), SameDocument.Form(Text(back)));

    private static void AssertValid(ObjectType type, OcpiVersion version, TranslationResult result)
    {
        Assert.False(result.IsWithheld, result.Withheld);

        // A bill goes out with the connector it was charged at and with its signatures, whether the receiver's version knows them or not (X-CON-04, X-CDR-12).
        var findings = ObjectValidator.Validate(type, version, result.Utf8.Span).Findings
            .Where(finding => finding.Severity > Severity.Info && !finding.Path.StartsWith("/signed_data/", StringComparison.Ordinal) && !IsOfTariffLeftOut(finding, result) && !IsOfCurrentSaidAsPower(finding, result))
            .Where(finding => !finding.Path.EndsWith("/connector_standard", StringComparison.Ordinal) && !finding.Path.EndsWith("/standard", StringComparison.Ordinal))
            .ToList();
        Assert.True(findings.Count == 0, $"{string.Join("; ", findings)}\n{Text(result)}");
    }

    /// <summary>Limits of the current become limits of the power (X-TAR-15): an element that no moment met because of both says so by one of them then.</summary>
    private static bool IsOfCurrentSaidAsPower(Finding finding, TranslationResult result) =>
        finding.Rule == RuleName.Order && finding.Path.EndsWith("_power", StringComparison.Ordinal) && result.Losses.Any(loss => loss.Rule == "X-TAR-15");

    /// <summary>A tariff that would say another price is left out of its CDR; the periods still name it.</summary>
    private static bool IsOfTariffLeftOut(Finding finding, TranslationResult result) =>
        finding is { Path: "/charging_periods", Rule: RuleName.Reference } && result.Losses.Any(loss => loss.Kind == LossKind.Dropped && loss.Path.StartsWith("/tariffs", StringComparison.Ordinal));
}
