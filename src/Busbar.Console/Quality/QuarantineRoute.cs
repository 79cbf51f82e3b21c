using Busbar.Admin.Intake;
using Busbar.Console.Access;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Busbar.Console.Quality;

/// <summary>Brings a document in quarantine once more, or gives it up, and leads back to the page, which tells what came of it.</summary>
internal static class QuarantineRoute
{
    public static void Map(IEndpointRouteBuilder gateway) => gateway
        .MapPost("/quality/{id:guid}", DecideAsync)
        .RequireAuthorization(ConsoleSession.Policy)
        .WithMetadata(ConsolePage.Mark)
        .ExcludeFromDescription();

    private static async Task<IResult> DecideAsync(
        HttpContext context, Guid id, QuarantineDecisions decisions, IAntiforgery antiforgery, CancellationToken cancellation)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return TypedResults.BadRequest();
        }

        var form = await context.Request.ReadFormAsync(cancellation);
        var (outcome, message) = form["do"] == "discard" ? await DiscardAsync(decisions, id, cancellation) : await RetryAsync(decisions, id, cancellation);
        return TypedResults.LocalRedirect($"{context.Request.PathBase}/quality{QueryString.Create("outcome", outcome).Add("message", message)}");
    }

    private static async Task<(string Outcome, string Message)> RetryAsync(QuarantineDecisions decisions, Guid id, CancellationToken cancellation) =>
        await decisions.RetryAsync(id, cancellation) switch
        {
            null => ("gone", "The document is no longer in quarantine."),
            { Taken: true } => ("taken", "The object was taken."),
            { } view => (view.Outcome, $"Still not taken. {view.Message}"),
        };

    private static async Task<(string Outcome, string Message)> DiscardAsync(QuarantineDecisions decisions, Guid id, CancellationToken cancellation) =>
        await decisions.DiscardAsync(id, cancellation) ? ("taken", "The document was given up.") : ("gone", "The document is no longer in quarantine.");
}
