using System.Text;
using Busbar.Ocpi.Client.Bookings;
using Busbar.Ocpi.Client.Common;
using Busbar.Ocpi.Client.Payments;
using Busbar.Ocpi.Client.Versions;
using Busbar.Ocpi.Model.Bookings;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Payments;
using Busbar.Ocpi.Model.Versions;
using Busbar.Testing;
using Microsoft.AspNetCore.Http;

namespace Busbar.Ocpi.Http.Tests.Client;

/// <summary>The calls of the payments and bookings packages: paths, bodies and records.</summary>
public sealed class AddOnCallTests : ClientRig
{
    private static readonly DateTimeOffset Day = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    [Requirement("PAY-020", "PAY-021", "PAY-023", "PAY-025", "PAY-028", "PAY-030", "PAY-032", "PAY-033", "PAY-035", "PAY-036")]
    public async Task Payments_stand_below_their_collections()
    {
        var client = AddOns();
        var terminal = new Terminal { TerminalId = "T/1", LastUpdated = Day };
        var confirmation = new FinancialAdviceConfirmation
        {
            Id = "F1", AuthorizationReference = "REF-1", TotalCosts = new Price { BeforeTaxes = 4 }, Currency = "EUR", EftData = ["Card"],
            CaptureStatusCode = CaptureStatusCode.Success, LastUpdated = Day,
        };

        await client.ActivateTerminalAsync("""{"reference":"S1"}"""u8.ToArray(), cancellation: Cancellation);
        await client.DeactivateTerminalAsync("T/1", cancellation: Cancellation);
        await client.PatchTerminalAsync("T/1", """{"location_ids":["L1"]}"""u8.ToArray(), cancellation: Cancellation);
        await client.PutTerminalAsync(terminal, cancellation: Cancellation);
        await client.PostTerminalAsync(terminal, cancellation: Cancellation);
        await client.PostFinancialAdviceConfirmationAsync(confirmation, cancellation: Cancellation);
        await client.Terminals.GetAsync("T/1", cancellation: Cancellation);
        await client.FinancialAdviceConfirmations.GetAsync("F1", cancellation: Cancellation);
        await client.GetHeldTerminalAsync("T/1", cancellation: Cancellation);
        await client.GetHeldFinancialAdviceConfirmationAsync("F1", cancellation: Cancellation);

        Assert.Equal(
            [
                "POST /payments/s/terminals/activate", "POST /payments/s/terminals/T%2F1/deactivate", "PATCH /payments/s/terminals/T%2F1", "PUT /payments/s/terminals/T%2F1",
                "POST /payments/r/terminals", "POST /payments/r/financial-advice-confirmations", "GET /payments/s/terminals/T%2F1",
                "GET /payments/s/financial-advice-confirmations/F1", "GET /payments/r/terminals/T%2F1", "GET /payments/r/financial-advice-confirmations/F1",
            ],
            Requests.Select(request => $"{request.Method} {request.Target}"));
        Assert.Equal("", Requests.ElementAt(1).Body);
        Assert.Contains("\"authorization_reference\":\"REF-1\"", Requests.ElementAt(5).Body, StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("PAY-018", "PAY-019", "BOK-016", "BOK-017")]
    public async Task Lists_are_crawled_in_their_collections()
    {
        Behaviour = http => http.Response.WriteAsync("""{"data":[{"terminal_id":"T1","last_updated":"2026-03-01T12:00:00Z"}],"status_code":1000,"timestamp":"2026-03-01T12:00:00Z"}""");
        var terminals = new List<Terminal>();
        await foreach (var terminal in AddOns().Terminals.GetAllAsync(new ListQuery { DateFrom = Day, Limit = 10 }, cancellation: Cancellation))
            terminals.Add(terminal);
        Behaviour = http => http.Response.WriteAsync("""{"data":[],"status_code":1000,"timestamp":"2026-03-01T12:00:00Z"}""");
        await foreach (var _ in AddOns().BookingLocations.GetAllAsync(new ListQuery { TimeslotFrom = Day, TimeslotTo = Day.AddDays(1) }, cancellation: Cancellation))
        {
        }

        Assert.Equal("T1", Assert.Single(terminals).TerminalId);
        Assert.Equal(
            ["/payments/s/terminals?date_from=2026-03-01T12%3A00%3A00Z&limit=10", "/bookings/s/booking_locations?timeslot_from=2026-03-01T12%3A00%3A00Z&timeslot_to=2026-03-02T12%3A00%3A00Z"],
            Requests.Select(request => request.Target));
    }

    [Fact]
    [Requirement("BOK-019", "BOK-021", "BOK-024", "BOK-025", "BOK-026", "BOK-028")]
    public async Task Bookings_are_asked_for_and_written_below_their_owner()
    {
        var client = AddOns();
        var owner = new PartyId("NL", "CPO");
        var request = new BookingRequest
        {
            CountryCode = "DE", PartyId = "MSP", RequestId = "R1", LocationId = "L1", BookingLocationId = "BL1", AuthorizationReference = "REF-1",
            Period = new Period { StartDateTime = Day, EndDateTime = Day.AddHours(1) },
            Canceled = new Cancellation { CancellationReason = CanceledReason.Traffic, WhoCanceled = Role.Emsp },
        };
        var calendar = new Calendar { Id = "C1", BeginFrom = Day, EndBefore = Day.AddDays(1), AvailableTimeslots = [new Timeslot { StartDateTime = Day, EndDateTime = Day.AddHours(1) }], LastUpdated = Day };

        await client.RequestBookingAsync(request, cancellation: Cancellation);
        await client.GetCalendarAsync("BL1", "C1", cancellation: Cancellation);
        await client.BookingLocations.GetAsync("BL1", cancellation: Cancellation);
        await client.BookingLocations.PutAsync(
            BookingsExtension.BookingLocationAddress(owner, "BL1"), new BookingLocation { CountryCode = "NL", PartyId = "CPO", Id = "BL1", LocationId = "L1", LastUpdated = Day }, cancellation: Cancellation);
        await client.PutCalendarAsync(owner, "BL1", calendar, cancellation: Cancellation);

        Assert.Equal(
            [
                "POST /bookings/s", "GET /bookings/s/booking_locations/BL1/C1", "GET /bookings/s/booking_locations/BL1", "PUT /bookings/r/NL/CPO/booking_locations/BL1",
                "PUT /bookings/r/NL/CPO/booking_locations/BL1/C1",
            ],
            Requests.Select(sent => $"{sent.Method} {sent.Target}"));
        Assert.Contains("\"canceled\":{\"cancellation_reason\":\"TRAFFIC\",\"who_canceled\":\"EMSP\"}", Requests.First().Body, StringComparison.Ordinal);
        Assert.Contains("\"request_id\":\"R1\"", Requests.First().Body, StringComparison.Ordinal);
    }

    [Fact]
    public void Modules_are_known_by_the_names_that_partners_give_them()
    {
        const string Details = """
            {"version":"2.3.0","endpoints":[
              {"identifier":"Booking","role":"SENDER","url":"https://a.example/b"},
              {"identifier":"terminals","role":"SENDER","url":"https://a.example/p/terminals"},
              {"identifier":"financial-advice-confirmations","role":"SENDER","url":"https://a.example/p/financial-advice-confirmations/"},
              {"identifier":"Payments","role":"RECEIVER","url":"https://a.example/pay"},
              {"identifier":"terminals","role":"RECEIVER","url":"https://a.example/elsewhere"}]}
            """;
        var answer = VersionDetailsAnswer.Read(Encoding.UTF8.GetBytes(Details), new Uri("https://a.example/ocpi/2.3.0"))!;
        Assert.Equal(
            ["bookings SENDER https://a.example/b", "payments SENDER https://a.example/p", "payments RECEIVER https://a.example/pay", "terminals RECEIVER https://a.example/elsewhere"],
            answer.Endpoints.Select(endpoint => $"{endpoint.Module} {endpoint.Role} {endpoint.Url}"));
    }

    private OcpiClient AddOns() => Client(Peer() with
    {
        Version = OcpiVersion.V230,
        Endpoints =
        [
            .. from module in new[] { "payments", "bookings" }
               from side in new[] { (InterfaceRole.Sender, "s"), (InterfaceRole.Receiver, "r") }
               select new OcpiEndpoint(new ModuleId(module), side.Item1, new Uri(Partner.Url, $"/{module}/{side.Item2}")),
        ],
    });
}
