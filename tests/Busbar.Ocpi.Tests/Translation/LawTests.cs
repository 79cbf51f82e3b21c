using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Validation;
using Busbar.Testing;
using static Busbar.Ocpi.Tests.Translation.Translations;

namespace Busbar.Ocpi.Tests.Translation;

/// <summary>What must hold for every document, tried on many that were made from the contract tables.</summary>
public sealed class LawTests
{
    private const int Documents = 150;

    private static readonly string[] StructuralRules =
        [RuleName.Required, RuleName.Cardinality, RuleName.Type, RuleName.NumberAsText, RuleName.Length, RuleName.Enum, RuleName.Malformed, RuleName.DateTime];

    public static TheoryData<string> Types => new(
        "Location", "EVSE", "Connector", "Tariff", "Token", "LocationReferences", "AuthorizationInfo", "Session", "ChargingPreferences", "CDR",
        "StartSession", "ReserveNow", "StopSession", "CancelReservation", "UnlockConnector", "CommandResponse", "CommandResult", "SetChargingProfile", "ChargingProfile", "ActiveChargingProfile",
        "ChargingProfileResponse", "ChargingProfileResult", "ActiveChargingProfileResult", "ClearProfileResult");

    [Theory]
    [MemberData(nameof(Types))]
    [Requirement("EXT-008", "TYP-019", "TAR-043")]
    public void A_document_of_221_comes_back_from_230_as_it_was(string name)
    {
        var type = new ObjectType(name);
        for (var seed = 0; seed < Documents; seed++)
        {
            var given = new RandomDocuments(OcpiVersion.V221, seed).Next(type);
            AssertStructure(type, OcpiVersion.V221, given);

            var up = Up(type, given);
            AssertStructure(type, OcpiVersion.V230, up.Text());
            Assert.All(up.Losses, loss => Assert.Equal("X-TYP-5", loss.Rule));

            var back = Down(type, up.Text());
            Assert.Equal(Canonical(given), Canonical(back.Text()));
            Assert.Empty(back.Losses);
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void A_document_of_230_is_valid_in_221_or_withheld_and_loses_nothing_more_the_second_time(string name)
    {
        var type = new ObjectType(name);
        var translated = 0;
        for (var seed = 0; seed < Documents; seed++)
        {
            var given = new RandomDocuments(OcpiVersion.V230, seed).Next(type);
            AssertStructure(type, OcpiVersion.V230, given);

            var down = Down(type, given);
            Assert.Equal(down.Losses, Down(type, given).Losses);
            if (down.IsWithheld)
            {
                continue;
            }

            translated++;
            AssertStructure(type, OcpiVersion.V221, down.Text());
            Assert.Equal(down.Text(), Down(type, given).Text());
            Assert.All(down.Losses, loss => AssertPointsIntoSource(loss.Path, loss.Kind, given));

            var again = Down(type, Up(type, down.Text()).Text());
            Assert.Equal(Canonical(down.Text()), Canonical(again.Text()));
            Assert.Empty(again.Losses);
        }

        Assert.True(translated > Documents / 4, $"Only {translated} of {Documents} documents had a form in 2.2.1.");
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void A_document_that_is_the_same_afterwards_has_the_same_bytes(string name)
    {
        var type = new ObjectType(name);
        for (var seed = 0; seed < Documents; seed++)
        {
            ReadOnlyMemory<byte> given = Encoding.UTF8.GetBytes(new RandomDocuments(OcpiVersion.V230, seed).Next(type));

            var down = Translator.Translate(type, OcpiVersion.V230, OcpiVersion.V221, given);

            if (!down.IsWithheld && down.Losses.Count == 0 && down.Utf8.Length == given.Length)
            {
                Assert.Equal(given.ToArray(), down.Utf8.ToArray());
            }
        }
    }

    [Theory]
    [InlineData("Location")]
    [InlineData("EVSE")]
    [InlineData("Connector")]
    [InlineData("Session")]
    [InlineData("Token")]
    public void A_patch_is_valid_on_the_other_side_or_withheld_and_changes_nothing_else(string name)
    {
        var type = new ObjectType(name);
        for (var seed = 0; seed < Documents; seed++)
        {
            var given = Part(new RandomDocuments(OcpiVersion.V230, seed).Next(type), seed);
            var down = PatchDown(type, given);
            if (!down.IsWithheld)
            {
                AssertStructure(type, OcpiVersion.V221, down.Text(), patch: true);
                AssertSubset(Names(down.Text()), Names(given));
            }

            var upward = Part(new RandomDocuments(OcpiVersion.V221, seed).Next(type), seed);
            var up = PatchUp(type, upward);
            AssertStructure(type, OcpiVersion.V230, up.Text(), patch: true);
            Assert.Equal(Names(upward), Names(up.Text()));
            Assert.Equal(Canonical(upward), Canonical(PatchDown(type, up.Text()).Text()));
        }
    }

    /// <summary>Some members of an object, always with the time of change.</summary>
    private static string Part(string json, int seed)
    {
        var random = new Random(seed);
        var document = JsonNode.Parse(json)!.AsObject();
        foreach (var name in document.Select(member => member.Key).Where(name => name != "last_updated" && random.Next(3) > 0).ToList())
        {
            document.Remove(name);
        }

        return document.ToJsonString();
    }

    private static List<string> Names(string json) => [.. JsonNode.Parse(json)!.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal)];

    private static void AssertSubset(List<string> part, List<string> whole) => Assert.Empty(part.Except(whole));

    private static void AssertStructure(ObjectType type, OcpiVersion version, string json, bool patch = false)
    {
        var utf8 = Encoding.UTF8.GetBytes(json);
        var faults = (patch ? ObjectValidator.ValidatePatch(type, version, utf8) : ObjectValidator.Validate(type, version, utf8)).Findings
            .Where(finding => finding.Severity > Severity.Info && StructuralRules.Contains(finding.Rule))
            // A CDR goes out with the connector it was charged at, whether the receiver's version knows it or not (X-CON-04).
            .Where(finding => finding.Path != "/cdr_location/connector_standard")
            .ToList();
        Assert.True(faults.Count == 0, $"{type} in {version.Number()}: {string.Join("; ", faults)}\n{json}");
    }

    /// <summary>What was dropped or approximated stood in the given document at that place.</summary>
    private static void AssertPointsIntoSource(string pointer, Busbar.Ocpi.Translation.Common.LossKind kind, string given)
    {
        using var document = JsonDocument.Parse(given);
        var element = document.RootElement;
        foreach (var step in pointer.Split('/').Skip(1))
        {
            element = element.ValueKind == JsonValueKind.Array ? element[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)] : element.GetProperty(step);
        }

        Assert.NotEqual(JsonValueKind.Undefined, element.ValueKind);
        Assert.True(Enum.IsDefined(kind));
    }
}
