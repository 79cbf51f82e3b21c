using Busbar.Admin.Contracts;
using Busbar.Admin.OpenApi;
using Busbar.Admin.Problems;
using Busbar.Admin.Queries;
using Busbar.Admin.Validation;
using Busbar.Core.Calls;
using Busbar.Ocpi.Model.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Busbar.Admin.Calls;

/// <summary>/api/charging-profiles: limits on sessions, asked for and told on behalf of hosted parties.</summary>
internal static class ChargingProfileRoutes
{
    private const string One = "/{country_code}/{party_id}/{session_id}";
    private const int UsualDuration = 900;

    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/charging-profiles").WithTags("Calls");
        group.MapPost("/{session_id}/set", SetAsync).WithName("SetChargingProfile").Accepts<object>("application/json").Produces<CallView>(StatusCodes.Status202Accepted)
            .WithSummary("Sets a charging profile on a session, for a hosted provider. The body is OCPI SetChargingProfile without response_url; ask /api/commands/{id} for the result.");
        group.MapPost("/{session_id}/get", GetAsync).WithName("GetChargingProfile").Produces<CallView>(StatusCodes.Status202Accepted)
            .WithSummary("Asks for the active charging profile of a session over the next duration seconds (900 when left out); it comes with the result of the call.");
        group.MapPost("/{session_id}/clear", ClearAsync).WithName("ClearChargingProfile").Produces<CallView>(StatusCodes.Status202Accepted)
            .WithSummary("Clears the charging profile that was set on a session.");
        group.MapGet(One, FindAsync).WithName("GetSteeredSession").Produces<object>().MayMiss()
            .WithSummary("Who has set a charging profile on a session, and the active profile that its operator told of last.");
        group.MapPut(One + "/active", ActiveAsync).WithName("PutActiveChargingProfile").Accepts<object>("application/json").Produces(StatusCodes.Status204NoContent).MayMiss()
            .WithSummary("A hosted operator tells that the active charging profile of its session changed. The body is OCPI ActiveChargingProfile; who set a profile is told.");
    }

    private static async Task<IResult> SetAsync(
        [FromRoute(Name = "session_id")] string sessionId, string? from, string? to, HttpRequest request, [FromServices] HostedCallers callers,
        [FromServices] ProfileCalls profiles, CancellationToken cancellation)
    {
        var body = await RawBody.ReadAsync(request, cancellation);
        RawBody.RequireObject(body);
        return await SendAsync(callers.ForProfile(from, to), new SteeringRequest(ProfileCall.Set, sessionId) { Body = body }, profiles, cancellation);
    }

    private static Task<IResult> GetAsync(
        [FromRoute(Name = "session_id")] string sessionId, string? from, string? to, int? duration, [FromServices] HostedCallers callers,
        [FromServices] ProfileCalls profiles, CancellationToken cancellation) =>
        SendAsync(callers.ForProfile(from, to), new SteeringRequest(ProfileCall.Get, sessionId) { Duration = duration ?? UsualDuration }, profiles, cancellation);

    private static Task<IResult> ClearAsync(
        [FromRoute(Name = "session_id")] string sessionId, string? from, string? to, [FromServices] HostedCallers callers, [FromServices] ProfileCalls profiles,
        CancellationToken cancellation) =>
        SendAsync(callers.ForProfile(from, to), new SteeringRequest(ProfileCall.Clear, sessionId), profiles, cancellation);

    private static async Task<IResult> SendAsync(Caller caller, SteeringRequest request, ProfileCalls profiles, CancellationToken cancellation)
    {
        var (answer, call) = await profiles.SendAsync(caller, request, cancellation);
        if (answer.OcpiStatus >= 2000)
        {
            throw CallProblem.Of(answer, call?.Id);
        }

        return call is null
            ? TypedResults.Ok(new CallOutcomeView { Response = CommandAnswers.Read(answer.Data).Result ?? "REJECTED" })
            : TypedResults.Accepted($"/api/commands/{call.Id}", CallViews.Of(call));
    }

    private static async Task<IResult> FindAsync(
        [FromRoute(Name = "country_code")] string countryCode, [FromRoute(Name = "party_id")] string partyId, [FromRoute(Name = "session_id")] string sessionId,
        [FromServices] ProfileBook book, CancellationToken cancellation) =>
        await book.FindAsync(ReadParty(countryCode, partyId), sessionId, cancellation) is { } steered
            ? TypedResults.Bytes(steered.Utf8, "application/json")
            : throw ProblemException.NotFound("Nobody has set a charging profile on this session.");

    private static async Task<NoContent> ActiveAsync(
        [FromRoute(Name = "country_code")] string countryCode, [FromRoute(Name = "party_id")] string partyId, [FromRoute(Name = "session_id")] string sessionId,
        HttpRequest request, [FromServices] HostedCallers callers, [FromServices] ActiveProfiles active, CancellationToken cancellation)
    {
        var caller = callers.ForOperator(ReadParty(countryCode, partyId));
        var body = await RawBody.ReadAsync(request, cancellation);
        RawBody.RequireObject(body);
        var answer = await active.TakeAsync(caller, sessionId, body, cancellation);
        return answer.HttpStatus == StatusCodes.Status404NotFound ? throw ProblemException.NotFound(answer.Message!)
            : answer.OcpiStatus >= 2000 ? throw CallProblem.Of(answer)
            : TypedResults.NoContent();
    }

    private static PartyId ReadParty(string countryCode, string partyId)
    {
        var errors = new FieldErrors();
        var party = PartyRules.ReadId(errors, "country_code", countryCode, "party_id", partyId);
        errors.ThrowIfAny();
        return party!.Value;
    }
}
