using Busbar.Admin.Verdicts;
using Busbar.Console.Access;
using Busbar.Console.Words;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Busbar.Console.Verdicts;

/// <summary>Accepts or disputes a CDR and leads back to its verdict.</summary>
internal static class DecisionRoutes
{
    public static void Map(IEndpointRouteBuilder gateway)
    {
        Map(gateway, "accept", accept: true);
        Map(gateway, "dispute", accept: false);
    }

    private static void Map(IEndpointRouteBuilder gateway, string word, bool accept) => gateway
        .MapPost($"/verdicts/{{countryCode}}/{{partyId}}/{word}", (HttpContext context, string countryCode, string partyId, string id, CdrDecisions decisions, IAntiforgery antiforgery) =>
            DecideAsync(context, countryCode, partyId, id, accept, decisions, antiforgery))
        .RequireAuthorization(ConsoleSession.Policy)
        .WithMetadata(ConsolePage.Mark)
        .ExcludeFromDescription();

    private static async Task<IResult> DecideAsync(
        HttpContext context, string countryCode, string partyId, string id, bool accept, CdrDecisions decisions, IAntiforgery antiforgery)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return TypedResults.BadRequest();
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var note = form["note"].ToString().Trim();
        return await decisions.DecideAsync(
                countryCode, partyId, id, accept, note.Length == 0 ? null : note[..Math.Min(note.Length, CdrDecisions.LongestNote)], context.RequestAborted) is null
            ? TypedResults.NotFound()
            : TypedResults.LocalRedirect($"{context.Request.PathBase}/{Links.Verdict(countryCode, partyId, id)}");
    }
}
