using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Common;
using Busbar.Testing.Documents;

namespace Busbar.Gateway.Tests.Fuzzing;

/// <summary>What the partners have published before the fuzzing starts, so that requests about parts, sessions and tokens reach something.</summary>
internal static class FuzzStock
{
    /// <summary>So many ids of every kind are in use: F0, F1 …</summary>
    public const int Ids = 5;

    public static (string Country, string Party) PartyOf(OcpiVersion version, bool asCpo) =>
        (asCpo ? "NL" : "DE", (asCpo ? "C" : "M") + OcpiVersions.All.ToList().IndexOf(version).ToString("D2", CultureInfo.InvariantCulture));

    /// <summary>Valid requests that publish locations, tariffs, sessions and tokens in a version.</summary>
    public static IEnumerable<FuzzCase> Requests(OcpiVersion version)
    {
        for (var i = 0; i < Ids; i++)
        {
            var id = $"F{i}";
            foreach (var (asCpo, module, name) in ((bool, string, string)[])
                [(true, "locations", "Location"), (true, "tariffs", "Tariff"), (true, "sessions", "Session"), (false, "tokens", "Token")])
            {
                var document = new DocumentGenerator(version, 4 + i).NextObject(new ObjectType(name));
                Belong(document, version, asCpo, [id, id, id], name, null);
                if (name == "Location")
                {
                    document["evses"] = new JsonArray([.. Enumerable.Range(0, Ids).Select(place => Evse(version, $"F{place}"))]);
                    document.Remove("publish_allowed_to");
                    document["publish"] = version == OcpiVersion.V211 ? null : true;
                }

                var (country, party) = PartyOf(version, asCpo);
                yield return new FuzzCase
                {
                    Seed = i,
                    Version = version,
                    AsCpo = asCpo,
                    Method = "PUT",
                    Path = $"receiver/{module}/{country}/{party}/{id}{(name == "Token" ? "?type=RFID" : "")}",
                    Body = Encoding.UTF8.GetBytes(document.ToJsonString()),
                    Mutation = "stock",
                };
            }
        }
    }

    /// <summary>Makes a document one of the partner's, with the ids of the path.</summary>
    public static void Belong(JsonObject document, OcpiVersion version, bool asCpo, string[] ids, string name, string? ownId)
    {
        var (country, party) = PartyOf(version, asCpo);
        Set(document, "country_code", country);
        Set(document, "party_id", party);
        Set(document, "id", ownId ?? (name == "Connector" ? ids[2] : ids[0]));
        Set(document, "uid", name == "EVSE" ? ids[1] : ids[0]);
        Set(document, "type", name == "Token" ? "RFID" : null);
        Set(document, "terminal_id", ids[0]);
        Set(document, "location_id", ids[0]);
        Set(document, "evse_uid", ids[1]);
        Set(document, "connector_id", ids[2]);
        Set(document, "session_id", ids[0]);
        Set(document, "url", "http://127.0.0.1:9/versions");
        Set(document, "response_url", "http://127.0.0.1:9/result");
        foreach (var token in (string[])["token", "cdr_token"])
        {
            if (document[token] is JsonObject named)
            {
                Belong(named, version, asCpo: false, ids, "Token", null);
            }
        }
    }

    private static JsonObject Evse(OcpiVersion version, string uid)
    {
        var evse = new DocumentGenerator(version, 0).NextObject(ObjectType.Evse);
        evse["uid"] = uid;
        evse["connectors"] = new JsonArray([.. Enumerable.Range(0, Ids).Select(place => Connector(version, $"F{place}"))]);
        return evse;
    }

    private static JsonObject Connector(OcpiVersion version, string id)
    {
        var connector = new DocumentGenerator(version, 0).NextObject(ObjectType.Connector);
        connector["id"] = id;
        return connector;
    }

    private static void Set(JsonObject document, string name, string? value)
    {
        if (value is not null && document[name] is JsonValue)
        {
            document[name] = value;
        }
    }
}
