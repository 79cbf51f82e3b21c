using Busbar.Admin.Connections;
using Busbar.Console.Access;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Busbar.Console.Connections;

/// <summary>Pauses and resumes the pushes to a partner and leads back to its page.</summary>
internal static class PauseRoutes
{
    public static void Map(IEndpointRouteBuilder gateway)
    {
        Map(gateway, "pause", paused: true);
        Map(gateway, "resume", paused: false);
    }

    private static void Map(IEndpointRouteBuilder gateway, string word, bool paused) => gateway
        .MapPost($"/connections/{{id:guid}}/{word}", (HttpContext context, Guid id, DeliveryPause pause, IAntiforgery antiforgery, CancellationToken cancellation) =>
            SetAsync(context, id, paused, pause, antiforgery, cancellation))
        .RequireAuthorization(ConsoleSession.Policy)
        .WithMetadata(ConsolePage.Mark)
        .ExcludeFromDescription();

    private static async Task<IResult> SetAsync(
        HttpContext context, Guid id, bool paused, DeliveryPause pause, IAntiforgery antiforgery, CancellationToken cancellation)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return TypedResults.BadRequest();
        }

        return await pause.SetAsync(id, paused, cancellation)
            ? TypedResults.LocalRedirect($"{context.Request.PathBase}/connections/{id}")
            : TypedResults.NotFound();
    }
}
