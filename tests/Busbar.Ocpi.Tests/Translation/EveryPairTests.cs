using System.Text;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation;
using Busbar.Ocpi.Translation.Common;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Contracts;
using Busbar.Ocpi.Wire.Validation;
using static Busbar.Ocpi.Tests.Translation.Translations;

namespace Busbar.Ocpi.Tests.Translation;

/// <summary>What must hold between every two versions, tried on many documents that were made from the contract tables.</summary>
public sealed class EveryPairTests
{
    private const int Documents = 60;

    private static readonly string[] StructuralRules =
        [RuleName.Required, RuleName.Cardinality, RuleName.Type, RuleName.NumberAsText, RuleName.Length, RuleName.Enum, RuleName.Malformed, RuleName.DateTime];

    private static readonly string[] Types =
    [
        "Location", "EVSE", "Connector", "Tariff", "Token", "LocationReferences", "AuthorizationInfo", "Session", "ChargingPreferences", "CDR", "Credentials",
        "StartSession", "ReserveNow", "StopSession", "CancelReservation", "UnlockConnector", "CommandResponse", "CommandResult", "ClientInfo", "ChargingProfile",
        "ActiveChargingProfile", "ChargingProfileResponse", "Terminal", "BookingLocation",
    ];

    public static TheoryData<string, OcpiVersion, OcpiVersion> Pairs => PairsWhere((_, _) => true);

    public static TheoryData<string, OcpiVersion, OcpiVersion> Downwards => PairsWhere((from, to) => from > to);

    [Theory]
    [MemberData(nameof(Pairs))]
    public void What_comes_out_is_valid_and_comes_back_with_what_was_kept(string name, OcpiVersion from, OcpiVersion to)
    {
        var type = new ObjectType(name);
        var translated = 0;
        for (var seed = 0; seed < Documents; seed++)
        {
            var given = Given(type, from, seed);
            var result = Translator.Translate(type, from, to, Encoding.UTF8.GetBytes(given), SampleContext.Full);
            if (result.IsWithheld)
            {
                Assert.False(Has(to, name) && from < to && name != "ClientInfo", $"{result.Withheld}\n{given}");
                continue;
            }

            translated++;
            AssertStructure(type, to, result.Text(), given);
            Assert.Equal(result.Text(), Translator.Translate(type, from, to, Encoding.UTF8.GetBytes(given), SampleContext.Full).Text());

            var back = Translator.Restore(type, to, from, result.Utf8, result.Residue, SampleContext.Full);
            Assert.Equal(Canonical(given), Canonical(back.Text()));
            Assert.Equal(Canonical(given), Canonical(Translator.Restore(type, to, from, Encoding.UTF8.GetBytes(Respelled(result.Text())), result.Residue, SampleContext.Full).Text()));
        }

        Assert.True(translated > Documents / 8 || !Has(to, name) || (type == ObjectType.Tariff && to == OcpiVersion.V211), $"Only {translated} of {Documents} documents had a form in {to.Number()}.");
    }

    [Theory]
    [MemberData(nameof(Downwards))]
    public void Losing_twice_loses_nothing_more(string name, OcpiVersion from, OcpiVersion to)
    {
        var type = new ObjectType(name);
        for (var seed = 0; seed < Documents; seed++)
        {
            var once = Translator.Translate(type, from, to, Encoding.UTF8.GetBytes(Given(type, from, seed)), SampleContext.Full);
            if (once.IsWithheld || Translator.Translate(type, to, from, once.Utf8, SampleContext.Full) is not { IsWithheld: false } back)
            {
                continue;
            }

            var again = Translator.Translate(type, from, to, back.Utf8, SampleContext.Full);
            Assert.Equal(Known(once), Known(again));
        }
    }

    /// <summary>That a location's kind of parking is another one than 2.1.1 knows, says as much as that it is not known (X-LOC-03).</summary>
    private static string Known(TranslationResult result) => Canonical(result.Text()).Replace("type:\"OTHER\"}", "type:\"UNKNOWN\"}", StringComparison.Ordinal);

    private static TheoryData<string, OcpiVersion, OcpiVersion> PairsWhere(Func<OcpiVersion, OcpiVersion, bool> wanted)
    {
        var pairs = new TheoryData<string, OcpiVersion, OcpiVersion>();
        foreach (var type in Types)
        {
            foreach (var from in OcpiVersions.All)
            {
                foreach (var to in OcpiVersions.All.Where(to => to != from && wanted(from, to) && Has(from, type)))
                {
                    pairs.Add(type, from, to);
                }
            }
        }

        return pairs;
    }

    internal static string Given(ObjectType type, OcpiVersion version, int seed) =>
        new RandomDocuments(version, seed).Next(version == OcpiVersion.V211 && type == ObjectType.CommandResult ? ObjectType.CommandResponse : type);

    private static bool Has(OcpiVersion version, string type) => (version == OcpiVersion.V211 && type == "CommandResult") || Contract.For(version).Objects.ContainsKey(type);

    /// <summary>The same document with other spaces: what was kept must still be found.</summary>
    private static string Respelled(string json) => System.Text.Json.Nodes.JsonNode.Parse(json)!.ToJsonString(new System.Text.Json.JsonSerializerOptions { WriteIndented = true });

    internal static void AssertStructure(ObjectType type, OcpiVersion version, string json, string given, bool patch = false)
    {
        var known = version == OcpiVersion.V211 && type == ObjectType.CommandResult ? ObjectType.CommandResponse : type;
        var utf8 = Encoding.UTF8.GetBytes(json);
        var faults = (patch ? ObjectValidator.ValidatePatch(known, version, utf8) : ObjectValidator.Validate(known, version, utf8)).Findings
            .Where(finding => finding.Severity > Severity.Info && StructuralRules.Contains(finding.Rule))
            // A bill is not held back for a connector that the version does not know, and signatures are not cut (X-CON-04, X-CDR-12).
            .Where(finding => !finding.Path.EndsWith("/connector_standard", StringComparison.Ordinal) && !finding.Path.EndsWith("/standard", StringComparison.Ordinal))
            .Where(finding => version != OcpiVersion.V22 || !finding.Path.StartsWith("/signed_data/", StringComparison.Ordinal))
            .ToList();
        Assert.True(faults.Count == 0, $"{type} in {version.Number()}: {string.Join("; ", faults)}\n{json}\n{given}");
    }
}
