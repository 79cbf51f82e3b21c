using System.Text;
using System.Text.Json.Nodes;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Tests.Translation;
using Busbar.Ocpi.Translation;
using Busbar.Ocpi.Translation.Changes;
using Busbar.Ocpi.Translation.Common;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Patching;
using Busbar.Testing.Documents;

namespace Busbar.Ocpi.Tests.Generated;

/// <summary>Who knew the object before and is sent the parts that changed, knows the object after.</summary>
public sealed class ChangeLawTests
{
    private const int Documents = 60;

    private static readonly TranslationContext Context = SampleContext.Full with { Ascii = true };

    public static TheoryData<OcpiVersion, OcpiVersion, string> Pairs
    {
        get
        {
            var data = new TheoryData<OcpiVersion, OcpiVersion, string>();
            foreach (var from in OcpiVersions.All)
            {
                foreach (var to in OcpiVersions.All)
                {
                    foreach (var name in (string[])["Location", "EVSE", "Connector", "Tariff", "Session", "Token"])
                    {
                        data.Add(from, to, name);
                    }
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Parts_of_a_change_make_the_object_before_the_object_after(OcpiVersion from, OcpiVersion to, string name)
    {
        var type = new ObjectType(name);
        for (var seed = DocumentLaw.FirstSeed; seed < DocumentLaw.FirstSeed + (Documents * DocumentLaw.Factor); seed++)
        {
            var before = new DocumentGenerator(from, seed).NextObject(type);
            var after = Changed(before, new DocumentGenerator(from, seed + 1_000_000).NextObject(type), new Random(seed));
            var then = Translator.Translate(type, from, to, Bytes(before), Context);
            var change = Translator.TranslateChange(type, from, to, Bytes(before), Bytes(after), Context);
            if (then.IsWithheld || change.After.IsWithheld)
            {
                Assert.Equal(change.After.IsWithheld, change.Parts.Count == 0);
                continue;
            }

            var known = change.Parts.Aggregate(then.Utf8, (document, part) => Apply(type, to, document, part));
            Assert.True(
                Content(known) == Content(change.After.Utf8),
                $"seed {seed}\nbefore {Encoding.UTF8.GetString(then.Utf8.Span)}\nafter {Encoding.UTF8.GetString(change.After.Utf8.Span)}\n"
                + string.Join('\n', change.Parts.Select(part => $"{part.EvseUid}/{part.ConnectorId} {(part.IsWhole ? "PUT" : "PATCH")} {Encoding.UTF8.GetString(part.Utf8.Span)}"))
                + $"\nknown {Encoding.UTF8.GetString(known.Span)}");
        }
    }

    /// <summary>What the receiver of a part makes of it.</summary>
    private static ReadOnlyMemory<byte> Apply(ObjectType type, OcpiVersion version, ReadOnlyMemory<byte> document, PartChange part)
    {
        if (part is { EvseUid: null, ConnectorId: null })
        {
            return part.IsWhole ? part.Utf8 : MergePatch.Apply(type, version, document.Span, part.Utf8.Span);
        }

        if (type == ObjectType.Evse)
        {
            // The one EVSE as if it stood in its Location.
            var uid = JsonNode.Parse(document.Span)!["uid"]!.GetValue<string>();
            var location = Encoding.UTF8.GetBytes($"{{\"evses\":[{Encoding.UTF8.GetString(document.Span)}]}}");
            return LocationDocument.FindEvse(Apply(ObjectType.Location, version, location, part with { EvseUid = uid }), uid)!.Value;
        }

        if (part.ConnectorId is { } id)
        {
            var connector = part.IsWhole
                ? part.Utf8.Span
                : MergePatch.Apply(ObjectType.Connector, version, LocationDocument.FindConnector(document, part.EvseUid!, id)!.Value.Span, part.Utf8.Span);
            return LocationDocument.ReplaceConnector(document, part.EvseUid!, id, connector);
        }

        var evse = part.IsWhole ? part.Utf8.Span : MergePatch.Apply(ObjectType.Evse, version, LocationDocument.FindEvse(document, part.EvseUid!)!.Value.Span, part.Utf8.Span);
        return LocationDocument.ReplaceEvse(document.Span, part.EvseUid!, evse);
    }

    /// <summary>The object with some members of another one: changed, added, cleared; of its EVSEs and Connectors some stay, change, come and go.</summary>
    private static JsonObject Changed(JsonObject before, JsonObject other, Random random)
    {
        var after = before.DeepClone().AsObject();
        var names = before.Select(member => member.Key).Union(other.Select(member => member.Key)).ToList();
        foreach (var name in names.Where(name => name is not ("id" or "uid" or "country_code" or "party_id" or "type") && random.Next(3) == 0))
        {
            if (name is "evses" or "connectors")
            {
                after[name] = Items(after[name] as JsonArray, other[name] as JsonArray, random);
            }
            else if (other[name] is { } value)
            {
                after[name] = value.DeepClone();
            }
            else if (!other.ContainsKey(name) && before.ContainsKey(name))
            {
                after.Remove(name);
            }
        }

        return after;
    }

    private static JsonArray Items(JsonArray? before, JsonArray? other, Random random)
    {
        var items = new JsonArray();
        foreach (var item in before ?? [])
        {
            var kept = item!.DeepClone().AsObject();
            items.Add(random.Next(3) == 0 && other?.Count > 0 ? Changed(kept, other[0]!.AsObject(), random) : kept);
        }

        if (random.Next(3) == 0 && items.Count > 1)
        {
            items.RemoveAt(0);
        }

        if (random.Next(2) == 0 && other?.Count > 0)
        {
            items.Add(other[0]!.DeepClone());
        }

        return items;
    }

    /// <summary>What an object says, but for the times of change, which a receiver brings up to date above what it is sent, and the order of parts.</summary>
    private static string Content(ReadOnlyMemory<byte> document)
    {
        var tree = JsonNode.Parse(document.Span)!.AsObject();
        Strip(tree);
        return SameDocument.Form(tree.ToJsonString());

        static void Strip(JsonObject node)
        {
            node.Remove("last_updated");
            foreach (var (list, key) in ((string, string)[])[("evses", "uid"), ("connectors", "id")])
            {
                if (node[list] is JsonArray items)
                {
                    var sorted = items.Select(item => item!.DeepClone().AsObject()).OrderBy(item => item[key]?.GetValue<string>(), StringComparer.Ordinal).ToList();
                    sorted.ForEach(Strip);
                    node[list] = new JsonArray([.. sorted]);
                }
            }
        }
    }

    private static ReadOnlyMemory<byte> Bytes(JsonNode document) => Encoding.UTF8.GetBytes(document.ToJsonString());
}
