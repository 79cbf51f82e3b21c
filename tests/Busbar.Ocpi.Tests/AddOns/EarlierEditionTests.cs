using System.Text;
using System.Text.Json.Nodes;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Tests.Contracts;
using Busbar.Ocpi.Tests.RealDocuments;
using Busbar.Ocpi.Translation.Bookings;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Validation;
using Busbar.Testing;

namespace Busbar.Ocpi.Tests.AddOns;

/// <summary>Documents of the bookings package 1.0, and those that follow its examples, are read as 1.1.</summary>
public sealed class EarlierEditionTests
{
    [Fact]
    public void Booking_location_of_1_0_reads_as_1_1()
    {
        var raised = Raise(ObjectType.BookingLocation, """
            {
              "country_code": "NL", "party_id": "CPO", "id": "BL1", "location_id": "L1", "evse_uid": "E1", "bookable": { "reservation_required": true },
              "bookable_parking_options": [
                { "evse_position": "LEFT", "vehicle_types": ["TRUCK"], "format": "CABLE", "parking_space_length": 900, "restricted_to_type": true },
                { "vehicle_types": ["BUS"], "format": "SOCKET", "restricted_to_type": false }
              ],
              "tariff_id": ["T1"],
              "booking_terms": [{ "RFID_auth_required": true, "supported_access_methods": ["OPEN"], "change_until_minutes": 60, "cancel_until_minutes": 30 }],
              "calendars": [{
                "id": "C1", "begin_from": "2026-03-01T00:00:00Z", "end_before": "2026-03-02T00:00:00Z", "step_size": 15,
                "available_timeslots": [{ "start_from": "2026-03-01T08:00:00Z", "end_before": "2026-03-01T09:00:00Z" }],
                "last_updated": "2026-02-01T00:00:00Z"
              }],
              "last_updated": "2026-02-01T00:00:00Z"
            }
            """);

        Assert.Equal("E1", (string?)raised["booking_option"]!["evse_uid"]);
        Assert.Equal("LEFT", (string?)raised["booking_option"]!["evse_position"]![0]);
        Assert.Equal("CABLE", (string?)raised["booking_option"]!["connector_format"]![0]);
        Assert.Equal(900, (int)raised["booking_option"]!["min_parking_space_length"]!);
        Assert.True((bool)raised["policy"]!["reservation_required"]!);
        Assert.Equal("T1", (string?)raised["tariff_ids"]![0]);
        Assert.True((bool)raised["booking_terms"]!["rfid_auth_required"]!);
        Assert.Equal(15, (int)raised["calendars"]![0]!["timeslot_increment"]!);
        Assert.Equal("2026-03-01T09:00:00Z", (string?)raised["calendars"]![0]!["available_timeslots"]![0]!["end_date_time"]);
        Assert.DoesNotContain(Findings(ObjectType.BookingLocation, raised), finding => finding.Severity > Severity.Info);
    }

    [Theory]
    [InlineData("FULLFILLED", "FULFILLED")]
    [InlineData("CANCELLED", "CANCELED")]
    public void Spellings_of_the_text_are_understood(string written, string meant) =>
        Assert.Equal(meant, (string?)Raise(ObjectType.Booking, $$"""{ "reservation_status": "{{written}}" }""")["reservation_status"]);

    [Fact]
    public void Side_of_an_interface_stands_for_its_party() =>
        Assert.Equal("EMSP", (string?)Raise(ObjectType.BookingRequest, """{ "canceled": { "cancellation_reason": "TRAFFIC", "who_canceled": "RECEIVER" } }""")["canceled"]!["who_canceled"]);

    [Theory]
    [InlineData("BookingLocation")]
    [InlineData("Booking")]
    [InlineData("BookingRequest")]
    [InlineData("Calendar")]
    public void Document_of_1_1_stays_as_it_is(string type)
    {
        ReadOnlyMemory<byte> utf8 = Encoding.UTF8.GetBytes(SampleDocuments.Full(OcpiVersion.V230, type).ToJsonString());

        Assert.Equal(utf8, EarlierEdition.Raise(new ObjectType(type), utf8, out var repairs));
        Assert.Empty(repairs);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{ "id": "1", "id": "2" }""")]
    public void What_cannot_be_read_is_left_to_the_validator(string text)
    {
        ReadOnlyMemory<byte> utf8 = Encoding.UTF8.GetBytes(text);
        Assert.Equal(utf8, EarlierEdition.Raise(ObjectType.Booking, utf8, out _));
    }

    [Fact]
    [Requirement("BOK-002", "BOK-042")]
    public void Examples_of_the_package_are_accepted()
    {
        var documents = RealDocument.All(RealFolder.Require()).Where(document => document.File.StartsWith("spec-2.3.0-bookings/", StringComparison.Ordinal)).ToList();
        Assert.Equal(8, documents.Count);
        foreach (var document in documents.Where(document => !document.File.Contains("_terms", StringComparison.Ordinal)))
        {
            var raised = EarlierEdition.Raise(document.Type, document.Utf8, out _);
            var findings = (document.IsPatch
                ? ObjectValidator.ValidatePatch(document.Type, OcpiVersion.V230, raised.Span)
                : ObjectValidator.Validate(document.Type, OcpiVersion.V230, raised.Span)).Findings;
            Assert.DoesNotContain(findings, finding => finding.Severity == Severity.Error);
        }
    }

    private static JsonObject Raise(ObjectType type, string json)
    {
        var raised = EarlierEdition.Raise(type, Encoding.UTF8.GetBytes(json), out var repairs);
        Assert.NotEmpty(repairs);
        return JsonNode.Parse(raised.Span)!.AsObject();
    }

    private static IReadOnlyList<Finding> Findings(ObjectType type, JsonObject document) =>
        ObjectValidator.Validate(type, OcpiVersion.V230, Encoding.UTF8.GetBytes(document.ToJsonString())).Findings;
}
