using System.Text.Json.Nodes;
using Busbar.Ocpi.Wire.Contracts;

namespace Busbar.Testing.Documents;

/// <summary>Makes the stretches of a generated charging profile follow each other, with the one decimal that is allowed.</summary>
internal static class ConsistentProfiles
{
    public static void Repair(ObjectContract contract, JsonObject document, GeneratedValue values)
    {
        switch (contract.Name)
        {
            case "ChargingProfilePeriod":
                document["limit"] = OneDecimal(values);
                break;
            case "ChargingProfile":
                if (document["min_charging_rate"] is not null)
                {
                    document["min_charging_rate"] = OneDecimal(values);
                }

                var start = 0;
                foreach (var period in document["charging_profile_period"] as JsonArray ?? [])
                {
                    period!["start_period"] = start;
                    start += 1 + values.Below(3600);
                }

                break;
            case "ActiveChargingProfileResult" when document["profile"] is null && document["result"]!.GetValue<string>() == "ACCEPTED":
                document["result"] = "REJECTED";
                break;
        }
    }

    private static JsonNode OneDecimal(GeneratedValue values) => JsonNode.Parse(values.Below(3) == 0 ? $"{values.Below(400)}" : $"{values.Below(400)}.{values.Below(10)}")!;
}
