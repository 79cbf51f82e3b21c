using Busbar.Core.Connections;
using Busbar.Gateway.Tests.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Gateway.Tests.AddOns;

/// <summary>Documents of the add-ons, and partners that use them.</summary>
internal static class AddOnSamples
{
    public static PartnerProfile WithAddOns { get; } = new()
    {
        Modules = ModuleSwitches.Default.With(ModuleId.Payments, ModuleUse.Both).With(ModuleId.Bookings, ModuleUse.Both),
    };

    public static Task<Partner> PtpAsync(this ObjectGateway gateway, string party = "AT/PTP") =>
        gateway.ConnectAsync("ptp " + party, OcpiVersion.V230, WithAddOns, (party, Role.From("PTP")));

    public static Task<Partner> CpoAsync(this ObjectGateway gateway, string party = "NL/CPO", OcpiVersion version = OcpiVersion.V230) =>
        gateway.ConnectAsync("cpo " + party, version, WithAddOns, (party, Role.Cpo));

    public static Task<Partner> EmspAsync(this ObjectGateway gateway, string party = "DE/MSP", OcpiVersion version = OcpiVersion.V230) =>
        gateway.ConnectAsync("emsp " + party, version, WithAddOns, (party, Role.Emsp));

    public static (string, string)[] From(string party, string? to = null)
    {
        var (from, addressed) = (party.Split('/'), to?.Split('/'));
        (string, string)[] sender = [("OCPI-from-country-code", from[0]), ("OCPI-from-party-id", from[1])];
        return addressed is null ? sender : [.. sender, ("OCPI-to-country-code", addressed[0]), ("OCPI-to-party-id", addressed[1])];
    }

    public static string Terminal(string id, string more = "", string lastUpdated = "2026-05-01T08:00:00Z") =>
        $$"""{"terminal_id":"{{id}}","customer_reference":"AGREED-7","address":"Street 1","city":"Town","country":"AUT",{{more}}"last_updated":"{{lastUpdated}}"}""";

    public static string Confirmation(string id, string reference = "REF-1", string lastUpdated = "2026-05-01T09:00:00Z") => $$"""
        {"id":"{{id}}","authorization_reference":"{{reference}}","total_costs":{"before_taxes":4.00,"taxes":[{"name":"VAT","amount":0.40}]},"currency":"EUR",
        "eft_data":["Card ending in 12"],"capture_status_code":"SUCCESS","last_updated":"{{lastUpdated}}"}
        """;

    public const string Terms = """{"supported_access_methods":["OPEN"],"change_until_minutes":60,"cancel_until_minutes":30}""";

    public static string BookingLocation(string id, string owner = "NL/CPO", string slot = "2026-07-01T08:00:00Z", string terms = Terms, string lastUpdated = "2026-05-01T08:00:00Z") => $$"""
        {"country_code":"{{owner[..2]}}","party_id":"{{owner[3..]}}","id":"{{id}}","location_id":"L1","booking_option":{"evse_uid":"E1"},"tariff_ids":["T1"],
        "booking_terms":{{terms}},"calendars":[{{Calendar("C1", slot)}}],"last_updated":"{{lastUpdated}}"}
        """;

    public static string Calendar(string id, string slot, string lastUpdated = "2026-05-01T08:00:00Z") => $$"""
        {"id":"{{id}}","begin_from":"{{slot[..10]}}T00:00:00Z","end_before":"{{slot[..10]}}T23:59:59Z","timeslot_increment":15,
        "available_timeslots":[{"start_date_time":"{{slot}}","end_date_time":"{{slot[..10]}}T20:00:00Z"}],"last_updated":"{{lastUpdated}}"}
        """;

    public static string Request(
        string requestId, string asker = "DE/MSP", string bookingLocation = "BL1", string start = "2026-07-01T09:00:00Z", string end = "2026-07-01T10:00:00Z", string more = "") => $$"""
        {"country_code":"{{asker[..2]}}","party_id":"{{asker[3..]}}","request_id":"{{requestId}}","location_id":"L1","booking_location_id":"{{bookingLocation}}",
        {{more}}"period":{"start_date_time":"{{start}}","end_date_time":"{{end}}"},"authorization_reference":"REF-{{requestId}}"}
        """;

    public static string Booking(
        string id, string requestId, string status = "PENDING", string asker = "DE/MSP", string owner = "NL/CPO", string lastUpdated = "2026-05-01T09:00:00Z", string more = "") => $$"""
        {"id":"{{id}}","country_code":"{{owner[..2]}}","party_id":"{{owner[3..]}}","request_id":"{{requestId}}","location_id":"L1",
        "period":{"start_date_time":"2026-07-01T09:00:00Z","end_date_time":"2026-07-01T10:00:00Z"},"reservation_status":"{{status}}",{{more}}
        "authorization_reference":"REF-{{requestId}}","booking_terms":{{Terms}},
        "booking_requests":[{"request_status":"PENDING","booking_request":{{Request(requestId, asker)}},"request_received":"2026-05-01T09:00:00Z"}],"last_updated":"{{lastUpdated}}"}
        """;
}
