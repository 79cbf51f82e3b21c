using Busbar.Admin.Contracts;
using Busbar.Admin.OpenApi;
using Busbar.Admin.Problems;
using Busbar.Admin.Queries;
using Busbar.Admin.Validation;
using Busbar.Core.Calls;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Busbar.Admin.Calls;

/// <summary>/api/commands and /api/tokens/{uid}/authorize: calls on behalf of a hosted party, and what became of every call.</summary>
internal static class CallRoutes
{
    private static readonly string[] Results =
        ["ACCEPTED", "CANCELED_RESERVATION", "EVSE_OCCUPIED", "EVSE_INOPERATIVE", "FAILED", "NOT_SUPPORTED", "REJECTED", "TIMEOUT", "UNKNOWN_RESERVATION"];

    public static void Map(RouteGroupBuilder api)
    {
        var commands = api.MapGroup("/commands").WithTags("Calls");
        commands.MapPost("/{type}", CommandAsync).WithName("SendCommand").Accepts<object>("application/json").Produces<CallView>(StatusCodes.Status202Accepted)
            .WithSummary("Sends a command for a hosted party. The body is the OCPI 2.3.0 command without response_url; ask /api/commands/{id} for its result.");
        commands.MapGet("/", ListAsync).WithName("ListCalls").WithSummary("Calls of all parties, newest first.");
        commands.MapGet("/{id:guid}", FindAsync).WithName("GetCall").WithSummary("One call, with its result once there is one.").MayMiss();
        commands.MapPost("/{id:guid}/result", ResultAsync).WithName("PostCallResult")
            .WithSummary("The result of a command, or of a request about a charging profile, that a partner sent to a hosted operator (CPO).").MayConflict();
        api.MapPost("/tokens/{uid}/authorize", AuthorizeAsync).WithTags("Calls").WithName("Authorize").Accepts<object>("application/json").Produces<object>()
            .WithSummary("Asks a token's provider (eMSP), for a hosted operator, whether it may charge. The body is OCPI LocationReferences, or empty; the answer is AuthorizationInfo.")
            .MayMiss();
    }

    private static async Task<IResult> CommandAsync(
        string type, string? from, string? to, HttpRequest request, [FromServices] HostedCallers callers, [FromServices] CommandCalls commands, CancellationToken cancellation)
    {
        var body = await RawBody.ReadAsync(request, cancellation);
        RawBody.RequireObject(body);
        var caller = callers.ForCommand(from, to, body);
        var (answer, call) = await commands.SendAsync(caller, type.ToUpperInvariant(), body, cancellation);
        if (call is null)
        {
            var (result, _, message) = CommandAnswers.Read(answer.Data);
            return result is null || answer.OcpiStatus >= 2000
                ? throw CallProblem.Of(answer)
                : TypedResults.Ok(new CallOutcomeView { Response = result, Message = message });
        }

        return answer.OcpiStatus < 2000
            ? TypedResults.Accepted($"/api/commands/{call.Id}", CallViews.Of(call))
            : throw CallProblem.Of(answer, call.Id);
    }

    private static async Task<IResult> AuthorizeAsync(
        string uid, string? type, string? from, string? to, HttpRequest request, [FromServices] HostedCallers callers, [FromServices] AuthorizationCalls authorizations, CancellationToken cancellation)
    {
        var body = await RawBody.ReadAsync(request, cancellation);
        if (!body.IsEmpty)
        {
            RawBody.RequireObject(body);
        }

        var answer = await authorizations.AuthorizeAsync(callers.ForAuthorization(from, to), uid, type, body, cancellation);
        return answer.OcpiStatus < 2000 ? TypedResults.Bytes(answer.Data, "application/json") : throw CallProblem.Of(answer);
    }

    private static async Task<Page<CallView>> ListAsync([FromServices] ICallStore calls, DateTimeOffset? before, int? limit, CancellationToken cancellation)
    {
        var errors = new FieldErrors();
        var size = PageSize.Read(errors, limit);
        errors.ThrowIfAny();
        var found = await calls.ListAsync(before, size, cancellation);
        return new Page<CallView> { Items = [.. found.Select(CallViews.Of)] };
    }

    private static async Task<CallView> FindAsync([FromServices] ICallStore calls, Guid id, CancellationToken cancellation) =>
        await calls.FindAsync(id, cancellation) is { } call ? CallViews.Of(call) : throw Missing(id);

    private static async Task<NoContent> ResultAsync(
        [FromServices] CommandResults results, [FromServices] ProfileResults profiles, [FromServices] ICallStore calls, Guid id, CallResultRequest request, CancellationToken cancellation)
    {
        var call = await calls.FindAsync(id, cancellation);
        var profile = call is not null && ProfileCall.ResultOf(call.Type) is not null ? call : null;
        var errors = new FieldErrors();
        var known = call?.Type == HostedPreferences.Type ? HostedPreferences.Results : profile is null ? Results : ProfileCall.Results;
        if (errors.Require("result", request.Result) && !known.Contains(request.Result))
        {
            errors.Add("result", "enum", $"must be one of {string.Join(", ", known)}.");
        }

        errors.Length("message", request.Message, 512);
        ProfileResultRules.Check(errors, profile, request);
        errors.ThrowIfAny();
        var taken = profile is null
            ? await results.ReceiveHostedAsync(id, request.Result!, request.Message, cancellation)
            : await profiles.ReceiveHostedAsync(profile, request.Result!, ProfileResultRules.Read(request), request.Message, cancellation);
        return taken ? TypedResults.NoContent() : throw ProblemException.Conflict($"No call {id} to a hosted operator awaits a result.");
    }

    private static ProblemException Missing(Guid id) => ProblemException.NotFound($"There is no call {id}.");
}
