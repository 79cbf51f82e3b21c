using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Common;

namespace Busbar.Core.Bookings;

/// <summary>Writes the Bookings of operators hosted here: one for a first request, and what each further request and decision makes of it.</summary>
internal static class BookingDocument
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The Booking for a first request: nothing is decided yet.</summary>
    public static JsonObject Create(PartyId owner, JsonObject request, JsonObject bookingLocation, DateTimeOffset now)
    {
        var booking = new JsonObject
        {
            ["id"] = Guid.NewGuid().ToString("N"),
            ["country_code"] = owner.CountryCode,
            ["party_id"] = owner.Code,
            ["request_id"] = request["request_id"]!.DeepClone(),
            ["location_id"] = request["location_id"]!.DeepClone(),
        };
        Take(booking, request);
        Copy(bookingLocation, "tariff_ids", booking, "tariff_ids");
        booking["reservation_status"] = "PENDING";
        booking["booking_terms"] = bookingLocation["booking_terms"]!.DeepClone();
        booking["booking_requests"] = new JsonArray();
        Append(booking, request, now);
        return booking;
    }

    /// <summary>Adds a request that is to be decided. What is reserved stays reserved meanwhile.</summary>
    public static void Append(JsonObject booking, JsonObject request, DateTimeOffset now)
    {
        booking["booking_requests"]!.AsArray().Add(new JsonObject
        {
            ["request_status"] = "PENDING",
            ["booking_request"] = request.DeepClone(),
            ["request_received"] = OcpiDateTime.Format(now),
        });
        booking["last_updated"] = OcpiDateTime.Format(now);
    }

    /// <summary>Whether the last request was the same.</summary>
    public static bool Repeats(JsonObject booking, JsonObject request) =>
        booking["booking_requests"]!.AsArray() is [.., { } last] && JsonNode.DeepEquals(last["booking_request"], request);

    /// <summary>Decides the oldest open request; false when there is none.</summary>
    /// <param name="booking">The Booking; changed.</param>
    /// <param name="decision">ACCEPTED, DECLINED or FAILED.</param>
    /// <param name="evseUid">The EVSE that is assigned; null for none.</param>
    /// <param name="now">The time.</param>
    public static bool Decide(JsonObject booking, string decision, string? evseUid, DateTimeOffset now)
    {
        if (booking["booking_requests"]!.AsArray().FirstOrDefault(entry => (string?)entry!["request_status"] == "PENDING") is not JsonObject open)
        {
            return false;
        }

        open["request_status"] = decision;
        var request = open["booking_request"]!.AsObject();
        if (decision == "ACCEPTED" && request["canceled"] is { } canceled)
        {
            booking["reservation_status"] = "CANCELED";
            booking["canceled"] = canceled.DeepClone();
        }
        else if (decision == "ACCEPTED")
        {
            booking["reservation_status"] = "RESERVED";
            Take(booking, request);
        }
        else if ((string?)booking["reservation_status"] == "PENDING")
        {
            booking["reservation_status"] = decision == "DECLINED" ? "REJECTED" : "FAILED";
        }

        if (evseUid is not null)
        {
            if (booking["booking_option"] is not JsonObject option)
            {
                booking["booking_option"] = option = [];
            }

            option["evse_uid"] = evseUid;
        }

        booking["last_updated"] = OcpiDateTime.Format(now);
        return true;
    }

    public static byte[] Write(JsonObject booking)
    {
        var output = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(output, Plain))
        {
            booking.WriteTo(json);
        }

        return output.WrittenSpan.ToArray();
    }

    /// <summary>What is asked becomes what is booked.</summary>
    private static void Take(JsonObject booking, JsonObject request)
    {
        Copy(request, "booking_option", booking, "booking_option");
        Copy(request, "tokens", booking, "booking_tokens");
        Copy(request, "period", booking, "period");
        Copy(request, "access_information", booking, "access_information");
        Copy(request, "authorization_reference", booking, "authorization_reference");
    }

    private static void Copy(JsonObject from, string name, JsonObject to, string newName)
    {
        if (from[name] is { } value)
        {
            to[newName] = value.DeepClone();
        }
    }
}
