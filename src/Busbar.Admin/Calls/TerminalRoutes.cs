using Busbar.Admin.OpenApi;
using Busbar.Admin.Validation;
using Busbar.Core.Payments;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Busbar.Admin.Calls;

/// <summary>/api/terminals/…: what a hosted operator (CPO) asks of the providers (PTP) of payment terminals.</summary>
internal static class TerminalRoutes
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/terminals").WithTags("Calls");
        group.MapPost("/activate", ActivateAsync).WithName("ActivateTerminal").Accepts<object>("application/json").Produces(StatusCodes.Status202Accepted)
            .WithSummary("Asks a provider, for a hosted operator, to set a terminal up. The body is an OCPI Terminal, without terminal_id where it has none yet; "
                + "it names the device (reference) or its places. The provider makes the terminal in its own time.");
        group.MapPost("/{terminal_id}/deactivate", DeactivateAsync).WithName("DeactivateTerminal").Produces(StatusCodes.Status202Accepted).MayMiss()
            .WithSummary("Asks a terminal's provider, for a hosted operator, to take it out of use.");
        group.MapPatch("/{terminal_id}", ChangeAsync).WithName("ChangeTerminal").Accepts<object>("application/json").Produces(StatusCodes.Status204NoContent).MayMiss()
            .WithSummary("Changes a terminal at its provider, for a hosted operator: assigns location_ids and evse_uids, or says where its invoices are.");
    }

    private static async Task<IResult> ActivateAsync(
        string? from, string? to, HttpRequest request, [FromServices] HostedCallers callers, [FromServices] TerminalCalls terminals, CancellationToken cancellation)
    {
        var body = await RawBody.ReadAsync(request, cancellation);
        RawBody.RequireObject(body);
        var answer = await terminals.ActivateAsync(callers.ForTerminal(from, to), body, cancellation);
        return answer.OcpiStatus < 2000 ? TypedResults.Accepted((string?)null) : throw CallProblem.Of(answer);
    }

    private static async Task<IResult> DeactivateAsync(
        [FromRoute(Name = "terminal_id")] string terminalId, string? from, string? to, [FromServices] HostedCallers callers, [FromServices] TerminalCalls terminals,
        CancellationToken cancellation)
    {
        var answer = await terminals.DeactivateAsync(callers.ForTerminal(from, to), terminalId, cancellation);
        return answer.OcpiStatus < 2000 ? TypedResults.Accepted((string?)null) : throw CallProblem.Of(answer);
    }

    private static async Task<NoContent> ChangeAsync(
        [FromRoute(Name = "terminal_id")] string terminalId, string? from, string? to, HttpRequest request, [FromServices] HostedCallers callers,
        [FromServices] TerminalCalls terminals, CancellationToken cancellation)
    {
        var body = await RawBody.ReadAsync(request, cancellation);
        RawBody.RequireObject(body);
        var answer = await terminals.ChangeAsync(callers.ForTerminal(from, to), terminalId, body, whole: false, cancellation);
        return answer.OcpiStatus < 2000 ? TypedResults.NoContent() : throw CallProblem.Of(answer);
    }
}
