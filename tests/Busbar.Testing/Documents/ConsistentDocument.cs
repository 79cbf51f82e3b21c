using System.Text.Json.Nodes;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Contracts;

namespace Busbar.Testing.Documents;

/// <summary>Makes the fields of one generated object agree with each other as the standard's rules ask.</summary>
internal static class ConsistentDocument
{
    private static readonly string[] Ends = ["end_date_time", "stop_date_time", "end_datetime", "period_end"];

    private static readonly (string Least, string Greatest)[] Ranges =
        [("min_kwh", "max_kwh"), ("min_current", "max_current"), ("min_power", "max_power"), ("min_duration", "max_duration")];

    public static void Repair(OcpiVersion version, ObjectContract contract, JsonObject document, GeneratedValue values, bool isRoot)
    {
        Order(contract, document, values);
        switch (contract.Name)
        {
            case "CDR":
                RepairCdr(version, document, values);
                break;
            case "Session" when document.ContainsKey("kwh"):
                document["kwh"] = values.Below(4) == 0 ? JsonNode.Parse("0")! : values.Decimal(100, 20);
                break;
            case "CdrDimension":
                document["volume"] = values.Decimal(100);
                break;
            case "Credentials" when document["roles"] is JsonArray roles:
                KeepFirst(roles, role => $"{Text(role, "role")}/{Text(role, "country_code")}/{Text(role, "party_id")}");
                break;
            case "Connector":
                RepairConnector(document);
                break;
            case "CdrLocation" when Text(document, "connector_power_type") == "DC":
                document["connector_format"] = "CABLE";
                break;
            case "EVSE":
                KeepFirst(document["connectors"] as JsonArray, connector => Text(connector, "id"));
                break;
            case "Location":
                RepairLocation(document, values);
                break;
            case "Hours":
                RepairHours(version, document, values);
                break;
            case "EnergyMix":
                RepairEnergyMix(document);
                break;
            case "PublishTokenType":
                RepairPublishToken(document);
                break;
            case "StartSession" when document["connector_id"] is not null && document["evse_uid"] is null:
                document["evse_uid"] = "E1";
                break;
            default:
                ConsistentPrices.Repair(contract, document, values);
                ConsistentProfiles.Repair(contract, document, values);
                ConsistentAddOns.Repair(contract, document, values);
                break;
        }

        if (contract.Name == "Tariff")
        {
            ConsistentPrices.RepairTariff(version, document, values);
        }
    }

    private static void Order(ObjectContract contract, JsonObject document, GeneratedValue values)
    {
        foreach (var field in contract.Fields.Where(field => field.Kind == FieldKind.DateTime && Ends.Contains(field.Name) && document[field.Name] is not null))
        {
            var start = field.Name switch
            {
                "stop_date_time" => "start_date_time",
                "period_end" => "period_begin",
                _ => field.Name.Replace("end", "start", StringComparison.Ordinal),
            };
            if (document[start] is not null)
            {
                document[start] = values.Time(values.Below(1_000_000));
                document[field.Name] = values.Time(1_000_001 + values.Below(1_000_000));
            }
        }

        foreach (var (least, greatest) in Ranges)
        {
            if (document[least] is not null && document[greatest] is not null)
            {
                var isWhole = contract.Fields.Any(field => field.Name == least && field.Kind == FieldKind.Integer);
                document[least] = isWhole ? values.Below(600) : values.Decimal(100);
                document[greatest] = isWhole ? 600 + values.Below(7200) : values.Decimal(500, 100);
            }
        }
    }

    private static void RepairCdr(OcpiVersion version, JsonObject document, GeneratedValue values)
    {
        if (document["total_parking_time"] is not null)
        {
            document["total_time"] = values.Decimal(60, 30);
            document["total_parking_time"] = values.Decimal(30);
        }

        if (version == OcpiVersion.V211)
        {
            return;
        }

        var amount = version == OcpiVersion.V230 ? "before_taxes" : "excl_vat";
        if (document["credit"]?.GetValue<bool>() == true)
        {
            if (Text(document, "credit_reference_id") is not { } original || original == Text(document, "id"))
            {
                document["credit_reference_id"] = "original-cdr";
            }

            document["total_cost"] = new JsonObject { [amount] = values.Decimal(-1, -90) };
        }
        else
        {
            document.Remove("credit_reference_id");
            var id = document["id"]!.GetValue<string>();
            document["id"] = id[..Math.Min(id.Length, 36)];
        }

        var tariffs = (document["tariffs"] as JsonArray)?.Select(tariff => Text(tariff, "id")).ToList() ?? [];
        foreach (var period in document["charging_periods"] as JsonArray ?? [])
        {
            if (tariffs.Count > 0 && Text(period, "tariff_id") is not null)
            {
                period!["tariff_id"] = tariffs[values.Below(tariffs.Count)];
            }

            foreach (var dimension in period!["dimensions"]!.AsArray())
            {
                // These occur in sessions only.
                if (Text(dimension, "type") is "CURRENT" or "ENERGY_EXPORT" or "ENERGY_IMPORT" or "POWER" or "STATE_OF_CHARGE")
                {
                    dimension!["type"] = "ENERGY";
                }
            }
        }
    }

    private static void RepairConnector(JsonObject document)
    {
        if (document["max_electric_power"]?.GetValue<int>() < 1000)
        {
            document["max_electric_power"] = 11_000;
        }

        if (Text(document, "power_type") == "DC")
        {
            document["format"] = "CABLE";
        }
    }

    private static void RepairLocation(JsonObject document, GeneratedValue values)
    {
        if (document["publish"]?.GetValue<bool>() == true)
        {
            document.Remove("publish_allowed_to");
        }

        var evses = document["evses"] as JsonArray;
        KeepFirst(evses, evse => Text(evse, "uid"));
        KeepFirst(document["parking_places"] as JsonArray, place => Text(place, "id"));
        var places = (document["parking_places"] as JsonArray)?.Select(place => Text(place, "id")).ToList() ?? [];
        foreach (var evse in evses ?? [])
        {
            if (places.Count == 0)
            {
                evse!.AsObject().Remove("parking");
            }

            foreach (var parking in evse!["parking"] as JsonArray ?? [])
            {
                parking!["parking_id"] = places[values.Below(places.Count)];
            }
        }
    }

    private static void RepairHours(OcpiVersion version, JsonObject document, GeneratedValue values)
    {
        var always = document["twentyfourseven"]?.GetValue<bool>();
        if (always == true)
        {
            document.Remove("regular_hours");
        }
        else if (document["regular_hours"] is not JsonArray { Count: > 0 })
        {
            document["regular_hours"] = new JsonArray(new JsonObject { ["weekday"] = 1 + values.Below(7), ["period_begin"] = "08:00", ["period_end"] = "20:00" });
        }

        foreach (var hours in document["regular_hours"] as JsonArray ?? [])
        {
            hours!["period_begin"] = GeneratedText.Minutes(values.Below(700));
            hours["period_end"] = values.Below(4) == 0 ? "23:59" : GeneratedText.Minutes(700 + values.Below(700));
        }

        if (version == OcpiVersion.V211 && always == false)
        {
            document.Remove("twentyfourseven");
        }
    }

    private static void RepairEnergyMix(JsonObject document)
    {
        if (document["energy_sources"] is JsonArray { Count: > 0 } sources)
        {
            var rest = 100m;
            foreach (var source in sources.Skip(1))
            {
                var share = decimal.Truncate(rest / 3 * 100) / 100;
                source!["percentage"] = share;
                rest -= share;
            }

            sources[0]!["percentage"] = rest;
        }
    }

    private static void RepairPublishToken(JsonObject document)
    {
        if (document["uid"] is null && document["visual_number"] is null && document["group_id"] is null)
        {
            document["group_id"] = "G-1";
        }

        if (document["uid"] is not null)
        {
            document["type"] ??= "RFID";
        }

        if (document["visual_number"] is not null)
        {
            document["issuer"] ??= "Issuer";
        }
    }

    private static void KeepFirst(JsonArray? list, Func<JsonNode?, string?> identity)
    {
        var seen = new HashSet<string?>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < list?.Count; i++)
        {
            if (!seen.Add(identity(list[i])))
            {
                list.RemoveAt(i--);
            }
        }
    }

    private static string? Text(JsonNode? node, string name) => node?[name]?.GetValue<string>();
}
