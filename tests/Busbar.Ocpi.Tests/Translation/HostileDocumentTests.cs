using System.Text;
using System.Text.Json.Nodes;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation;
using Busbar.Ocpi.Wire.Common;

namespace Busbar.Ocpi.Tests.Translation;

/// <summary>Documents that conform to nothing: translations say what they can and never throw.</summary>
public sealed class HostileDocumentTests
{
    private static readonly string[] Values =
    [
        "null", "true", "0", "-1e999", "1e-400", "79228162514264337593543950335", "\"\"", "\"\\uD800\"", "\"\\u0000~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~\"", "[]", "{}", "[null]",
        "[[{}]]", "[{}]", "{\"\":{}}", "\"2025-13-01T00:00:00Z\"", "\"9999-12-31T23:59:59.9999999-14:00\"", "\"é\"", "[{\"uid\":\"a\"},{\"uid\":\"A\"}]", "{\"\\u00e9\":1}",
    ];

    [Theory]
    [MemberData(nameof(EveryPairTests.Pairs), MemberType = typeof(EveryPairTests))]
    public void Any_value_in_any_place_is_translated_or_withheld(string name, OcpiVersion from, OcpiVersion to)
    {
        var type = new ObjectType(name);
        for (var seed = 0; seed < 40; seed++)
        {
            var given = Encoding.UTF8.GetBytes(Damaged(EveryPairTests.Given(type, from, seed), new Random(seed)));

            var result = Translator.Translate(type, from, to, given, SampleContext.Full);
            Translator.TranslatePatch(type, from, to, given, SampleContext.Full);
            if (result.IsWithheld)
            {
                continue;
            }

            var restored = Translator.Restore(type, to, from, result.Utf8, result.Residue, SampleContext.Full);
            if (given.AsSpan().IndexOf("\\uD800"u8) >= 0)
            {
                // Nobody can compare such text; it must do no harm.
                continue;
            }

            Assert.Equal(Translations.Canonical(Encoding.UTF8.GetString(given)), Translations.Canonical(restored.Text()));
        }
    }

    [Theory]
    [InlineData("Location")]
    [InlineData("EVSE")]
    [InlineData("Connector")]
    [InlineData("Session")]
    [InlineData("Token")]
    public void Part_of_a_document_is_valid_in_every_version_or_withheld(string name)
    {
        var type = new ObjectType(name);
        foreach (var from in OcpiVersions.All)
        {
            foreach (var to in OcpiVersions.All.Where(to => to != from))
            {
                for (var seed = 0; seed < 60; seed++)
                {
                    var given = Part(EveryPairTests.Given(type, from, seed), new Random(seed));
                    var result = Translator.TranslatePatch(type, from, to, Encoding.UTF8.GetBytes(given), SampleContext.Full);
                    if (!result.IsWithheld)
                    {
                        EveryPairTests.AssertStructure(type, to, result.Text(), given, patch: true);
                    }
                }
            }
        }
    }

    private static string Damaged(string json, Random random)
    {
        var document = JsonNode.Parse(json)!.AsObject();
        for (var count = random.Next(1, 4); count > 0; count--)
        {
            JsonNode place = document;
            while (random.Next(3) > 0 && Children(place) is { Count: > 0 } children)
            {
                place = children[random.Next(children.Count)];
            }

            switch (place)
            {
                case JsonObject { Count: > 0 } value:
                    var names = value.Select(member => member.Key).ToList();
                    value[names[random.Next(names.Count)]] = "*";
                    break;
                case JsonArray { Count: > 0 } list:
                    list[random.Next(list.Count)] = "*";
                    break;
            }
        }

        var text = document.ToJsonString();
        while (text.IndexOf("\"*\"", StringComparison.Ordinal) is >= 0 and var at)
        {
            text = text[..at] + Values[random.Next(Values.Length)] + text[(at + 3)..];
        }

        return text;
    }

    private static List<JsonNode> Children(JsonNode place) => place switch
    {
        JsonObject value => [.. value.Select(member => member.Value).Where(child => child is JsonObject or JsonArray).Select(child => child!)],
        JsonArray list => [.. list.Where(child => child is JsonObject or JsonArray).Select(child => child!)],
        _ => [],
    };

    private static string Part(string json, Random random)
    {
        var document = JsonNode.Parse(json)!.AsObject();
        foreach (var name in document.Select(member => member.Key).Where(name => name != "last_updated" && random.Next(3) > 0).ToList())
        {
            document.Remove(name);
        }

        return document.ToJsonString();
    }
}
