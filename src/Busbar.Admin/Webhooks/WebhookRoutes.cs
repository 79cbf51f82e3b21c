using System.Security.Cryptography;
using Busbar.Admin.Contracts;
using Busbar.Admin.Events;
using Busbar.Admin.OpenApi;
using Busbar.Admin.Problems;
using Busbar.Admin.Queries;
using Busbar.Admin.Validation;
using Busbar.Core.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Busbar.Admin.Webhooks;

/// <summary>/api/webhooks: addresses that events are sent to.</summary>
internal static class WebhookRoutes
{
    private const int UsualOverlap = 24 * 3600;
    private const int LongestOverlap = 7 * 24 * 3600;

    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/webhooks").WithTags("Webhooks");
        group.MapGet("/", ListAsync).WithName("ListWebhooks").WithSummary("Every webhook and how it stands, oldest first; never a secret.");
        group.MapGet("/{id:guid}", FindAsync).WithName("GetWebhook").WithSummary("One webhook and how it stands.").MayMiss();
        group.MapPost("/", CreateAsync).WithName("CreateWebhook").MayConflict()
            .WithSummary("Has events sent to an address, one per request, in order, each until it is taken. The answer holds the secret that signs them, this once.");
        group.MapPatch("/{id:guid}", PatchAsync).WithName("PatchWebhook").MayMiss()
            .WithSummary("Changes URL, filters or description; pauses, or goes on. Another URL, and \"paused\":false, have a webhook that fails or is gone tried at once.");
        group.MapPost("/{id:guid}/rotate", RotateAsync).WithName("RotateWebhook").WithSummary("A new secret, shown this once. Until the overlap ends (a day, when left out) the one before it signs too.").MayMiss();
        group.MapPost("/{id:guid}/test", TestAsync).WithName("TestWebhook").MayMiss().MayConflict()
            .WithSummary("Sends one event of type webhook.test now, also where it is paused, and says how it went. One that arrives ends the wait of a webhook that was failing.");
        group.MapPost("/{id:guid}/replay", ReplayAsync).WithName("ReplayWebhook").WithSummary("Goes on after another sequence: what comes after it is sent again, with the same ids.").MayMiss();
        group.MapDelete("/{id:guid}", DeleteAsync).WithName("DeleteWebhook").WithSummary("Removes a webhook: nothing is sent to it any more.").MayMiss();
    }

    private static async Task<Page<WebhookView>> ListAsync([FromServices] WebhookQueries queries, CancellationToken cancellation) =>
        new() { Items = await queries.ListAsync(cancellation) };

    private static Task<WebhookView> FindAsync(Guid id, [FromServices] WebhookQueries queries, CancellationToken cancellation) => ViewAsync(queries, id, cancellation);

    private static async Task<Created<WebhookView>> CreateAsync(
        WebhookRequest request, [FromServices] WebhookBook book, [FromServices] WebhookQueries queries, [FromServices] EventFeed feed, TimeProvider clock,
        CancellationToken cancellation)
    {
        var webhook = WebhookRequests.Read(request, await feed.LastAsync(cancellation), clock.GetUtcNow());
        var secret = WebhookSecret.New();
        if (!await book.AddAsync(webhook, secret, request.After, WebhookOptions.Most, cancellation))
        {
            throw ProblemException.Conflict($"There are {WebhookOptions.Most} webhooks already; more are not possible.");
        }

        return TypedResults.Created($"/api/webhooks/{webhook.Id}", await ViewAsync(queries, webhook.Id, cancellation) with { Secret = secret });
    }

    private static async Task<WebhookView> PatchAsync(
        Guid id, WebhookPatch patch, [FromServices] WebhookBook book, [FromServices] WebhookQueries queries, TimeProvider clock, CancellationToken cancellation)
    {
        var anew = patch.Url is not null || patch.Paused == false;
        _ = await book.ChangeAsync(id, WebhookRequests.Read(patch, clock.GetUtcNow()), anew, cancellation) ?? throw Missing(id);
        return await ViewAsync(queries, id, cancellation);
    }

    /// <param name="id">The webhook.</param>
    /// <param name="overlapSeconds">How long the replaced secret goes on signing; 0 after a suspected compromise.</param>
    /// <param name="book">The webhooks.</param>
    /// <param name="queries">How they stand.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="cancellation">Ends the wait.</param>
    private static async Task<WebhookView> RotateAsync(
        Guid id, [FromQuery(Name = "overlap_seconds")] int? overlapSeconds, [FromServices] WebhookBook book, [FromServices] WebhookQueries queries, TimeProvider clock,
        CancellationToken cancellation)
    {
        var errors = new FieldErrors();
        errors.Range("overlap_seconds", overlapSeconds, 0, LongestOverlap);
        errors.ThrowIfAny();
        var secret = WebhookSecret.New();
        _ = await book.RotateAsync(id, secret, clock.GetUtcNow() + TimeSpan.FromSeconds(overlapSeconds ?? UsualOverlap), cancellation) ?? throw Missing(id);
        return await ViewAsync(queries, id, cancellation) with { Secret = secret };
    }

    private static async Task<WebhookTestView> TestAsync(
        Guid id, [FromServices] WebhookBook book, [FromServices] IWebhookSender sender, [FromServices] WebhookOptions options, TimeProvider clock, CancellationToken cancellation)
    {
        var webhook = (await book.ListAsync(cancellation)).FirstOrDefault(known => known.Id == id) ?? throw Missing(id);
        var keys = await ReadKeysAsync(book, id, cancellation);
        var message = WebhookMessages.ComposeTest(webhook, keys, clock.GetUtcNow());
        var answer = await sender.SendAsync(message, options.Timeout, cancellation);
        if (answer.IsDelivered && webhook.IsSentTo && await book.FindStandingAsync(id, cancellation) is { NextAttemptAt: not null })
        {
            await book.ChangeAsync(id, known => known, anew: true, cancellation);
        }

        return new WebhookTestView
        {
            Delivered = answer.IsDelivered,
            MessageId = message.Id,
            HttpStatus = answer.HttpStatus,
            Problem = answer.Problem,
            DurationMs = Math.Round(answer.Duration.TotalMilliseconds, 1),
        };
    }

    private static async Task<WebhookView> ReplayAsync(
        Guid id, WebhookReplayRequest request, [FromServices] WebhookBook book, [FromServices] WebhookQueries queries, [FromServices] EventFeed feed,
        CancellationToken cancellation)
    {
        var after = WebhookRequests.Read(request, await feed.LastAsync(cancellation));
        _ = await book.ReplayAsync(id, after, cancellation) ?? throw Missing(id);
        return await ViewAsync(queries, id, cancellation);
    }

    private static async Task<NoContent> DeleteAsync(Guid id, [FromServices] WebhookBook book, CancellationToken cancellation) =>
        await book.DeleteAsync(id, cancellation) ? TypedResults.NoContent() : throw Missing(id);

    private static async Task<WebhookKeys> ReadKeysAsync(WebhookBook book, Guid id, CancellationToken cancellation)
    {
        try
        {
            return await book.ReadKeysAsync(id, cancellation) ?? throw Missing(id);
        }
        catch (CryptographicException)
        {
            throw ProblemException.Conflict("The webhook's secret cannot be read with the key ring that there is; rotate it, or bring the key ring back.");
        }
    }

    private static async Task<WebhookView> ViewAsync(WebhookQueries queries, Guid id, CancellationToken cancellation) =>
        await queries.FindAsync(id, cancellation) ?? throw Missing(id);

    private static ProblemException Missing(Guid id) => ProblemException.NotFound($"There is no webhook {id}.");
}
