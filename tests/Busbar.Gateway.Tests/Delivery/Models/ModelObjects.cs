using System.Text;
using System.Text.Json.Nodes;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Gateway.Tests.Delivery.Models;

/// <summary>The owner's side: the latest state of each object of a run. The number of a state stands in the object and in the part that changed.</summary>
internal sealed class ModelObjects(int run)
{
    private readonly Dictionary<ObjectKey, JsonObject?> _latest = [];
    private int _state;
    private int _cdrs;

    /// <summary>Object to its latest state; null for one that is gone.</summary>
    public IReadOnlyDictionary<ObjectKey, JsonObject?> Latest => _latest;

    /// <summary>Makes a change; null when it would change nothing (what is not there cannot go).</summary>
    public ObjectWrite? Change(ObjectChange change)
    {
        var state = ++_state;
        switch (change.Kind)
        {
            case ObjectChangeKind.TariffGone:
                var gone = Key(ModuleId.Tariffs, change.Object);
                if (_latest.GetValueOrDefault(gone) is null)
                {
                    return null;
                }

                _latest[gone] = null;
                return new ObjectWrite { Key = gone, Source = null, Decide = _ => new ObjectDecision.Delete(Time(state)) };

            case ObjectChangeKind.Tariff:
                return Store(Key(ModuleId.Tariffs, change.Object), Named(state, ["elements"]));

            case ObjectChangeKind.Location:
                return Store(Key(ModuleId.Locations, change.Object), Location(state));

            case ObjectChangeKind.FirstEvse or ObjectChangeKind.SecondEvse:
                var (key, place) = (Key(ModuleId.Locations, change.Object), change.Kind == ObjectChangeKind.FirstEvse ? 0 : 1);
                if (_latest.GetValueOrDefault(key)?.DeepClone().AsObject() is not { } location)
                {
                    return Store(key, Location(state));
                }

                location["evses"]![place] = Evse($"E{place + 1}", state);
                return Store(key, location, new ObjectPart($"E{place + 1}"));

            case ObjectChangeKind.Session:
                return Store(Key(ModuleId.Sessions, change.Object), Named(state, []));

            default:
                return Store(Key(ModuleId.Cdrs, 1000 + ++_cdrs), Named(state, []));
        }
    }

    /// <summary>The numbers that a document says: its own and those of its parts.</summary>
    public static IReadOnlyList<int> StatesOf(JsonObject document) =>
        [(int)document["state"]!, .. (document["evses"] as JsonArray ?? []).Select(evse => (int)evse!["state"]!)];

    private ObjectKey Key(ModuleId module, int number) => new(module, DeliveryRig.Cpo, $"{run}-{number}");

    private ObjectWrite Store(ObjectKey key, JsonObject document, ObjectPart? part = null)
    {
        document["id"] = key.Id;
        document["country_code"] = key.Owner.CountryCode;
        document["party_id"] = key.Owner.Code;
        _latest[key] = document;
        var utf8 = Encoding.UTF8.GetBytes(document.ToJsonString());
        var audience = key.Module == ModuleId.Sessions || key.Module == ModuleId.Cdrs ? DeliveryRig.Msp : (PartyId?)null;
        var facts = new ObjectFacts(Time((int)document["state"]!), audience, true, ObjectScan.Hash(utf8));
        return new ObjectWrite { Key = key, Source = null, Decide = _ => new ObjectDecision.Store(OcpiVersion.V230, utf8, facts, part) };
    }

    private static DateTimeOffset Time(int state) => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(state);

    private static JsonObject Location(int state)
    {
        var location = Named(state, []);
        location["evses"] = new JsonArray(Evse("E1", state), Evse("E2", state));
        return location;
    }

    private static JsonObject Evse(string uid, int state) => new()
    {
        ["uid"] = uid, ["state"] = state, ["status"] = state % 2 == 0 ? "AVAILABLE" : "CHARGING", ["last_updated"] = Text(state),
        ["connectors"] = new JsonArray(new JsonObject
        {
            ["id"] = "1", ["standard"] = "IEC_62196_T2", ["format"] = "SOCKET", ["power_type"] = "AC_3_PHASE", ["max_voltage"] = 230, ["max_amperage"] = 32,
            ["last_updated"] = Text(state),
        }),
    };

    private static JsonObject Named(int state, string[] lists)
    {
        var document = new JsonObject { ["state"] = state, ["last_updated"] = Text(state) };
        foreach (var list in lists)
        {
            document[list] = new JsonArray();
        }

        return document;
    }

    private static string Text(int state) => Time(state).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
