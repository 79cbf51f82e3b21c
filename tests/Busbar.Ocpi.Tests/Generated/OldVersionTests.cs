using System.Text;
using System.Text.Json.Nodes;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Tests.Translation;
using Busbar.Ocpi.Translation;
using Busbar.Ocpi.Translation.Common;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Validation;
using Busbar.Testing;
using Busbar.Testing.Documents;

namespace Busbar.Ocpi.Tests.Generated;

/// <summary>What 2.1.1 asks of objects beyond their tables, on everything that is sent to a partner of it.</summary>
public sealed class OldVersionTests
{
    private const int Documents = 120;

    [Fact]
    [Requirement("LOC-085")]
    public void Location_for_211_always_has_a_type_and_says_when_it_is_unknown() => Translated(ObjectType.Location, (given, sent) =>
    {
        Assert.NotNull(sent["type"]);
        if (given["parking_type"] is null)
        {
            Assert.Equal("UNKNOWN", sent["type"]!.GetValue<string>());
        }
    });

    [Fact]
    [Requirement("CDR-048", "CDR-100")]
    public void Cdr_for_211_holds_the_location_with_the_one_connector_used_and_the_contract_as_auth_id() => Translated(ObjectType.Cdr, (given, sent) =>
    {
        var evse = Assert.Single(sent["location"]!["evses"]!.AsArray())!;
        var connector = Assert.Single(evse["connectors"]!.AsArray())!;
        Assert.Equal(given["cdr_location"]!["id"]!.GetValue<string>(), sent["location"]!["id"]!.GetValue<string>());
        Assert.Equal(given["cdr_location"]!["evse_uid"]!.GetValue<string>(), evse["uid"]!.GetValue<string>());
        Assert.Equal(given["cdr_location"]!["connector_id"]!.GetValue<string>(), connector["id"]!.GetValue<string>());
        Assert.Equal(given["cdr_token"]!["contract_id"]!.GetValue<string>(), sent["auth_id"]!.GetValue<string>());
    });

    [Fact]
    [Requirement("SES-060")]
    public void Session_for_211_holds_the_location_with_the_one_connector_in_use()
    {
        var context = SampleContext.Full with { Related = new TwoEvses() };
        Translated(ObjectType.Session, context, (given, sent) =>
        {
            var evse = Assert.Single(sent["location"]!["evses"]!.AsArray())!;
            Assert.Equal("E2", evse["uid"]!.GetValue<string>());
            Assert.Equal("2", Assert.Single(evse["connectors"]!.AsArray())!["id"]!.GetValue<string>());
        });
    }

    [Fact]
    [Requirement("CDR-014")]
    public void Credit_cdr_never_goes_to_211()
    {
        var withheld = 0;
        for (var seed = 0; seed < Documents * 3; seed++)
        {
            var given = new DocumentGenerator(OcpiVersion.V22, seed).NextObject(ObjectType.Cdr);
            if (given["credit"]?.GetValue<bool>() == true)
            {
                var result = Translator.Translate(ObjectType.Cdr, OcpiVersion.V22, OcpiVersion.V211, Encoding.UTF8.GetBytes(given.ToJsonString()), SampleContext.Full);
                Assert.True(result.IsWithheld);
                withheld++;
            }
        }

        Assert.True(withheld > 10);
    }

    [Theory]
    [InlineData("Location", "id", 39)]
    [InlineData("EVSE", "uid", 39)]
    [InlineData("Connector", "id", 36)]
    [Requirement("LOC-032")]
    public void Id_of_211_that_is_too_long_for_its_path_is_found(string name, string field, int longest)
    {
        var document = new DocumentGenerator(OcpiVersion.V211, 1).NextObject(new ObjectType(name));
        document[field] = new string('x', longest);
        Assert.DoesNotContain(Findings(), finding => finding.Rule == RuleName.Length);
        document[field] = new string('x', longest + 1);
        Assert.Contains(Findings(), finding => finding.Rule == RuleName.Length && finding.Path == $"/{field}");

        IReadOnlyList<Finding> Findings() => ObjectValidator.Validate(new ObjectType(name), OcpiVersion.V211, Encoding.UTF8.GetBytes(document.ToJsonString())).Findings;
    }

    private static void Translated(ObjectType type, Action<JsonObject, JsonObject> check) => Translated(type, SampleContext.Full, check);

    /// <summary>Checks what a partner of 2.1.1 is sent, of objects of every newer version.</summary>
    private static void Translated(ObjectType type, TranslationContext context, Action<JsonObject, JsonObject> check)
    {
        foreach (var version in OcpiVersions.All.Where(version => version > OcpiVersion.V211))
        {
            var sent = 0;
            for (var seed = 0; seed < Documents; seed++)
            {
                var given = new DocumentGenerator(version, seed).NextObject(type);
                if (type == ObjectType.Session)
                {
                    given["evse_uid"] = "E2";
                    given["connector_id"] = "2";
                }

                var result = Translator.Translate(type, version, OcpiVersion.V211, Encoding.UTF8.GetBytes(given.ToJsonString()), context);
                if (!result.IsWithheld)
                {
                    check(given, JsonNode.Parse(result.Utf8.Span)!.AsObject());
                    sent++;
                }
            }

            Assert.True(sent > 10, $"Only {sent} documents of {version.Number()} had a form in 2.1.1.");
        }
    }

    private sealed class TwoEvses : IRelatedObjects
    {
        public RelatedObject? Location(string id)
        {
            var location = new DocumentGenerator(OcpiVersion.V22, 0).NextObject(ObjectType.Location);
            location["id"] = id;
            location["evses"] = new JsonArray(Evse("E1"), Evse("E2"));
            return new(OcpiVersion.V22, Encoding.UTF8.GetBytes(location.ToJsonString()));
        }

        public RelatedObject? Tariff(string id) => null;

        public RelatedObject? Token(string contractOrUid) => null;

        public string? OriginalId(string surrogate) => null;

        private static JsonObject Evse(string uid)
        {
            var evse = new DocumentGenerator(OcpiVersion.V22, 0).NextObject(ObjectType.Evse);
            evse["uid"] = uid;
            evse["connectors"] = new JsonArray(Connector("1"), Connector("2"));
            return evse;
        }

        private static JsonObject Connector(string id)
        {
            var connector = new DocumentGenerator(OcpiVersion.V22, 0).NextObject(ObjectType.Connector);
            connector["id"] = id;
            return connector;
        }
    }
}
