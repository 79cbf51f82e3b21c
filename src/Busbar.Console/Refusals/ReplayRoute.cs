using Busbar.Admin.Refusals;
using Busbar.Console.Access;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Busbar.Console.Refusals;

/// <summary>Sends a refused object again and leads to the refusal's page, which tells what came of it; or orders it of many and leads to the list, which gets shorter.</summary>
internal static class ReplayRoute
{
    public static void Map(IEndpointRouteBuilder gateway)
    {
        Map(gateway, "/refusals/{id:guid}/replay", ReplayAsync);
        Map(gateway, "/refusals/replay", ReplayAllAsync);
    }

    private static void Map(IEndpointRouteBuilder gateway, string path, Delegate handler) => gateway
        .MapPost(path, handler)
        .RequireAuthorization(ConsoleSession.Policy)
        .WithMetadata(ConsolePage.Mark)
        .ExcludeFromDescription();

    private static async Task<IResult> ReplayAllAsync(HttpContext context, RefusalReplay replay, IAntiforgery antiforgery, CancellationToken cancellation)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return TypedResults.BadRequest();
        }

        var form = await context.Request.ReadFormAsync(cancellation);
        var (partner, module) = (form["connection"].ToString(), form["module"].ToString());
        if (!Guid.TryParse(partner, out var one) && partner.Length > 0)
        {
            return TypedResults.NotFound();
        }

        return await replay.ReplayAllAsync(partner.Length == 0 ? null : one, module.Length == 0 ? null : module, cancellation) is { } partners
            ? TypedResults.LocalRedirect($"{context.Request.PathBase}/refusals?partners={partners}")
            : TypedResults.NotFound();
    }

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
