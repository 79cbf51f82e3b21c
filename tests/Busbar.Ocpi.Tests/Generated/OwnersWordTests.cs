using System.Text;
using System.Text.Json.Nodes;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Tests.Translation;
using Busbar.Ocpi.Translation;
using Busbar.Ocpi.Translation.Common;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Contracts;
using Busbar.Ocpi.Wire.Validation;
using Busbar.Testing.Documents;

namespace Busbar.Ocpi.Tests.Generated;

/// <summary>
/// An owner goes on in an older version than the one its object is stored in: whatever it says there is what the older version shows afterwards (as far as that
/// comes back from the newer one at all), and the stored object is still a valid one.
/// </summary>
public sealed class OwnersWordTests
{
    private const int Documents = 150;
    private const int Variants = 10;

    private static readonly TranslationContext Context = SampleContext.Full with { DeliverUnpublished = true };

    public static TheoryData<OcpiVersion, OcpiVersion, string> Pairs
    {
        get
        {
            var data = new TheoryData<OcpiVersion, OcpiVersion, string>();
            foreach (var (older, newer) in ((OcpiVersion, OcpiVersion)[])
                [(OcpiVersion.V211, OcpiVersion.V22), (OcpiVersion.V22, OcpiVersion.V221), (OcpiVersion.V221, OcpiVersion.V230), (OcpiVersion.V211, OcpiVersion.V230)])
            {
                foreach (var name in (string[])["Location", "EVSE", "Connector", "Tariff", "Session", "Token"])
                {
                    data.Add(older, newer, name);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void What_the_owner_says_is_what_its_version_shows(OcpiVersion older, OcpiVersion newer, string name)
    {
        var type = new ObjectType(name);
        var tried = 0;
        for (var seed = DocumentLaw.FirstSeed; seed < DocumentLaw.FirstSeed + (Documents * DocumentLaw.Factor); seed++)
        {
            var stored = new DocumentGenerator(newer, seed).Next(type);
            var view = Translator.Translate(type, newer, older, Encoding.UTF8.GetBytes(stored), Context);
            if (view.IsWithheld)
            {
                continue;
            }

            var random = new Random(seed);
            var said = Enumerable.Range(1, Variants)
                .Select(variant => Said(JsonNode.Parse(view.Utf8.Span)!.AsObject(), new DocumentGenerator(older, seed + (variant * 1_000_000)).NextObject(type), random).ToJsonString())
                .FirstOrDefault(text => IsValid(type, older, Encoding.UTF8.GetBytes(text))
                    && Translator.Translate(type, older, newer, Encoding.UTF8.GetBytes(text), Context) is { IsWithheld: false } up && IsValid(type, newer, up.Utf8.Span));
            if (said is null)
            {
                continue;
            }

            tried++;
            var restored = Translator.Restore(type, older, newer, Encoding.UTF8.GetBytes(said), view.Residue, Context);
            Assert.False(restored.IsWithheld, restored.Withheld);
            var shown = Translator.Translate(type, newer, older, restored.Utf8, Context);
            Assert.False(shown.IsWithheld, shown.Withheld);
            var text = Encoding.UTF8.GetString(restored.Utf8.Span);
            var alone = Translator.Translate(type, newer, older, Translator.Translate(type, older, newer, Encoding.UTF8.GetBytes(said), Context).Utf8, Context);
            Assert.True(Content(alone) == Content(shown), $"seed {seed}\nstored {stored}\nsaid   {said}\nthen   {text}\nshown  {Encoding.UTF8.GetString(shown.Utf8.Span)}");
            Assert.True(
                IsValid(type, newer, restored.Utf8.Span), $"seed {seed}: {string.Join("; ", ObjectValidator.Validate(type, newer, restored.Utf8.Span).Findings)}\nstored {stored}\nsaid   {said}\nthen   {text}");
        }

        Assert.True(tried >= 10, $"Only {tried} were tried.");
    }

    private static bool IsValid(ObjectType type, OcpiVersion version, ReadOnlySpan<byte> utf8) =>
        ObjectValidator.Validate(type, version, utf8).Findings.All(finding => finding.Severity == Severity.Info);

    /// <summary>The object with some members of another one: changed, added, left out.</summary>
    private static JsonObject Said(JsonObject view, JsonObject other, Random random)
    {
        var said = view.DeepClone().AsObject();
        foreach (var name in view.Select(member => member.Key).Union(other.Select(member => member.Key)).ToList())
        {
            // What an object is, and what a session holds of its Location, is not changed by it.
            if (name is "id" or "uid" or "country_code" or "party_id" or "location" or "auth_id" or "cdr_token" || random.Next(3) > 0)
            {
                continue;
            }

            if (name is "evses" or "connectors" && said[name] is JsonArray { Count: > 0 } items)
            {
                var part = items[random.Next(items.Count)]!.AsObject();
                var change = other[name] is JsonArray { Count: > 0 } others ? others[0]!.AsObject() : [];
                items[items.IndexOf(part)] = Said(part, change, random);
            }
            else if (other[name] is { } value)
            {
                said[name] = value.DeepClone();
            }
            else if (!other.ContainsKey(name))
            {
                said.Remove(name);
            }
        }

        return said;
    }

    /// <summary>What a document says, but for the time of change, which follows the newest part (X-LOC-14).</summary>
    private static string Content(TranslationResult result)
    {
        var document = JsonNode.Parse(result.Utf8.Span)!.AsObject();
        document.Remove("last_updated");

        // Neither has a word in later versions: whether a place is of another kind or of none that is known cannot be told apart on the way up (X-LOC-03).
        if ((string?)document["type"] == "UNKNOWN" && document["coordinates"] is not null)
        {
            document["type"] = "OTHER";
        }

        foreach (var evse in document["evses"] as JsonArray ?? [document.DeepClone()])
        {
            // An owner who said once that a start names the connector has to say so again to be rid of it (X-EVS-04).
            Without(document["evses"] is null ? document : evse!.AsObject(), "REMOTE_START_STOP_CAPABLE");
        }

        return SameDocument.FormOfOldSpelling(document.ToJsonString());
    }

    private static void Without(JsonObject evse, string capability)
    {
        if (evse["capabilities"] is JsonArray capabilities)
        {
            evse["capabilities"] = new JsonArray([.. capabilities.Where(item => (string?)item != capability).Select(item => item!.DeepClone())]);
        }
    }
}
