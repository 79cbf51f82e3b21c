using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Busbar.Ocpi.Wire.Common;

namespace Busbar.Ocpi.Translation.Bookings;

/// <summary>
/// Brings documents of the bookings package 1.0, and those that follow its examples, into the form of 1.1. Both editions announce themselves alike, so only
/// the names in a document tell which one it is.
/// </summary>
public static class EarlierEdition
{
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private static readonly Dictionary<string, (string Old, string New)[]> Renamed = new(StringComparer.Ordinal)
    {
        ["BookingLocation"] = [("bookable_parking_options", "booking_option"), ("bookable", "policy"), ("tariff_id", "tariff_ids")],
        ["Booking"] = [("bookable_parking_option", "booking_option"), ("tariff_id", "tariff_ids"), ("access_methods", "access_information"), ("timeslot", "period")],
        ["BookingRequest"] = [("bookable_parking_option", "booking_option"), ("access_methods", "access_information"), ("timeslot", "period")],
        ["BookingOption"] =
        [
            ("formats", "connector_format"), ("format", "connector_format"), ("parking_space_length", "min_parking_space_length"),
            ("parking_space_width", "min_parking_space_width"),
        ],
        ["Calendar"] = [("step_size", "timeslot_increment")],
        ["Timeslot"] = [("start_from", "start_date_time"), ("end_before", "end_date_time"), ("end_from", "end_date_time"), ("green_power_support", "green_energy_support")],
        ["BookingTerms"] = [("RFID_auth_required", "rfid_auth_required")],
        ["AccessInformation"] = [("location_access", "method")],
    };

    private static readonly Dictionary<string, (string Property, string Type)[]> Nested = new(StringComparer.Ordinal)
    {
        ["BookingLocation"] = [("booking_option", "BookingOption"), ("booking_terms", "BookingTerms"), ("calendars", "Calendar")],
        ["Booking"] =
        [
            ("booking_option", "BookingOption"), ("booking_terms", "BookingTerms"), ("period", "Timeslot"), ("access_information", "AccessInformation"),
            ("canceled", "Cancellation"), ("booking_requests", "BookingRequestStatus"),
        ],
        ["BookingRequestStatus"] = [("booking_request", "BookingRequest")],
        ["BookingRequest"] =
            [("booking_option", "BookingOption"), ("period", "Timeslot"), ("access_information", "AccessInformation"), ("canceled", "Cancellation")],
        ["Calendar"] = [("available_timeslots", "Timeslot")],
    };

    /// <summary>Spellings that are known from the text of the package, by property.</summary>
    private static readonly Dictionary<(string Property, string Value), string> Spellings = new()
    {
        [("reservation_status", "FULLFILLED")] = "FULFILLED",
        [("reservation_status", "CANCELLED")] = "CANCELED",
        [("who_canceled", "SENDER")] = "CPO",
        [("who_canceled", "RECEIVER")] = "EMSP",
    };

    /// <summary>Gives the document in the form of 1.1.</summary>
    /// <param name="type">A BookingLocation, Calendar, Booking or BookingRequest, whole or the body of a PATCH.</param>
    /// <param name="utf8">The document.</param>
    /// <param name="repairs">What was brought into the newer form, as JSON Pointers with a word; empty when the same bytes are given back.</param>
    public static ReadOnlyMemory<byte> Raise(ObjectType type, ReadOnlyMemory<byte> utf8, out IReadOnlyList<(string Path, string What)> repairs)
    {
        var notes = new List<(string Path, string What)>();
        repairs = notes;
        JsonNode? root;
        try
        {
            root = JsonNode.Parse(utf8.Span, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            // The validator says what is wrong with it.
            return utf8;
        }

        if (root is not JsonObject document)
        {
            return utf8;
        }

        Raise(type.Name, document, "", notes);
        return notes.Count == 0 ? utf8 : Written(document);
    }

    private static byte[] Written(JsonObject document)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, Writing))
        {
            document.WriteTo(writer);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Raise(string type, JsonObject document, string path, List<(string Path, string What)> notes)
    {
        TrimNames(document, path, notes);
        foreach (var (old, now) in Renamed.GetValueOrDefault(type, []))
        {
            if (!document.ContainsKey(now) && document.TryGetPropertyValue(old, out var value))
            {
                document.Remove(old);
                document[now] = value;
                notes.Add(($"{path}/{now}", $"was named {old}"));
            }
        }

        if (type is "BookingLocation" or "Booking" or "BookingRequest")
        {
            MoveIntoOption(document, path, notes);
        }

        foreach (var single in (string[])["booking_option", "booking_terms"])
        {
            TakeFirst(document, single, path, notes);
        }

        foreach (var list in (string[])["evse_position", "connector_format", "tariff_ids"])
        {
            WrapIntoList(document, list, path, notes);
        }

        foreach (var ((property, wrong), right) in Spellings)
        {
            if (document[property] is JsonValue spelled && spelled.TryGetValue<string>(out var text) && text == wrong)
            {
                document[property] = right;
                notes.Add(($"{path}/{property}", "was spelled otherwise"));
            }
        }

        foreach (var (property, inner) in Nested.GetValueOrDefault(type, []))
        {
            RaiseNested(document[property], inner, $"{path}/{property}", notes);
        }
    }

    private static void RaiseNested(JsonNode? value, string type, string path, List<(string Path, string What)> notes)
    {
        if (value is JsonObject single)
        {
            Raise(type, single, path, notes);
        }
        else if (value is JsonArray list)
        {
            for (var i = 0; i < list.Count; i++)
            {
                RaiseNested(list[i], type, $"{path}/{i}", notes);
            }
        }
    }

    private static void TrimNames(JsonObject document, string path, List<(string Path, string What)> notes)
    {
        foreach (var name in document.Select(member => member.Key).Where(name => name.Length != name.Trim().Length && !document.ContainsKey(name.Trim())).ToList())
        {
            var value = document[name];
            document.Remove(name);
            document[name.Trim()] = value;
            notes.Add(($"{path}/{name.Trim()}", "had a blank in its name"));
        }
    }

    /// <summary>In 1.0 the EVSE stands beside what can be booked; in 1.1 it is a part of it.</summary>
    private static void MoveIntoOption(JsonObject document, string path, List<(string Path, string What)> notes)
    {
        foreach (var name in (string[])["evse_uid", "connector_id", "parking_id"])
        {
            if (!document.TryGetPropertyValue(name, out var value))
            {
                continue;
            }

            TakeFirst(document, "booking_option", path, notes);
            if (document["booking_option"] is not JsonObject option)
            {
                document["booking_option"] = option = [];
            }

            document.Remove(name);
            option.TryAdd(name, value);
            notes.Add(($"{path}/booking_option/{name}", "stood outside"));
        }
    }

    private static void TakeFirst(JsonObject document, string name, string path, List<(string Path, string What)> notes)
    {
        if (document[name] is JsonArray list)
        {
            var first = list.Count > 0 ? list[0] : null;
            list.Clear();
            document[name] = first;
            notes.Add(($"{path}/{name}", "was a list; its first item was taken"));
        }
    }

    private static void WrapIntoList(JsonObject document, string name, string path, List<(string Path, string What)> notes)
    {
        if (document[name] is JsonValue value)
        {
            document.Remove(name);
            document[name] = new JsonArray(value);
            notes.Add(($"{path}/{name}", "was no list"));
        }
    }
}
