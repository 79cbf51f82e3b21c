using System.Text.Json;
using Busbar.Admin.Contracts;
using Busbar.Admin.OpenApi;
using Busbar.Admin.Validation;
using Busbar.Core.Bookings;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Busbar.Admin.Calls;

/// <summary>/api/bookings: requests of hosted providers (eMSP), and decisions of hosted operators (CPO).</summary>
internal static class BookingRoutes
{
    private static readonly string[] Decisions = ["ACCEPTED", "DECLINED", "FAILED"];

    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/bookings").WithTags("Calls");
        group.MapPost("/", RequestAsync).WithName("RequestBooking").Accepts<object>("application/json").Produces<object>().MayMiss()
            .WithSummary("Asks an operator for a booking, its change (the same request_id) or its end (canceled), for the hosted provider that the request names. "
                + "The body is an OCPI BookingRequest, the answer the Booking; when it is PENDING, the decision comes as an event.");
        group.MapPost("/{country_code}/{party_id}/{id}/decision", DecideAsync).WithName("DecideBooking").Produces<object>().MayMiss()
            .WithSummary("Decides the oldest open request of a hosted operator's booking; the provider is told.");
    }

    private static async Task<IResult> RequestAsync(
        string? to, HttpRequest request, [FromServices] HostedCallers callers, [FromServices] BookingCalls bookings, CancellationToken cancellation)
    {
        var body = await RawBody.ReadAsync(request, cancellation);
        RawBody.RequireObject(body);
        var answer = await bookings.RequestAsync(callers.ForBooking(Asker(body), to), body, cancellation);
        return answer.OcpiStatus < 2000 ? TypedResults.Bytes(answer.Data, "application/json") : throw CallProblem.Of(answer);
    }

    private static async Task<IResult> DecideAsync(
        [FromRoute(Name = "country_code")] string countryCode, [FromRoute(Name = "party_id")] string partyId, string id, BookingDecisionRequest request,
        [FromServices] BookingDesk desk, CancellationToken cancellation)
    {
        var errors = new FieldErrors();
        var party = PartyRules.ReadId(errors, "country_code", countryCode, "party_id", partyId);
        if (errors.Require("request_status", request.RequestStatus) && !Decisions.Contains(request.RequestStatus))
        {
            errors.Add("request_status", "enum", $"must be one of {string.Join(", ", Decisions)}.");
        }

        errors.Length("evse_uid", request.EvseUid, 36);
        errors.ThrowIfAny();
        var answer = await desk.DecideAsync(new ObjectKey(OwnedModule.Bookings.Module, party!.Value, id), request.RequestStatus!, request.EvseUid, cancellation);
        return answer.OcpiStatus < 2000 ? TypedResults.Bytes(answer.Data, "application/json") : throw CallProblem.Of(answer);
    }

    private static PartyId? Asker(ReadOnlyMemory<byte> request)
    {
        using var document = JsonDocument.Parse(request);
        return document.RootElement.TryGetProperty("country_code", out var country) && country.ValueKind == JsonValueKind.String
            && document.RootElement.TryGetProperty("party_id", out var code) && code.ValueKind == JsonValueKind.String
            && PartyId.TryParse($"{country.GetString()}/{code.GetString()}", out var party)
            ? party
            : null;
    }
}
