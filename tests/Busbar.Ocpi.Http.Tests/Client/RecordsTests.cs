using Busbar.Ocpi.Client.Commands;
using Busbar.Ocpi.Client.Common;
using Busbar.Ocpi.Client.Locations;
using Busbar.Ocpi.Client.Tokens;
using Busbar.Ocpi.Model.Commands;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Locations;
using Busbar.Ocpi.Model.Tokens;
using Busbar.Testing;
using Microsoft.AspNetCore.Http;

namespace Busbar.Ocpi.Http.Tests.Client;

public sealed class RecordsTests : ClientRig
{
    private const string Good = """
        {"country_code":"NL","party_id":"TNM","id":"L1","publish":true,"address":"Street 1","city":"Town","country":"NLD",
         "coordinates":{"latitude":"52.0","longitude":"5.0"},"time_zone":"Europe/Amsterdam","last_updated":"2025-01-01T00:00:00Z"}
        """;

    [Fact]
    [Requirement("TRN-027", "TRN-066", "RTE-034")]
    public async Task List_of_records_keeps_the_good_objects_and_names_the_bad_ones()
    {
        Behaviour = http => http.Response.WriteAsync($$"""{"data":[{"id":"bad"},{{Good}},12],"status_code":1000,"timestamp":"2025-01-01T00:00:00Z"}""");
        var reasons = new List<string>();
        var locations = new List<Location>();
        await foreach (var location in Client().Locations.GetAllAsync(skipped: (_, reason) => reasons.Add(reason), cancellation: Cancellation))
            locations.Add(location);
        var only = Assert.Single(locations);
        Assert.Equal(("NL", "TNM", "L1"), (only.CountryCode, only.PartyId, only.Id));
        Assert.Equal(2, reasons.Count);
    }

    [Fact]
    public async Task Record_of_211_is_read_in_its_own_shape()
    {
        Behaviour = http => http.Response.WriteAsync("""
            {"data":{"id":"L1","type":"ON_STREET","address":"Street 1","city":"Town","postal_code":"1234","country":"NLD",
             "coordinates":{"latitude":"52.000000","longitude":"5.000000"},"last_updated":"2025-01-01T00:00:00Z"},"status_code":1000,"timestamp":"2025-01-01T00:00:00Z"}
            """);

        var location = (await Client().LocationsV211.GetAsync("L1", cancellation: Cancellation)).Value!;

        Assert.Equal(("L1", Model.Locations.V211.LocationType.OnStreet, "1234"), (location.Id, location.Type, location.PostalCode));
        Assert.True(location.KeepsChargingWhenClosed);
    }

    [Fact]
    public async Task List_of_records_that_breaks_off_throws_what_happened()
    {
        Behaviour = http => http.Response.WriteAsync("""{"status_code":3000,"status_message":"later","timestamp":"2025-01-01T00:00:00Z"}""");
        var broken = await Assert.ThrowsAsync<OcpiCallException>(async () =>
        {
            await foreach (var _ in Client().Locations.GetAllAsync(cancellation: Cancellation))
            {
            }
        });
        Assert.Equal(OcpiFailure.OcpiError, broken.Response.Failure);
        Assert.Contains("3000: later", broken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_record_is_read_or_the_reason_given()
    {
        Behaviour = http => http.Response.WriteAsync($$"""{"data":{{Good}},"status_code":1000,"timestamp":"2025-01-01T00:00:00Z"}""");
        Assert.Equal("Town", (await Client().Locations.GetAsync("L1", cancellation: Cancellation)).Value!.City);
        Behaviour = http => http.Response.WriteAsync("""{"data":{},"status_code":1000,"timestamp":"2025-01-01T00:00:00Z"}""");
        var result = await Client().Locations.GetAsync("L1", cancellation: Cancellation);
        Assert.False(result.IsSuccess);
        Assert.Equal(OcpiFailure.Unreadable, result.Response.Failure);
    }

    [Fact]
    public async Task Authorization_and_commands_speak_records()
    {
        Behaviour = http => http.Response.WriteAsync("""{"data":{"allowed":"BLOCKED","token":{"country_code":"NL","party_id":"TNM","uid":"U1","type":"RFID","contract_id":"C1","issuer":"I","valid":false,"whitelist":"NEVER","last_updated":"2025-01-01T00:00:00Z"}},"status_code":1000,"timestamp":"2025-01-01T00:00:00Z"}""");
        var authorized = await Client().AuthorizeAsync("U1", TokenType.Rfid, new LocationReferences { LocationId = "L1" }, cancellation: Cancellation);
        Assert.Equal("BLOCKED", authorized.Value!.Allowed.Value);
        Assert.Equal("/sender/tokens/U1/authorize?type=RFID", Requests.Last().Target);
        Assert.Equal("""{"location_id":"L1"}""", Requests.Last().Body);
        await Client().AuthorizeAsync("U1", TokenType.Rfid, null, cancellation: Cancellation);
        Assert.Equal("", Requests.Last().Body);
        Assert.DoesNotContain("Content-Type", Requests.Last().Headers.Keys);

        var stop = new StopSession { ResponseUrl = "https://roaming.example/r", SessionId = "S1" };
        foreach (var data in new[] { """{"result":"REJECTED","timeout":30}""", """{"CommandResponse":{"result":"REJECTED","timeout":30}}""" })
        {
            Behaviour = http => http.Response.WriteAsync($$"""{"data":{{data}},"status_code":1000,"timestamp":"2025-01-01T00:00:00Z"}""");
            var answer = await Client().StopSessionAsync(stop, cancellation: Cancellation);
            Assert.Equal("REJECTED", answer.Value!.Result.Value);
            Assert.Equal("/receiver/commands/STOP_SESSION", Requests.Last().Target);
        }
    }
}
