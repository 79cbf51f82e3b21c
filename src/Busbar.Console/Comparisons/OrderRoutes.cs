using Busbar.Admin.Queries;
using Busbar.Console.Access;
using Busbar.Console.Words;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Busbar.Console.Comparisons;

/// <summary>Orders comparisons, checks and repairs, and leads to the page that shows how they go.</summary>
internal static class OrderRoutes
{
    private const string Home = "reconciliation";

    public static void Map(IEndpointRouteBuilder gateway)
    {
        Map(gateway, "/reconciliation/compare", async (context, queries) =>
        {
            var form = await context.Request.ReadFormAsync(context.RequestAborted);
            if (!Guid.TryParse(form["connection"], out var connection))
            {
                return null;
            }

            await queries.CompareAsync(connection, context.RequestAborted);
            return Home;
        });
        Map(gateway, "/reconciliation/check", async (context, queries) =>
        {
            await queries.CheckAsync(context.RequestAborted);
            return Home;
        });
        Map(gateway, "/reconciliation/{id:guid}/repair", async (context, queries) =>
        {
            var id = Guid.Parse(context.Request.RouteValues["id"]!.ToString()!);
            return await queries.RepairAsync(id, context.RequestAborted) ? Links.Reconciliation(id) : null;
        });
    }

    private static void Map(IEndpointRouteBuilder gateway, string path, Func<HttpContext, IReconciliationQueries, Task<string?>> order) => gateway
        .MapPost(path, (HttpContext context, IReconciliationQueries queries, IAntiforgery antiforgery) => OrderAsync(context, queries, antiforgery, order))
        .RequireAuthorization(ConsoleSession.Policy)
        .WithMetadata(ConsolePage.Mark)
        .ExcludeFromDescription();

    private static async Task<IResult> OrderAsync(
        HttpContext context, IReconciliationQueries queries, IAntiforgery antiforgery, Func<HttpContext, IReconciliationQueries, Task<string?>> order) =>
        !await antiforgery.IsRequestValidAsync(context) ? TypedResults.BadRequest()
        : await order(context, queries) is { } target ? TypedResults.LocalRedirect($"{context.Request.PathBase}/{target}")
        : TypedResults.NotFound();
}
