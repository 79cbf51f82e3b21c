using System.Text.Json.Nodes;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Tests.Contracts;
using Busbar.Ocpi.Tests.Validation;
using Busbar.Ocpi.Wire.Contracts;
using Busbar.Ocpi.Wire.Documents;
using Busbar.Ocpi.Wire.Validation;
using Busbar.Testing;

namespace Busbar.Ocpi.Tests.AddOns;

/// <summary>What the payments and bookings packages ask beyond single properties.</summary>
public sealed class AddOnRuleTests
{
    private const OcpiVersion V230 = OcpiVersion.V230;

    [Theory]
    [InlineData("party_id", "/party_id")]
    [InlineData("country_code", "/country_code")]
    [Requirement("PAY-039")]
    public void Terminal_names_its_cpo_whole(string removed, string path)
    {
        var terminal = SampleDocuments.Full(V230, "Terminal");
        terminal.Remove(removed);
        Assert.Equal("PAY-039", Expect.Finding(V230, "Terminal", terminal, path, RuleName.Combination).Requirement);
    }

    [Fact]
    [Requirement("PAY-039")]
    public void Terminal_may_have_a_customer_reference_in_the_place_of_a_party()
    {
        var terminal = SampleDocuments.Minimal(V230, "Terminal");
        terminal["customer_reference"] = "AGREED-1";
        Expect.Conformant(V230, "Terminal", terminal);
    }

    [Fact]
    [Requirement("PAY-041")]
    public void Cpo_that_makes_invoices_says_where_they_are()
    {
        var terminal = SampleDocuments.Full(V230, "Terminal");
        terminal["invoice_creator"] = "CPO";
        Expect.Conformant(V230, "Terminal", terminal);
        terminal.Remove("invoice_base_url");
        Expect.Finding(V230, "Terminal", terminal, "/invoice_base_url", RuleName.Combination);
        terminal["invoice_creator"] = "PTP";
        Expect.Conformant(V230, "Terminal", terminal);
    }

    [Fact]
    [Requirement("PAY-043", "PAY-047")]
    public void Only_a_failed_capture_has_no_lines_for_the_invoice()
    {
        var confirmation = SampleDocuments.Full(V230, "FinancialAdviceConfirmation");
        confirmation["capture_status_code"] = "SUCCESS";
        confirmation.Remove("eft_data");
        Assert.Contains(Expect.Findings(V230, "FinancialAdviceConfirmation", confirmation), finding => finding is { Severity: Severity.Error, Path: "/eft_data" });
        confirmation["capture_status_code"] = "FAILED";
        Assert.DoesNotContain(Expect.Findings(V230, "FinancialAdviceConfirmation", confirmation), finding => finding.Severity == Severity.Error);
    }

    [Fact]
    [Requirement("PAY-045")]
    public void Lines_and_message_of_a_capture_have_1_to_255_characters()
    {
        var confirmation = SampleDocuments.Full(V230, "FinancialAdviceConfirmation");
        confirmation["eft_data"] = new JsonArray("", new string('x', 255), new string('x', 256));
        Assert.Equal("PAY-045", Expect.Finding(V230, "FinancialAdviceConfirmation", confirmation, "/eft_data/0", RuleName.Empty).Requirement);
        Assert.DoesNotContain(Expect.Findings(V230, "FinancialAdviceConfirmation", confirmation), finding => finding.Path == "/eft_data/1");
        Assert.Equal("PAY-045", Expect.Finding(V230, "FinancialAdviceConfirmation", confirmation, "/eft_data/2", RuleName.Length).Requirement);
        confirmation["capture_status_message"] = "";
        Assert.Equal("PAY-045", Expect.Finding(V230, "FinancialAdviceConfirmation", confirmation, "/capture_status_message", RuleName.Empty).Requirement);
    }

    [Fact]
    [Requirement("PAY-044")]
    public void Captured_amount_is_a_price() =>
        Assert.Equal("Price", Contract.For(V230).Objects["FinancialAdviceConfirmation"].Fields.Single(field => field.Name == "total_costs").Object!.Name);

    [Fact]
    [Requirement("BOK-002")]
    public void Booking_location_says_what_can_be_booked()
    {
        var place = SampleDocuments.Minimal(V230, "BookingLocation");
        place["booking_option"] = new JsonObject { ["evse_uid"] = "E1" };
        Expect.Conformant(V230, "BookingLocation", place);
        place["booking_option"] = new JsonObject { ["connector_types"] = new JsonArray("IEC_62196_T2_COMBO") };
        Expect.Conformant(V230, "BookingLocation", place);
        place.Remove("booking_option");
        Assert.Equal("BOK-002", Expect.Finding(V230, "BookingLocation", place, "/booking_option", RuleName.Combination).Requirement);
    }

    [Fact]
    [Requirement("BOK-042")]
    public void Evse_of_a_booking_may_be_open()
    {
        var booking = SampleDocuments.Full(V230, "Booking");
        booking["booking_option"] = new JsonObject { ["evse_uid"] = "#NA" };
        Expect.Conformant(V230, "Booking", booking);
        booking["booking_option"] = new JsonObject();
        Expect.Conformant(V230, "Booking", booking);
        booking.Remove("booking_option");
        Expect.Conformant(V230, "Booking", booking);
    }

    [Fact]
    [Requirement("BOK-041")]
    public void Cancelled_booking_says_who_and_why()
    {
        var booking = SampleDocuments.Full(V230, "Booking");
        booking["reservation_status"] = "CANCELED";
        Expect.Conformant(V230, "Booking", booking);
        booking.Remove("canceled");
        Assert.Equal("BOK-041", Expect.Finding(V230, "Booking", booking, "/canceled", RuleName.Combination).Requirement);
    }

    [Theory]
    [InlineData("POWER_OUTAGE", "CPO", true)]
    [InlineData("BROKEN_CHARGER", "EMSP", false)]
    [InlineData("FULL", "EMSP", false)]
    [InlineData("TRAFFIC", "EMSP", true)]
    [InlineData("BROKEN_VEHICLE", "CPO", false)]
    [InlineData("NO_CANCELED", "CPO", false)]
    [InlineData("BLOCKED", "CPO", true)]
    [InlineData("UNKNOWN", "EMSP", true)]
    [Requirement("BOK-056")]
    public void Reason_of_a_cancellation_is_one_that_its_party_gives(string reason, string role, bool right)
    {
        var cancellation = new JsonObject { ["cancellation_reason"] = reason, ["who_canceled"] = role };
        if (right)
        {
            Expect.Conformant(V230, "Cancellation", cancellation);
        }
        else
        {
            Assert.Equal("BOK-056", Expect.Finding(V230, "Cancellation", cancellation, "/cancellation_reason", RuleName.Combination).Requirement);
        }
    }

    [Fact]
    [Requirement("BOK-027")]
    public void Power_of_a_request_is_in_kilowatts()
    {
        var request = SampleDocuments.Full(V230, "BookingRequest");
        request["power_required"] = 350;
        Expect.Conformant(V230, "BookingRequest", request);
        request["power_required"] = 11000;
        Assert.Equal("BOK-027", Expect.Finding(V230, "BookingRequest", request, "/power_required", RuleName.Plausibility).Requirement);
    }

    [Fact]
    [Requirement("BOK-025")]
    public void Request_without_its_booking_location_cannot_be_answered()
    {
        var request = SampleDocuments.Full(V230, "BookingRequest");
        request.Remove("booking_location_id");
        Assert.Contains(Expect.Findings(V230, "BookingRequest", request), finding => finding is { Severity: Severity.Error, Requirement: "BOK-025" });
    }

    [Theory]
    [InlineData("2026-03-01T08:00:00Z", "2026-03-01T09:00:00Z", true)]
    [InlineData("2026-02-28T23:00:00Z", "2026-03-01T09:00:00Z", false)]
    [InlineData("2026-03-01T08:00:00Z", "2026-03-03T09:00:00Z", false)]
    [Requirement("BOK-047")]
    public void Time_slots_lie_within_their_calendar(string start, string end, bool within)
    {
        var calendar = SampleDocuments.Minimal(V230, "Calendar");
        calendar["begin_from"] = "2026-03-01T00:00:00Z";
        calendar["end_before"] = "2026-03-02T00:00:00Z";
        calendar["available_timeslots"] = new JsonArray(new JsonObject { ["start_date_time"] = start, ["end_date_time"] = end });
        Assert.Equal(within, Expect.Findings(V230, "Calendar", calendar).All(finding => finding.Requirement != "BOK-047"));
    }

    [Theory]
    [InlineData("BOOKING", "FLAT", null)]
    [InlineData("BOOKING_EXPIRES", "TIME", null)]
    [InlineData("BOOKING_CANCELLATION_FEES", "FLAT", null)]
    [InlineData("BOOKING_OVERTIME", "TIME", null)]
    [InlineData("BOOKING", "ENERGY", "/price_components")]
    [InlineData("BOOKING_OVERTIME", "PARKING_TIME", "/price_components")]
    [InlineData("BOOKING_SOMEHOW", "FLAT", "/restrictions")]
    [Requirement("BOK-061")]
    public void Tariff_element_for_bookings_prices_flat_fees_and_time(string booking, string component, string? fault)
    {
        var element = new JsonObject
        {
            ["price_components"] = new JsonArray(new JsonObject { ["type"] = component, ["price"] = 1, ["step_size"] = 1 }),
            ["restrictions"] = new JsonObject { ["booking"] = booking },
        };
        var findings = Expect.Findings(V230, "TariffElement", element).Where(finding => finding.Severity > Severity.Info).ToList();
        Assert.Equal(fault is null ? [] : [fault], findings.Select(finding => finding.Path));
        Assert.All(findings, finding => Assert.Equal("BOK-061", finding.Requirement));
    }

    [Theory]
    [InlineData("payments", "Terminal")]
    [InlineData("payments", "FinancialAdviceConfirmation")]
    [InlineData("bookings", "BookingLocation")]
    [InlineData("bookings", "Booking")]
    [InlineData("bookings", "BookingRequest")]
    [InlineData("bookings", "Calendar")]
    public void Module_tells_its_documents_apart(string module, string type)
    {
        var document = System.Text.Encoding.UTF8.GetBytes(SampleDocuments.Minimal(V230, type).ToJsonString());
        Assert.True(DocumentTypes.IsKnown(module, V230));
        Assert.Equal(type, DocumentTypes.Resolve(module, V230, document)!.Value.Name);
    }
}
