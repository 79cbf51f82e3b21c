using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Busbar.Ocpi.Model.Cdrs;
using Busbar.Ocpi.Model.Commands;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Credentials;
using Busbar.Ocpi.Model.Locations;
using Busbar.Ocpi.Model.Sessions;
using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Model.Tokens;
using Busbar.Ocpi.Tests.Contracts;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Json;
using Busbar.Ocpi.Wire.Validation;

namespace Busbar.Ocpi.Tests.Validation;

/// <summary>Whatever a partner sends, the validator answers, and what it lets pass can be read.</summary>
public sealed class RobustnessTests
{
    private static readonly string[] Types = ["Location", "Tariff", "Token", "Session", "CDR", "Credentials", "StartSession"];

    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "1.5", "1.0", "1e9", "1e400", "\"\"", "\"x\"", "\"1\"", "\"\\ud800\"", "\"\\u0000\"", "[]", "[null]", "[[]]", "{}", "[{}]",
        "\"2026-01-01\"", "{\"\\ud800\":1}", "{\"\\ud800\\udc00\":\"\\udc00\"}", "123456789012345678901234567890123456789",
    ];

    [Fact]
    public void Validator_answers_every_value_at_every_place()
    {
        foreach (var version in new[] { OcpiVersion.V211, OcpiVersion.V230 })
        {
            foreach (var type in Types)
            {
                foreach (var text in Variants(version, type))
                {
                    var utf8 = Encoding.UTF8.GetBytes(text);
                    Assert.NotNull(ObjectValidator.Validate(new ObjectType(type), version, utf8).Findings);
                    Assert.NotNull(ObjectValidator.ValidatePatch(new ObjectType(type), version, utf8).Findings);
                }
            }
        }
    }

    [Fact]
    public void Validator_answers_damaged_bytes()
    {
        var random = new Random(20260101);
        foreach (var type in Types)
        {
            var whole = Encoding.UTF8.GetBytes(SampleDocuments.Full(OcpiVersion.V230, type).ToJsonString());
            for (var i = 0; i < 3000; i++)
            {
                var bytes = whole[..(i % 3 == 0 ? random.Next(whole.Length) : whole.Length)];
                for (var n = random.Next(4); n > 0 && bytes.Length > 0; n--)
                {
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                }

                Assert.NotNull(ObjectValidator.Validate(new ObjectType(type), OcpiVersion.V230, bytes).Findings);
            }
        }
    }

    [Theory]
    [InlineData(OcpiVersion.V221)]
    [InlineData(OcpiVersion.V230)]
    public void What_is_acceptable_can_be_read_as_a_record(OcpiVersion version)
    {
        foreach (var type in Types)
        {
            foreach (var text in Variants(version, type))
            {
                var utf8 = Encoding.UTF8.GetBytes(text);
                var result = ObjectValidator.Validate(new ObjectType(type), version, utf8);
                if (result.IsAcceptable)
                {
                    var fault = Fault(version, type, utf8);
                    Assert.True(fault is null, $"{type}: {fault}\naccepted with {string.Join("; ", result.Findings)}");
                }
            }
        }
    }

    [Theory]
    [InlineData(OcpiVersion.V221, OcpiVersion.V230)]
    [InlineData(OcpiVersion.V230, OcpiVersion.V221)]
    public void What_is_acceptable_translates_to_what_is_acceptable_or_is_withheld(OcpiVersion from, OcpiVersion to)
    {
        foreach (var type in Types)
        {
            foreach (var text in Variants(from, type))
            {
                var utf8 = Encoding.UTF8.GetBytes(text);
                var before = ObjectValidator.Validate(new ObjectType(type), from, utf8);
                if (!before.IsAcceptable)
                {
                    continue;
                }

                var result = Busbar.Ocpi.Translation.Translator.Translate(new ObjectType(type), from, to, utf8);
                if (!result.IsWithheld)
                {
                    // A conformant document stays conformant; one with tolerated deviations may keep them. An unknown value of an enumeration
                    // that only the newer version leaves open is passed on where it is required.
                    var limit = before.IsConformant ? Severity.Info : Severity.Warning;
                    var faults = ObjectValidator.Validate(new ObjectType(type), to, result.Utf8.Span).Findings.Where(finding => finding.Severity > limit && finding.Rule != RuleName.Enum).ToList();
                    Assert.True(faults.Count == 0, $"{type}: {string.Join("; ", faults)}");
                }
            }
        }
    }

    private static string? Fault(OcpiVersion version, string type, byte[] utf8)
    {
        try
        {
            object _ = type switch
            {
                "Tariff" when version == OcpiVersion.V221 => OcpiJson.Deserialize<Busbar.Ocpi.Model.Tariffs.V22.Tariff>(utf8),
                "Session" when version == OcpiVersion.V221 => OcpiJson.Deserialize<Busbar.Ocpi.Model.Sessions.V22.Session>(utf8),
                "CDR" when version == OcpiVersion.V221 => OcpiJson.Deserialize<Busbar.Ocpi.Model.Cdrs.V22.Cdr>(utf8),
                "Location" => OcpiJson.Deserialize<Location>(utf8),
                "Tariff" => OcpiJson.Deserialize<Tariff>(utf8),
                "Token" => OcpiJson.Deserialize<Token>(utf8),
                "Session" => OcpiJson.Deserialize<Session>(utf8),
                "CDR" => OcpiJson.Deserialize<Cdr>(utf8),
                "Credentials" => OcpiJson.Deserialize<Credentials>(utf8),
                _ => OcpiJson.Deserialize<StartSession>(utf8),
            };
            return null;
        }
        catch (JsonException exception)
        {
            return exception.Message;
        }
    }

    /// <summary>The full sample with one value replaced, at every place and by every value.</summary>
    private static IEnumerable<string> Variants(OcpiVersion version, string type)
    {
        const string Marker = "\"#PLACE#\"";
        foreach (var place in Places(SampleDocuments.Full(version, type), ""))
        {
            var marked = SampleDocuments.Full(version, type);
            Replace(marked, place.Split('/')[1..]);
            var text = marked.ToJsonString();
            foreach (var value in Values)
            {
                yield return text.Replace(Marker, value, StringComparison.Ordinal);
            }
        }
    }

    private static IEnumerable<string> Places(JsonNode? node, string path)
    {
        if (path.Length > 0)
        {
            yield return path;
        }

        var children = node switch
        {
            JsonObject owner => owner.Select(member => (member.Key, member.Value)),
            JsonArray list => list.Select((item, index) => (index.ToString(System.Globalization.CultureInfo.InvariantCulture), item)),
            _ => [],
        };
        foreach (var (name, child) in children)
        {
            foreach (var place in Places(child, $"{path}/{name}"))
            {
                yield return place;
            }
        }
    }

    private static void Replace(JsonNode node, string[] path)
    {
        for (; path.Length > 1; path = path[1..])
        {
            node = Child(node, path[0]);
        }

        if (node is JsonArray list)
        {
            list[int.Parse(path[0], System.Globalization.CultureInfo.InvariantCulture)] = "#PLACE#";
        }
        else
        {
            node[path[0]] = "#PLACE#";
        }
    }

    private static JsonNode Child(JsonNode node, string name) =>
        node is JsonArray list ? list[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)]! : node[name]!;
}
