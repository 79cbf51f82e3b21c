using System.Text.Json.Nodes;
using Busbar.Ocpi.Wire.Contracts;

namespace Busbar.Testing.Documents;

/// <summary>Makes generated terminals and bookings agree with the rules of the payments and bookings packages.</summary>
internal static class ConsistentAddOns
{
    public static void Repair(ObjectContract contract, JsonObject document, GeneratedValue values)
    {
        switch (contract.Name)
        {
            case "Terminal":
                if (document["party_id"] is null != document["country_code"] is null)
                {
                    document["party_id"] = "TNM";
                    document["country_code"] = "NL";
                }

                if (document["invoice_creator"]?.GetValue<string>() == "CPO")
                {
                    document["invoice_base_url"] ??= "https://party.example/invoices";
                }

                break;
            case "BookingLocation":
                document["booking_option"] ??= new JsonObject();
                break;
            case "BookingRequest" when document["power_required"] is not null:
                document["power_required"] = values.Below(400);
                break;
            case "Booking" when document["reservation_status"]!.GetValue<string>() == "CANCELED":
                document["canceled"] ??= new JsonObject { ["cancellation_reason"] = "FULL", ["who_canceled"] = "CPO" };
                break;
            case "Cancellation":
                RepairCancellation(document);
                break;
            case "Calendar":
                document["begin_from"] = "2023-12-31T00:00:00Z";
                document["end_before"] = values.Time(2_100_000);
                break;
        }
    }

    private static void RepairCancellation(JsonObject document)
    {
        var who = document["who_canceled"]!.GetValue<string>();
        document["who_canceled"] = document["cancellation_reason"]!.GetValue<string>() switch
        {
            "POWER_OUTAGE" or "BROKEN_CHARGER" or "FULL" when who == "EMSP" => "CPO",
            "TRAFFIC" or "BROKEN_VEHICLE" or "NO_CANCELED" when who == "CPO" => "EMSP",
            _ => who,
        };
    }
}
