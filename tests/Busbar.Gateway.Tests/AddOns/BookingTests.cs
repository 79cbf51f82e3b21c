using System.Text.Json;
using Busbar.Core.Objects;
using Busbar.Gateway.Tests.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Testing;
using static Busbar.Gateway.Tests.AddOns.AddOnSamples;

namespace Busbar.Gateway.Tests.AddOns;

/// <summary>Booking locations, their calendars, and bookings as objects: written by their CPO, read by the eMSPs that may.</summary>
public sealed class BookingTests : IAsyncLifetime
{
    private const string Place = "receiver/bookings/NL/CPO/booking_locations/BL1";
    private ObjectGateway _gateway = null!;
    private Partner _cpo = null!;
    private Partner _emsp = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await ObjectGateway.StartAsync();
        (_cpo, _emsp) = (await _gateway.CpoAsync(), await _gateway.EmspAsync());
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    [Requirement("BOK-015", "BOK-018", "BOK-019", "BOK-028", "BOK-029", "BOK-030", "BOK-043")]
    public async Task Booking_location_is_written_by_its_cpo_and_read_by_an_emsp()
    {
        Assert.Equal(201, (await _cpo.PutAsync(Place, BookingLocation("BL1"))).Http);

        Assert.Equal("E1", (await _cpo.GetAsync(Place)).Data.GetProperty("booking_option").GetProperty("evse_uid").GetString());
        Assert.Equal("C1", (await _cpo.GetAsync(Place + "/C1")).Data.GetProperty("id").GetString());
        var page = await _emsp.GetAsync("sender/bookings/booking_locations");
        Assert.Equal(["BL1"], page.Ids());
        Assert.Equal("1", page.Header("X-Total-Count"));
        Assert.Equal("L1", (await _emsp.GetAsync("sender/bookings/booking_locations/BL1")).Data.GetProperty("location_id").GetString());
        Assert.Equal(15, (await _emsp.GetAsync("sender/bookings/booking_locations/BL1/C1")).Data.GetProperty("timeslot_increment").GetInt32());
        Assert.Equal(404, (await _emsp.GetAsync("sender/bookings/booking_locations/BL1/C9")).Http);
        Assert.Equal(404, (await _emsp.GetAsync(Place)).Http);
    }

    [Theory]
    [InlineData("receiver/bookings/bookinglocations/NL/CPO/BL1")]
    [InlineData("receiver/bookings/booking_locations/NL/CPO/BL1")]
    [InlineData("receiver/bookings/nl/cpo/BookingLocations/BL1")]
    public async Task Paths_of_the_examples_are_understood(string path)
    {
        Assert.Equal(201, (await _cpo.PutAsync(path, BookingLocation("BL1"))).Http);
        Assert.Equal(201, (await _cpo.PutAsync(path + "/C2", Calendar("C2", "2026-07-02T08:00:00Z", "2026-05-02T08:00:00Z"))).Http);
        Assert.Equal(2, (await _cpo.GetAsync(Place)).Data.GetProperty("calendars").GetArrayLength());
    }

    [Fact]
    [Requirement("BOK-028", "BOK-029", "BOK-034", "BOK-035", "BOK-036")]
    public async Task Change_of_a_calendar_moves_its_booking_location_and_leaves_the_rest()
    {
        await _cpo.PutAsync(Place, BookingLocation("BL1"));

        Assert.Equal(200, (await _cpo.PatchAsync(Place + "/C1", """{"timeslot_increment":30,"last_updated":"2026-05-03T08:00:00Z"}""")).Http);

        var read = (await _emsp.GetAsync("sender/bookings/booking_locations/BL1")).Data;
        var calendar = read.GetProperty("calendars")[0];
        Assert.Equal("2026-05-03T08:00:00Z", read.GetProperty("last_updated").GetString());
        Assert.Equal(("2026-05-03T08:00:00Z", 30), (calendar.GetProperty("last_updated").GetString(), calendar.GetProperty("timeslot_increment").GetInt32()));
        Assert.Equal(1, calendar.GetProperty("available_timeslots").GetArrayLength());

        Assert.Equal(2001, (await _cpo.PatchAsync(Place + "/C1", """{"timeslot_increment":45}""")).Status);
        Assert.Equal(2001, (await _cpo.PatchAsync(Place, """{"policy":{"reservation_required":true}}""")).Status);
        Assert.Equal(404, (await _cpo.PatchAsync(Place + "/C9", """{"timeslot_increment":45,"last_updated":"2026-05-03T08:00:00Z"}""")).Http);
        Assert.Equal(200, (await _cpo.PatchAsync(Place, """{"policy":{"reservation_required":true},"last_updated":"2026-05-04T08:00:00Z"}""")).Http);
        Assert.True((await _emsp.GetAsync("sender/bookings/booking_locations/BL1")).Data.GetProperty("policy").GetProperty("reservation_required").GetBoolean());
    }

    [Fact]
    [Requirement("BOK-044")]
    public async Task What_can_be_booked_where_there_is_no_location_is_noted()
    {
        await _gateway.HostAsync("BE/OWN", Role.Cpo);
        async Task<IReadOnlyList<Busbar.Ocpi.Wire.Validation.Finding>> PublishAsync() => (await _gateway.Intake.PutAsync(
            Busbar.Core.Intake.IntakeSource.Operator(_gateway.Directory.Current.Hosted),
            new Busbar.Core.Objects.ObjectTarget(Busbar.Core.Objects.OwnedModule.BookingLocations, ObjectGateway.Party("BE/OWN"), "HB1"),
            System.Text.Encoding.UTF8.GetBytes(BookingLocation("HB1", "BE/OWN")), TestContext.Current.CancellationToken)).Findings;

        Assert.Equal("/location_id", Assert.Single(await PublishAsync(), finding => finding.Requirement == "BOK-044").Path);
        await _gateway.Intake.PutAsync(
            Busbar.Core.Intake.IntakeSource.Operator(_gateway.Directory.Current.Hosted),
            new Busbar.Core.Objects.ObjectTarget(Busbar.Core.Objects.OwnedModule.Locations, ObjectGateway.Party("BE/OWN"), "L1"),
            System.Text.Encoding.UTF8.GetBytes(Samples.Location("BE/OWN", "L1", Samples.Monday, Samples.Evse("E1")).ToJsonString()), TestContext.Current.CancellationToken);
        Assert.DoesNotContain(await PublishAsync(), finding => finding.Requirement == "BOK-044");
    }

    [Fact]
    [Requirement("BOK-028", "BOK-046")]
    public async Task Calendar_is_added_and_replaced_on_its_own()
    {
        await _cpo.PutAsync(Place, BookingLocation("BL1"));

        Assert.Equal(201, (await _cpo.PutAsync(Place + "/C2", Calendar("C2", "2026-07-02T08:00:00Z", "2026-05-02T08:00:00Z"))).Http);
        Assert.Equal(200, (await _cpo.PutAsync(Place + "/C2", Calendar("C2", "2026-07-03T08:00:00Z", "2026-05-03T08:00:00Z"))).Http);
        Assert.Equal(2001, (await _cpo.PutAsync(Place + "/C2", """{"id":"C2","last_updated":"2026-05-04T08:00:00Z"}""")).Status);
        Assert.Equal(404, (await _cpo.PutAsync("receiver/bookings/NL/CPO/booking_locations/NONE/C2", Calendar("C2", "2026-07-03T08:00:00Z"))).Http);

        var calendars = (await _emsp.GetAsync("sender/bookings/booking_locations/BL1")).Data.GetProperty("calendars");
        Assert.Equal((2, "2026-07-03T00:00:00Z"), (calendars.GetArrayLength(), calendars[1].GetProperty("begin_from").GetString()));
    }

    [Theory]
    [InlineData("?timeslot_from=2026-07-02T00:00:00Z", "BL2 BL3")]
    [InlineData("?timeslot_from=2026-07-02T08:00:00Z&timeslot_to=2026-07-03T08:00:00Z", "BL2")]
    [InlineData("?timeslot_to=2026-07-01T08:00:00Z", "")]
    [InlineData("?timeslot_to=2026-07-03T08:00:00Z&limit=1", "BL1")]
    [InlineData("?timeslot_to=2026-07-03T08:00:00Z&offset=1&limit=1", "BL2")]
    [InlineData("?date_from=2026-05-02T00:00:00Z&date_to=2026-05-03T00:00:00Z", "BL2")]
    [InlineData("?date_from=2026-05-02T00:00:00Z&timeslot_from=2026-07-03T00:00:00Z", "BL3")]
    [Requirement("BOK-016", "BOK-017", "BOK-018")]
    public async Task List_takes_dates_and_time_slots(string query, string expected)
    {
        for (var day = 1; day <= 3; day++)
        {
            await _cpo.PutAsync(
                $"receiver/bookings/NL/CPO/booking_locations/BL{day}", BookingLocation($"BL{day}", slot: $"2026-07-0{day}T08:00:00Z", lastUpdated: $"2026-05-0{day}T08:00:00Z"));
        }

        var page = await _emsp.GetAsync("sender/bookings/booking_locations" + query);
        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), page.Ids());
        if (query.Contains("&limit=1", StringComparison.Ordinal))
        {
            Assert.Equal("2", page.Header("X-Total-Count"));
            Assert.Equal(query.Contains("offset", StringComparison.Ordinal), page.Next is null);
            Assert.True(page.Next is null || page.Next.Query.Contains("timeslot_to=", StringComparison.Ordinal));
        }
    }

    [Fact]
    [Requirement("BOK-016")]
    public async Task Time_slot_that_is_no_time_is_refused()
    {
        await _cpo.PutAsync(Place, BookingLocation("BL1"));
        var answer = await _emsp.GetAsync("sender/bookings/booking_locations?timeslot_to=soon");
        Assert.Equal(2001, answer.Status);
        Assert.Contains("timeslot_to", answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("BOK-031", "BOK-032")]
    public async Task Owner_in_the_url_and_in_the_object_are_the_same()
    {
        Assert.Equal(2001, (await _cpo.PutAsync(Place, BookingLocation("BL1", owner: "NL/OTH"))).Status);
        Assert.Equal(2001, (await _cpo.PutAsync("receiver/bookings/NL/CPO/B1", Booking("B1", "R1", owner: "NL/OTH"))).Status);
        Assert.Equal(404, (await _cpo.PutAsync("receiver/bookings/NL/OTH/B1", Booking("B1", "R1", owner: "NL/OTH"))).Http);
    }

    [Fact]
    [Requirement("BOK-015", "BOK-020", "BOK-028", "BOK-029", "BOK-030", "BOK-038")]
    public async Task Booking_is_read_by_the_emsp_that_asked_for_it_and_by_no_other()
    {
        var other = await _gateway.EmspAsync("FR/OTH");
        for (var day = 1; day <= 3; day++)
        {
            Assert.Equal(201, (await _cpo.PutAsync($"receiver/bookings/NL/CPO/B{day}", Booking($"B{day}", $"R{day}", lastUpdated: $"2026-05-0{day}T08:00:00Z"))).Http);
        }

        Assert.Equal("R1", (await _cpo.GetAsync("receiver/bookings/NL/CPO/B1")).Data.GetProperty("request_id").GetString());
        Assert.Equal(["B2"], (await _emsp.GetAsync("sender/bookings?date_from=2026-05-02T00:00:00Z&date_to=2026-05-03T00:00:00Z")).Ids());
        var page = await _emsp.GetAsync("sender/bookings?limit=2");
        Assert.Equal(["B1", "B2"], page.Ids());
        Assert.Equal(["B3"], (await _emsp.GetAsync(page.Next!.AbsoluteUri)).Ids());
        Assert.Empty((await other.GetAsync("sender/bookings")).Ids());
        Assert.Equal(404, (await _emsp.GetAsync("receiver/bookings/NL/CPO/B1")).Http);
    }

    [Fact]
    [Requirement("BOK-033")]
    public async Task Url_may_name_a_booking_by_its_request_id()
    {
        Assert.Equal(201, (await _cpo.PutAsync("receiver/bookings/NL/CPO/R1", Booking("B1", "R1"))).Http);
        Assert.Equal(200, (await _cpo.PutAsync("receiver/bookings/NL/CPO/B1", Booking("B1", "R1", "RESERVED", lastUpdated: "2026-05-02T09:00:00Z"))).Http);
        Assert.Equal(200, (await _cpo.PatchAsync("receiver/bookings/NL/CPO/R1", """{"reservation_status":"FULFILLED","last_updated":"2026-05-03T09:00:00Z"}""")).Http);

        Assert.Equal("FULFILLED", (await _cpo.GetAsync("receiver/bookings/NL/CPO/R1")).Data.GetProperty("reservation_status").GetString());
        Assert.Equal(["B1"], (await _emsp.GetAsync("sender/bookings")).Ids());
        Assert.Equal(2001, (await _cpo.PutAsync("receiver/bookings/NL/CPO/ELSE", Booking("B1", "R1"))).Status);
    }

    [Fact]
    [Requirement("BOK-034", "BOK-035", "BOK-042")]
    public async Task Evse_is_assigned_later_and_the_rest_stays()
    {
        await _cpo.PutAsync("receiver/bookings/NL/CPO/B1", Booking("B1", "R1", "RESERVED", more: "\"booking_option\":{\"evse_uid\":\"#NA\"},"));

        Assert.Equal(2001, (await _cpo.PatchAsync("receiver/bookings/NL/CPO/B1", """{"booking_option":{"evse_uid":"E7"}}""")).Status);
        Assert.Equal(200, (await _cpo.PatchAsync("receiver/bookings/NL/CPO/B1", """{"booking_option":{"evse_uid":"E7"},"last_updated":"2026-05-02T09:00:00Z"}""")).Http);

        var read = (await _emsp.GetAsync("sender/bookings")).Data[0];
        Assert.Equal("E7", read.GetProperty("booking_option").GetProperty("evse_uid").GetString());
        Assert.Equal(("RESERVED", "R1"), (read.GetProperty("reservation_status").GetString(), read.GetProperty("request_id").GetString()));
    }

    [Fact]
    [Requirement("BOK-006")]
    public async Task Nothing_follows_a_final_state()
    {
        foreach (var (id, final) in new[] { ("B1", "CANCELED"), ("B2", "NO_SHOW"), ("B3", "REJECTED"), ("B4", "FAILED"), ("B5", "FULFILLED") })
        {
            var canceled = final == "CANCELED" ? "\"canceled\":{\"cancellation_reason\":\"FULL\",\"who_canceled\":\"CPO\"}," : "";
            await _cpo.PutAsync($"receiver/bookings/NL/CPO/{id}", Booking(id, "R" + id, final, more: canceled));
            Assert.Equal(2001, (await _cpo.PutAsync($"receiver/bookings/NL/CPO/{id}", Booking(id, "R" + id, "RESERVED", lastUpdated: "2026-05-02T09:00:00Z"))).Status);
            Assert.Equal(2001, (await _cpo.PatchAsync($"receiver/bookings/NL/CPO/{id}", """{"reservation_status":"RESERVED","last_updated":"2026-05-02T09:00:00Z"}""")).Status);
        }
    }

    [Theory]
    [InlineData("DELETE", "receiver/bookings/NL/CPO/B1")]
    [InlineData("POST", "receiver/bookings/NL/CPO/B1")]
    [InlineData("DELETE", "receiver/bookings/NL/CPO/booking_locations/BL1")]
    [InlineData("POST", "receiver/bookings/NL/CPO/booking_locations/BL1")]
    [InlineData("PUT", "sender/bookings/booking_locations/BL1")]
    [InlineData("PATCH", "sender/bookings/booking_locations")]
    [InlineData("DELETE", "sender/bookings/booking_locations/BL1")]
    [InlineData("PUT", "sender/bookings")]
    [InlineData("DELETE", "sender/bookings")]
    [Requirement("BOK-015", "BOK-029", "BOK-037")]
    public async Task Nothing_else_is_offered(string method, string path) => Assert.Equal(405, (await _cpo.SendAsync(method, path, "{}")).Http);

    [Fact]
    public async Task Cpo_that_names_itself_in_the_request_hides_no_booking_once_its_emsp_is_known()
    {
        _gateway.Asked.Answer = _ => AskedPartners.Success(Booking("B1", "R1", asker: "NL/CPO"));
        await _cpo.PutAsync(Place, BookingLocation("BL1"));
        Assert.Equal(1000, (await _emsp.PostAsync("sender/bookings", Request("R1"))).Status);

        await _cpo.PutAsync("receiver/bookings/NL/CPO/B1", Booking("B1", "R1", "RESERVED", asker: "NL/CPO", lastUpdated: "2026-05-02T09:00:00Z"));

        Assert.Equal("RESERVED", (await _emsp.GetAsync("sender/bookings")).Data[0].GetProperty("reservation_status").GetString());
    }

    [Fact]
    public async Task Booking_location_of_the_earlier_edition_is_kept_in_the_present_form()
    {
        const string Earlier = """
            {"country_code":"NL","party_id":"CPO","id":"BL1","location_id":"L1","evse_uid":"E1","bookable":{"reservation_required":true},
            "calendars":[{"id":"C1","begin_from":"2026-07-01T00:00:00Z","end_before":"2026-07-02T00:00:00Z","step_size":15,
            "available_timeslots":[{"start_from":"2026-07-01T08:00:00Z","end_before":"2026-07-01T09:00:00Z"}],"last_updated":"2026-05-01T08:00:00Z"}],
            "last_updated":"2026-05-01T08:00:00Z"}
            """;

        Assert.Equal(201, (await _cpo.PutAsync(Place, Earlier)).Http);

        var read = (await _emsp.GetAsync("sender/bookings/booking_locations/BL1")).Data;
        Assert.Equal(("E1", 15), (read.GetProperty("booking_option").GetProperty("evse_uid").GetString(), read.GetProperty("calendars")[0].GetProperty("timeslot_increment").GetInt32()));
        await _gateway.Exchanges.NotedAsync("bookings 1.1");
    }

    [Fact]
    public async Task Partner_of_an_older_version_has_no_bookings_and_is_told_nothing_of_them()
    {
        var old = await _gateway.EmspAsync("NL/OLD", OcpiVersion.V221);
        await _cpo.PutAsync(Place, BookingLocation("BL1"));

        Assert.Equal(404, (await old.GetAsync("sender/bookings")).Http);
        var stored = (await _gateway.FindAsync(OwnedModule.BookingLocations.Module, "NL/CPO", "BL1"))!;
        var sight = new Core.Routing.Visibility(_gateway.Agreements.Current, _gateway.Clock.GetUtcNow()).Of(old.Connection, stored.Key, stored.Facts, stored.Source);
        Assert.Equal((false, "The module bookings exists from OCPI 2.3.0 on; emsp NL/OLD speaks 2.2.1."), (sight.Allowed, sight.Reason));
    }
}
