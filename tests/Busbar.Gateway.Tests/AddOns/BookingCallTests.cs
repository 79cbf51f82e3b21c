using System.Text;
using System.Text.Json;
using Busbar.Core.Calls;
using Busbar.Core.Intake;
using Busbar.Core.Objects;
using Busbar.Gateway.Tests.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Testing;
using static Busbar.Gateway.Tests.AddOns.AddOnSamples;

namespace Busbar.Gateway.Tests.AddOns;

/// <summary>Requests for bookings: to a CPO on a partner's platform, to one that is hosted here, and from a hosted eMSP.</summary>
public sealed class BookingCallTests : IAsyncLifetime
{
    private ObjectGateway _gateway = null!;
    private Partner _cpo = null!;
    private Partner _emsp = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _gateway = await ObjectGateway.StartAsync();
        (_cpo, _emsp) = (await _gateway.CpoAsync(), await _gateway.EmspAsync());
        await _cpo.PutAsync("receiver/bookings/NL/CPO/booking_locations/BL1", BookingLocation("BL1"));
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    [Requirement("BOK-003", "BOK-009", "BOK-021", "BOK-022", "BOK-023", "BOK-025")]
    public async Task Request_reaches_the_cpo_and_its_answer_the_emsp_and_what_follows_is_pushed()
    {
        _gateway.Asked.Answer = _ => AskedPartners.Success(Booking("B1", "R1"));

        var answer = await _emsp.PostAsync("sender/bookings", Request("R1"));

        Assert.Equal((200, 1000, "PENDING"), (answer.Http, answer.Status, answer.Data.GetProperty("reservation_status").GetString()));
        Assert.Equal("PENDING", answer.Data.GetProperty("booking_requests")[0].GetProperty("request_status").GetString());
        var (to, request, body) = Assert.Single(_gateway.Asked.Requests);
        Assert.Equal(("NL/CPO from DE/MSP", "POST bookings/SENDER/"), (to, request));
        Assert.Equal("R1", JsonDocument.Parse(body).RootElement.GetProperty("request_id").GetString());
        Assert.Equal(["B1"], (await _emsp.GetAsync("sender/bookings")).Ids());
        Assert.Equal(("REQUEST_BOOKING", "PENDING"), ((await _gateway.LastCallAsync()).Type, (await _gateway.LastCallAsync()).Response));

        Assert.Equal(200, (await _cpo.PutAsync("receiver/bookings/NL/CPO/B1", Booking("B1", "R1", "RESERVED", lastUpdated: "2026-05-02T09:00:00Z"))).Http);
        Assert.Equal("RESERVED", (await _emsp.GetAsync("sender/bookings")).Data[0].GetProperty("reservation_status").GetString());
    }

    [Fact]
    [Requirement("BOK-024", "BOK-026")]
    public async Task Cancellation_is_a_request_with_the_same_id()
    {
        _gateway.Asked.Answer = _ => AskedPartners.Success(Booking("B1", "R1", "RESERVED"));

        var cancellation = Request("R1", more: "\"canceled\":{\"cancellation_reason\":\"TRAFFIC\",\"who_canceled\":\"EMSP\"},");
        Assert.Equal(1000, (await _emsp.PostAsync("sender/bookings", cancellation)).Status);

        Assert.Contains("TRAFFIC", Assert.Single(_gateway.Asked.Requests).Body, StringComparison.Ordinal);
        Assert.Equal("CANCEL_BOOKING", (await _gateway.LastCallAsync()).Type);
    }

    [Theory]
    [InlineData("""{"request_id":"R1"}""", "required")]
    [InlineData(
        """
        {"country_code":"FR","party_id":"OTH","request_id":"R1","location_id":"L1","booking_location_id":"BL1",
        "period":{"start_date_time":"2026-07-01T09:00:00Z","end_date_time":"2026-07-01T10:00:00Z"},"authorization_reference":"X"}
        """,
        "not the one who asks")]
    [Requirement("BOK-025")]
    public async Task Unusable_request_is_refused_before_anybody_is_asked(string body, string message)
    {
        var answer = await _emsp.PostAsync("sender/bookings", body);
        Assert.Equal(2001, answer.Status);
        Assert.Contains(message, answer.Message, StringComparison.Ordinal);
        Assert.Empty(_gateway.Asked.Requests);
    }

    [Fact]
    public async Task Request_for_something_unknown_goes_nowhere()
    {
        Assert.Equal(404, (await _emsp.PostAsync("sender/bookings", Request("R1", bookingLocation: "NONE"))).Http);
        Assert.Empty(_gateway.Asked.Requests);
    }

    [Fact]
    public async Task Answer_without_a_booking_is_the_cpos_failure()
    {
        _gateway.Asked.Answer = _ => AskedPartners.Success("""{"id":"B1"}""");
        Assert.Equal(4000, (await _emsp.PostAsync("sender/bookings", Request("R1"))).Status);
        _gateway.Asked.Answer = _ => AskedPartners.Refusal(200, 2001, "Not today.");
        var refused = await _emsp.PostAsync("sender/bookings", Request("R1"));
        Assert.Equal((2001, "Not today."), (refused.Status, refused.Message));
        Assert.Empty((await _emsp.GetAsync("sender/bookings")).Ids());
    }

    [Fact]
    public async Task Request_of_the_earlier_edition_gets_the_only_booking_location_of_its_location()
    {
        _gateway.Asked.Answer = _ => AskedPartners.Success(Booking("B1", "R1"));
        var earlier = Request("R1").Replace("\"booking_location_id\":\"BL1\",", "\"evse_uid\":\"E1\",", StringComparison.Ordinal);

        Assert.Equal(1000, (await _emsp.PostAsync("sender/bookings", earlier)).Status);

        var sent = JsonDocument.Parse(Assert.Single(_gateway.Asked.Requests).Body).RootElement;
        Assert.Equal(("BL1", "E1"), (sent.GetProperty("booking_location_id").GetString(), sent.GetProperty("booking_option").GetProperty("evse_uid").GetString()));
    }

    [Fact]
    [Requirement("BOK-003", "BOK-009", "BOK-010", "BOK-011", "BOK-012", "BOK-024", "BOK-026")]
    public async Task Hosted_cpo_takes_requests_down_and_decides_them()
    {
        await HostOperatorAsync();

        var first = (await _emsp.PostAsync("sender/bookings", Request("R1", bookingLocation: "HB1"))).Data;
        Assert.Equal(("PENDING", 1, "PENDING"), State(first));
        Assert.Equal(("BE", "OWN", "REF-R1"), (first.GetProperty("country_code").GetString(), first.GetProperty("party_id").GetString(), first.GetProperty("authorization_reference").GetString()));
        var id = first.GetProperty("id").GetString()!;

        Assert.Equal(("RESERVED", 1, "ACCEPTED"), State(await DecideAsync(id, "ACCEPTED", "E7")));
        Assert.Equal(("RESERVED", 1, "ACCEPTED"), State((await _emsp.GetAsync("sender/bookings")).Data[0]));
        Assert.Equal("E7", (await _emsp.GetAsync("sender/bookings")).Data[0].GetProperty("booking_option").GetProperty("evse_uid").GetString());

        // A change: what is reserved stays so while it is decided. The same once more changes nothing.
        var change = Request("R1", bookingLocation: "HB1", end: "2026-07-01T11:00:00Z");
        Assert.Equal(("RESERVED", 2, "PENDING"), State((await _emsp.PostAsync("sender/bookings", change)).Data));
        Assert.Equal(("RESERVED", 2, "PENDING"), State((await _emsp.PostAsync("sender/bookings", change)).Data));
        var changed = await DecideAsync(id, "ACCEPTED");
        Assert.Equal(("RESERVED", 2, "ACCEPTED"), State(changed));
        Assert.Equal("2026-07-01T11:00:00Z", changed.GetProperty("period").GetProperty("end_date_time").GetString());

        // The end.
        var cancellation = Request("R1", bookingLocation: "HB1", more: "\"canceled\":{\"cancellation_reason\":\"TRAFFIC\",\"who_canceled\":\"EMSP\"},");
        Assert.Equal(("RESERVED", 3, "PENDING"), State((await _emsp.PostAsync("sender/bookings", cancellation)).Data));
        var ended = await DecideAsync(id, "ACCEPTED");
        Assert.Equal(("CANCELED", 3, "ACCEPTED"), State(ended));
        Assert.Equal("TRAFFIC", ended.GetProperty("canceled").GetProperty("cancellation_reason").GetString());
        Assert.Equal(2001, (await _emsp.PostAsync("sender/bookings", change)).Status);
        Assert.Empty(_gateway.Asked.Requests);
    }

    [Theory]
    [InlineData("DECLINED", "REJECTED")]
    [InlineData("FAILED", "FAILED")]
    [Requirement("BOK-004", "BOK-010")]
    public async Task Hosted_cpo_declines(string decision, string status)
    {
        await HostOperatorAsync();
        var id = (await _emsp.PostAsync("sender/bookings", Request("R1", bookingLocation: "HB1"))).Data.GetProperty("id").GetString()!;

        Assert.Equal((status, 1, decision), State(await DecideAsync(id, decision)));
        Assert.Equal(2001, (await _gateway.BookingDesk.DecideAsync(Key(id), "ACCEPTED", null, Cancellation)).OcpiStatus);
    }

    [Fact]
    public async Task Hosted_cpo_without_terms_or_without_the_place_takes_nothing_down()
    {
        await HostOperatorAsync();
        await PublishAsync(OwnedModule.BookingLocations, "HB2", BookingLocation("HB2", "BE/OWN").Replace($"\"booking_terms\":{Terms},", "", StringComparison.Ordinal));

        Assert.Equal(2001, (await _emsp.PostAsync("sender/bookings", Request("R1", bookingLocation: "HB2"))).Status);
        Assert.Equal(404, (await _emsp.SendAsync("POST", "sender/bookings", Request("R1", bookingLocation: "NONE"), From("DE/MSP", "BE/OWN"))).Http);
        Assert.Equal(404, (await _emsp.PostAsync("sender/bookings", Request("R9", bookingLocation: "HB1", more: "\"canceled\":{\"cancellation_reason\":\"TRAFFIC\",\"who_canceled\":\"EMSP\"},"))).Http);
    }

    [Theory]
    [InlineData("PENDING", "RESERVED", true)]
    [InlineData("PENDING", "REJECTED", true)]
    [InlineData("PENDING", "FAILED", true)]
    [InlineData("PENDING", "CANCELED", true)]
    [InlineData("PENDING", "FULFILLED", false)]
    [InlineData("PENDING", "NO_SHOW", false)]
    [InlineData("RESERVED", "FULFILLED", true)]
    [InlineData("RESERVED", "CANCELED", true)]
    [InlineData("RESERVED", "NO_SHOW", true)]
    [InlineData("RESERVED", "PENDING", true)]
    [InlineData("RESERVED", "REJECTED", false)]
    [InlineData("FULFILLED", "RESERVED", false)]
    [Requirement("BOK-004", "BOK-005", "BOK-006", "BOK-014")]
    public async Task Booking_of_a_hosted_cpo_goes_through_the_states_of_the_package(string before, string after, bool allowed)
    {
        await HostOperatorAsync();
        Assert.True((await PublishAsync(OwnedModule.Bookings, "B1", Booking("B1", "R1", before == "FULFILLED" ? "RESERVED" : before, owner: "BE/OWN"))).Succeeded);
        if (before == "FULFILLED")
        {
            await PublishAsync(OwnedModule.Bookings, "B1", Booking("B1", "R1", before, owner: "BE/OWN", lastUpdated: "2026-05-01T10:00:00Z"));
        }

        var canceled = after == "CANCELED" ? "\"canceled\":{\"cancellation_reason\":\"BROKEN_CHARGER\",\"who_canceled\":\"CPO\"}," : "";
        var result = await PublishAsync(OwnedModule.Bookings, "B1", Booking("B1", "R1", after, owner: "BE/OWN", lastUpdated: "2026-05-02T09:00:00Z", more: canceled));

        Assert.Equal(allowed, result.Succeeded);
        Assert.Equal(allowed ? after : before, (await _emsp.GetAsync("sender/bookings")).Data[0].GetProperty("reservation_status").GetString());
    }

    [Fact]
    [Requirement("BOK-052")]
    public async Task Booking_of_a_hosted_cpo_whose_terms_name_no_time_for_it_is_not_given_up_when_nobody_comes()
    {
        await HostOperatorAsync();
        Assert.DoesNotContain("noshow_timeout", Terms, StringComparison.Ordinal);
        Assert.True((await PublishAsync(OwnedModule.Bookings, "B1", Booking("B1", "R1", "RESERVED", owner: "BE/OWN"))).Succeeded);

        _gateway.Clock.Advance(TimeSpan.FromDays(30));

        Assert.Equal("RESERVED", (await _emsp.GetAsync("sender/bookings")).Data[0].GetProperty("reservation_status").GetString());
    }

    [Theory]
    [InlineData("FULFILLED", false)]
    [InlineData("NO_SHOW", false)]
    [InlineData("CANCELED", false)]
    [InlineData("PENDING", true)]
    [InlineData("RESERVED", true)]
    [InlineData("REJECTED", true)]
    [InlineData("FAILED", true)]
    [Requirement("BOK-003")]
    public async Task Booking_of_a_hosted_cpo_begins_where_the_package_says(string status, bool allowed)
    {
        await HostOperatorAsync();
        Assert.Equal(allowed, (await PublishAsync(OwnedModule.Bookings, "B1", Booking("B1", "R1", status, owner: "BE/OWN"))).Succeeded);
    }

    [Theory]
    [InlineData("2026-07-01T09:00:00Z", "2026-07-01T10:00:00Z", null)]
    [InlineData("2026-07-01T07:00:00Z", "2026-07-01T10:00:00Z", "time slot")]
    [InlineData("2026-07-01T09:00:00Z", "2026-07-01T09:50:00Z", "timeslot_increment")]
    [InlineData("2026-07-01T09:00:00Z", "2026-07-01T09:15:00Z", "min_booking_duration")]
    [InlineData("2026-07-01T09:00:00Z", "2026-07-01T15:00:00Z", "max_booking_duration")]
    [InlineData("2026-07-01T09:00:00Z", "2026-07-01T08:00:00Z", "before it begins")]
    [Requirement("BOK-001", "BOK-048", "BOK-053")]
    public async Task Hosted_emsp_asks_for_what_is_offered(string start, string end, string? objection)
    {
        await HostProviderAsync(Terms.Replace("{", "{\"min_booking_duration\":30,\"max_booking_duration\":240,", StringComparison.Ordinal));
        _gateway.Asked.Answer = _ => AskedPartners.Success(Booking("B1", "R1", asker: "AT/OWN"));

        var answer = await AskAsync(Request("R1", "AT/OWN", "BL2", start, end));

        if (objection is null)
        {
            Assert.Equal(1000, answer.OcpiStatus);
            Assert.Equal("NL/CPO from AT/OWN", Assert.Single(_gateway.Asked.Requests).To);
        }
        else
        {
            Assert.Equal(2001, answer.OcpiStatus);
            Assert.Contains(objection, answer.Message, StringComparison.Ordinal);
            Assert.Empty(_gateway.Asked.Requests);
        }
    }

    [Fact]
    [Requirement("BOK-001")]
    public async Task Hosted_emsp_asks_for_nothing_that_was_not_published()
    {
        await HostProviderAsync(Terms);
        var caller = new Caller(null, ObjectGateway.Party("AT/OWN"), ObjectGateway.Party("NL/CPO"), OcpiVersion.V230, "flow");

        var answer = await _gateway.BookingCalls.RequestAsync(caller, Encoding.UTF8.GetBytes(Request("R1", "AT/OWN", "NONE")), Cancellation);

        Assert.Equal((404, 2001), (answer.HttpStatus, answer.OcpiStatus));
        Assert.Empty(_gateway.Asked.Requests);
    }

    [Fact]
    [Requirement("BOK-001")]
    public async Task Hosted_emsp_is_told_that_nothing_was_published_however_many_operators_use_the_locations_id()
    {
        await HostProviderAsync(Terms);
        var second = await _gateway.CpoAsync("AT/CP2");
        Assert.Equal(201, (await _cpo.PutAsync("receiver/locations/NL/CPO/L1", Samples.Location("NL/CPO", "L1").ToJsonString())).Http);
        Assert.Equal(201, (await second.PutAsync("receiver/locations/AT/CP2/L1", Samples.Location("AT/CP2", "L1").ToJsonString())).Http);

        Assert.Equal(404, (await AskAsync(Request("R1", "AT/OWN", "NONE"))).HttpStatus);

        // A partner may know of places that were not published here: the Location's operator is asked, if there is only one.
        var partners = await _emsp.PostAsync("sender/bookings", Request("R1", bookingLocation: "NONE"));
        Assert.Equal((200, 2001), (partners.Http, partners.Status));
        Assert.Contains("More than one operator", partners.Message, StringComparison.Ordinal);
        Assert.Empty(_gateway.Asked.Requests);
    }

    [Theory]
    [InlineData("""{"supported_access_methods":["OPEN"],"change_until_minutes":60,"cancel_until_minutes":30,"change_not_allowed":true}""", "2026-07-01T09:00:00Z", "change_not_allowed")]
    [InlineData("""{"supported_access_methods":["OPEN"],"change_until_minutes":60000,"cancel_until_minutes":30}""", "2026-07-01T09:00:00Z", "change_until_minutes")]
    [InlineData("""{"supported_access_methods":["OPEN"],"change_until_minutes":60,"cancel_until_minutes":30,"rfid_auth_required":true}""", "2026-07-01T09:00:00Z", "rfid_auth_required")]
    [Requirement("BOK-050", "BOK-051", "BOK-054")]
    public async Task Hosted_emsp_keeps_to_the_terms(string terms, string start, string objection)
    {
        await HostProviderAsync(terms);
        await _cpo.PutAsync("receiver/bookings/NL/CPO/B1", Booking("B1", "R1", "RESERVED", asker: "AT/OWN"));

        var answer = await AskAsync(Request("R1", "AT/OWN", "BL2", start));

        Assert.Equal(2001, answer.OcpiStatus);
        Assert.Contains(objection, answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("BOK-050")]
    public async Task Hosted_emsp_cancels_in_time()
    {
        await HostProviderAsync("""{"supported_access_methods":["OPEN"],"change_until_minutes":60,"cancel_until_minutes":60000}""");
        var answer = await AskAsync(Request("R1", "AT/OWN", "BL2", more: "\"canceled\":{\"cancellation_reason\":\"TRAFFIC\",\"who_canceled\":\"EMSP\"},"));
        Assert.Contains("cancel_until_minutes", answer.Message, StringComparison.Ordinal);
    }

    private static (string? Status, int Requests, string? Last) State(JsonElement booking)
    {
        var requests = booking.GetProperty("booking_requests");
        return (booking.GetProperty("reservation_status").GetString(), requests.GetArrayLength(), requests[requests.GetArrayLength() - 1].GetProperty("request_status").GetString());
    }

    private static ObjectKey Key(string id) => new(OwnedModule.Bookings.Module, ObjectGateway.Party("BE/OWN"), id);

    private async Task<JsonElement> DecideAsync(string id, string decision, string? evse = null)
    {
        var answer = await _gateway.BookingDesk.DecideAsync(Key(id), decision, evse, Cancellation);
        Assert.Equal(1000, answer.OcpiStatus);
        return JsonDocument.Parse(answer.Data).RootElement;
    }

    private async Task HostOperatorAsync()
    {
        await _gateway.HostAsync("BE/OWN", Role.Cpo);
        await PublishAsync(OwnedModule.BookingLocations, "HB1", BookingLocation("HB1", "BE/OWN"));
    }

    private async Task HostProviderAsync(string terms)
    {
        await _gateway.HostAsync("AT/OWN", Role.Emsp);
        Assert.Equal(201, (await _cpo.PutAsync("receiver/bookings/NL/CPO/booking_locations/BL2", BookingLocation("BL2", terms: terms))).Http);
    }

    private async Task<CallAnswer> AskAsync(string request) => await _gateway.BookingCalls.RequestAsync(
        new Caller(null, ObjectGateway.Party("AT/OWN"), null, OcpiVersion.V230, "flow"), Encoding.UTF8.GetBytes(request), Cancellation);

    private async Task<IntakeResult> PublishAsync(OwnedModule module, string id, string json) => await _gateway.Intake.PutAsync(
        IntakeSource.Operator(_gateway.Directory.Current.Hosted), new ObjectTarget(module, ObjectGateway.Party("BE/OWN"), id), Encoding.UTF8.GetBytes(json), Cancellation);
}
