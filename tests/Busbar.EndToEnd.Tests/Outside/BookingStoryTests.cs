using System.Text.Json.Nodes;
using Busbar.Testing;
using static Busbar.EndToEnd.Tests.Outside.Documents;

namespace Busbar.EndToEnd.Tests.Outside;

/// <summary>Bookings between a CPO and an eMSP of 2.3.0 with the gateway between them, and with hosted parties on either side.</summary>
[Collection<OutsideTests>]
public sealed class BookingStoryTests(OutsideGateway gateway)
{
    [Fact]
    [Requirement(
        "BOK-001", "BOK-009", "BOK-010", "BOK-011", "BOK-012", "BOK-014", "BOK-018", "BOK-019", "BOK-021", "BOK-022", "BOK-023", "BOK-024", "BOK-026", "BOK-028", "BOK-031")]
    public async Task Place_is_published_booked_changed_and_cancelled()
    {
        await using var cpo = await gateway.JoinAsync("bookings", "BC1", "CPO");
        await using var emsp = await gateway.JoinAsync("bookings", "BM1", "EMSP");

        // 1. What can be booked is pushed to the provider, and can be read.
        var place = Place(cpo, "BL1");
        (await cpo.SendAsync("PUT", cpo.Own("bookings", "booking_locations/BL1"), place.ToJsonString())).Is(201, 1000);
        Assert.Empty(JsonDifference.Between(place, JsonNode.Parse(await emsp.GetsAsync("PUT", "/bookings/receiver/AT/BC1/booking_locations/BL1"))));
        Assert.Contains("BL1", (await emsp.SendAsync("GET", emsp.At("bookings/SENDER", "/booking_locations"), null, emsp.To(cpo))).Is(200, 1000).Ids);
        Assert.Equal("C1", (string?)(await emsp.SendAsync("GET", emsp.At("bookings/SENDER", "/booking_locations/BL1/C1"), null, emsp.To(cpo))).Is(200, 1000).Data!["id"]);

        // 2. The provider asks; the operator has it pending.
        cpo.Script = request => request == "POST /bookings/sender"
            ? (200, new JsonObject { ["data"] = Booking(cpo, emsp, "PENDING", ["PENDING"], "12:00"), ["status_code"] = 1000, ["timestamp"] = Day })
            : null;
        var asked = Request(emsp);
        var answer = (await emsp.SendAsync("POST", emsp.At("bookings/SENDER"), asked.ToJsonString(), emsp.To(cpo))).Is(200, 1000).Data!;
        Assert.Equal(("PENDING", "R1"), ((string?)answer["reservation_status"], (string?)answer["request_id"]));
        Assert.Empty(JsonDifference.Between(asked, JsonNode.Parse(await cpo.GetsAsync("POST", "/bookings/sender"))));

        // 3. The decision is pushed; so is what follows.
        await PushAsync(cpo, emsp, "RESERVED", ["ACCEPTED"], "12:01");
        cpo.Script = request => request == "POST /bookings/sender"
            ? (200, new JsonObject { ["data"] = Booking(cpo, emsp, "RESERVED", ["ACCEPTED", "PENDING"], "12:02"), ["status_code"] = 1000, ["timestamp"] = Day })
            : null;
        var change = Request(emsp, "11:00");
        var changed = (await emsp.SendAsync("POST", emsp.At("bookings/SENDER"), change.ToJsonString())).Is(200, 1000).Data!;
        Assert.Equal(("RESERVED", "PENDING"), ((string?)changed["reservation_status"], (string?)changed["booking_requests"]![1]!["request_status"]));
        await PushAsync(cpo, emsp, "RESERVED", ["ACCEPTED", "ACCEPTED"], "12:03");

        // 4. The charger breaks: the operator cancels.
        var broken = Booking(cpo, emsp, "CANCELED", ["ACCEPTED", "ACCEPTED"], "12:04");
        broken["canceled"] = new JsonObject { ["cancellation_reason"] = "BROKEN_CHARGER", ["who_canceled"] = "CPO" };
        (await cpo.SendAsync("PUT", cpo.Own("bookings", "B1"), broken.ToJsonString())).Is(200, 1000);
        await emsp.GetsAsync("PUT", "/bookings/receiver/AT/BC1/B1", body => (string?)body["canceled"]?["cancellation_reason"] == "BROKEN_CHARGER");
        Assert.DoesNotContain(gateway.Emsp230.Received, request => request.Path.Contains("bookings", StringComparison.Ordinal));
    }

    [Fact]
    [Requirement("BOK-003", "BOK-009", "BOK-010", "BOK-026")]
    public async Task Hosted_operator_decides_through_the_operator_api()
    {
        await gateway.Api.PutAsync("/api/parties/BE/HBC/CPO", """{"name":"Hosted"}""");
        await using var emsp = await gateway.JoinAsync("bookings", "BM2", "EMSP");
        var place = Place(emsp, "HB1");
        (place["country_code"], place["party_id"]) = ("BE", "HBC");
        await gateway.Api.PutAsync("/api/booking_locations/BE/HBC/HB1", place.ToJsonString());
        await emsp.GetsAsync("PUT", "/bookings/receiver/BE/HBC/booking_locations/HB1");
        var request = Request(emsp);
        request["booking_location_id"] = "HB1";

        var booking = (await emsp.SendAsync("POST", emsp.At("bookings/SENDER"), request.ToJsonString())).Is(200, 1000).Data!;
        Assert.Equal("PENDING", (string?)booking["reservation_status"]);
        var url = $"/api/bookings/BE/HBC/{booking["id"]}";
        Assert.Equal("PENDING", (string?)(await gateway.Api.GetAsync(url))["reservation_status"]);
        var decided = await gateway.Api.PostAsync(url + "/decision", new JsonObject { ["request_status"] = "ACCEPTED", ["evse_uid"] = "E7" });

        Assert.Equal(("RESERVED", "E7"), ((string?)decided["reservation_status"], (string?)decided["booking_option"]!["evse_uid"]));
        await emsp.GetsAsync("PUT", $"/bookings/receiver/BE/HBC/{booking["id"]}", body => (string?)body["reservation_status"] == "RESERVED");
        Assert.Equal(422, (await gateway.Api.TrySendAsync(HttpMethod.Post, url + "/decision", """{"request_status":"ACCEPTED"}""")).Status);
        Assert.Equal(400, (await gateway.Api.TrySendAsync(HttpMethod.Post, url + "/decision", """{"request_status":"PERHAPS"}""")).Status);
        Assert.Equal(404, (await gateway.Api.TrySendAsync(HttpMethod.Post, "/api/bookings/BE/HBC/NONE/decision", """{"request_status":"ACCEPTED"}""")).Status);
    }

    [Fact]
    [Requirement("BOK-021", "BOK-025")]
    public async Task Hosted_provider_asks_through_the_operator_api()
    {
        await gateway.Api.PutAsync("/api/parties/BE/HBM/EMSP", """{"name":"Hosted"}""");
        await using var cpo = await gateway.JoinAsync("bookings", "BC3", "CPO");
        (await cpo.SendAsync("PUT", cpo.Own("bookings", "booking_locations/BL3"), Place(cpo, "BL3").ToJsonString())).Is(201, 1000);
        await using var hosted = await PlainPartner.StartAsync("2.3.0", "BE", "HBM", "EMSP");
        cpo.Script = request => request == "POST /bookings/sender"
            ? (200, new JsonObject { ["data"] = Booking(cpo, hosted, "RESERVED", ["ACCEPTED"], "12:00"), ["status_code"] = 1000, ["timestamp"] = Day })
            : null;
        var request = Request(hosted);
        request["booking_location_id"] = "BL3";

        var booking = await gateway.Api.PostAsync("/api/bookings", request);

        Assert.Equal("RESERVED", (string?)booking["reservation_status"]);
        Assert.Equal("HBM", (string?)JsonNode.Parse(await cpo.GetsAsync("POST", "/bookings/sender"))!["party_id"]);
        Assert.Equal("RESERVED", (string?)(await gateway.Api.GetAsync($"/api/bookings/AT/BC3/B1"))["reservation_status"]);
        request["booking_location_id"] = "NONE-BC3";
        Assert.Equal(404, (await gateway.Api.TrySendAsync(HttpMethod.Post, "/api/bookings", request.ToJsonString())).Status);
    }

    private static async Task PushAsync(PlainPartner cpo, PlainPartner emsp, string status, string[] requests, string at)
    {
        (await cpo.SendAsync("PUT", cpo.Own("bookings", "B1"), Booking(cpo, emsp, status, requests, at).ToJsonString())).Is(200, 1000);
        await emsp.GetsAsync(
            "PUT", "/bookings/receiver/AT/BC1/B1",
            body => (string?)body["reservation_status"] == status && body["booking_requests"]!.AsArray().Select(entry => (string?)entry!["request_status"]).SequenceEqual(requests));
    }

    private static JsonObject Terms() => new()
    {
        ["supported_access_methods"] = new JsonArray("OPEN"), ["change_until_minutes"] = 60, ["cancel_until_minutes"] = 30,
    };

    private static JsonObject Place(PlainPartner owner, string id) => new()
    {
        ["country_code"] = owner.Country, ["party_id"] = owner.Party, ["id"] = id, ["location_id"] = "L1", ["booking_option"] = new JsonObject { ["connector_format"] = new JsonArray("CABLE") },
        ["booking_terms"] = Terms(),
        ["calendars"] = new JsonArray(new JsonObject
        {
            ["id"] = "C1", ["begin_from"] = "2099-03-02T00:00:00Z", ["end_before"] = "2099-03-03T00:00:00Z", ["timeslot_increment"] = 15,
            ["available_timeslots"] = new JsonArray(new JsonObject { ["start_date_time"] = "2099-03-02T08:00:00Z", ["end_date_time"] = "2099-03-02T18:00:00Z" }),
            ["last_updated"] = Day,
        }),
        ["last_updated"] = Day,
    };

    private static JsonObject Request(PlainPartner asker, string end = "10:00") => new()
    {
        ["country_code"] = asker.Country, ["party_id"] = asker.Party, ["request_id"] = "R1", ["location_id"] = "L1", ["booking_location_id"] = "BL1",
        ["period"] = new JsonObject { ["start_date_time"] = "2099-03-02T09:00:00Z", ["end_date_time"] = $"2099-03-02T{end}:00Z" }, ["authorization_reference"] = "BOOKED-1",
    };

    private static JsonObject Booking(PlainPartner owner, PlainPartner asker, string status, string[] requests, string at) => new()
    {
        ["id"] = "B1", ["country_code"] = owner.Country, ["party_id"] = owner.Party, ["request_id"] = "R1", ["location_id"] = "L1",
        ["period"] = new JsonObject { ["start_date_time"] = "2099-03-02T09:00:00Z", ["end_date_time"] = "2099-03-02T10:00:00Z" },
        ["reservation_status"] = status, ["authorization_reference"] = "BOOKED-1", ["booking_terms"] = Terms(),
        ["booking_requests"] = new JsonArray([.. requests.Select(request => new JsonObject
        {
            ["request_status"] = request, ["booking_request"] = Request(asker), ["request_received"] = Day,
        })]),
        ["last_updated"] = $"2026-03-01T{at}:00Z",
    };
}
