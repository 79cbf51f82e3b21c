using Busbar.Admin.Refusals;
using Busbar.Console.Access;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Busbar.Console.Refusals;

/// <summary>Sends a refused object again and leads to the refusal's page, which tells what came of it.</summary>
internal static class ReplayRoute
{
    public static void Map(IEndpointRouteBuilder gateway) => gateway
        .MapPost("/refusals/{id:guid}/replay", ReplayAsync)
        .RequireAuthorization(ConsoleSession.Policy)
        .WithMetadata(ConsolePage.Mark)
        .ExcludeFromDescription();

    private static async Task<IResult> ReplayAsync(
        HttpContext context, Guid id, RefusalReplay replay, IAntiforgery antiforgery, CancellationToken cancellation)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return TypedResults.BadRequest();
        }

        if (await replay.ReplayAsync(id, cancellation) is not { } view)
        {
            return TypedResults.NotFound();
        }

        var told = QueryString.Create("outcome", view.Outcome).Add("message", view.Message);
        return TypedResults.LocalRedirect($"{context.Request.PathBase}/refusals/{id}{told}");
    }
}
