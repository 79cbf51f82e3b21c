using System.Globalization;
using System.Text;
using System.Text.Json;
using Busbar.Admin.Contracts;
using Busbar.Admin.Validation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace Busbar.Admin.Events;

/// <summary>/api/events: the change log as server-sent events.</summary>
internal static class EventRoutes
{
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    public static void Map(RouteGroupBuilder api) => api.MapGet("/events", StreamAsync)
        .WithTags("Events").WithName("StreamEvents")
        .WithSummary("Server-sent events from the change log. An event's id is its sequence; send it back as Last-Event-ID to go on where a stream broke.")
        .Produces<EventView>(StatusCodes.Status200OK, "text/event-stream");

    /// <param name="context">The request.</param>
    /// <param name="feed">The change log.</param>
    /// <param name="lifetime">Ends the stream when the gateway stops.</param>
    /// <param name="after">Only events after this sequence; 0 for all that are kept. Without it, and without Last-Event-ID, the stream begins now.</param>
    /// <param name="types">Only these types, separated by commas ("object.stored,call.changed").</param>
    /// <param name="modules">Only changes of objects of these modules, separated by commas.</param>
    /// <param name="lastEventId">The id of the last event that was received.</param>
    private static async Task StreamAsync(
        HttpContext context,
        EventFeed feed,
        IHostApplicationLifetime lifetime,
        long? after,
        string? types,
        string? modules,
        [FromHeader(Name = "Last-Event-ID")] string? lastEventId)
    {
        var errors = new FieldErrors();
        var filter = EventFilter.Read(errors, types, modules);
        if (lastEventId is not null && !long.TryParse(lastEventId, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            errors.Add("Last-Event-ID", "type", "must be the id of an event: a whole number.");
        }

        if (after < 0)
        {
            errors.Add("after", "range", "must not be negative.");
        }

        errors.ThrowIfAny();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);

        // A browser that reconnects repeats the whole URL: what it has seen since counts more.
        var start = lastEventId is not null ? long.Parse(lastEventId, CultureInfo.InvariantCulture) : after ?? await feed.LastAsync(ending.Token);
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        try
        {
            await WriteAsync(context.Response, feed, filter, start, ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The listener left, or the gateway stops: a stream has no other end.
        }
    }

    private static async Task WriteAsync(HttpResponse response, EventFeed feed, EventFilter filter, long start, CancellationToken cancellation)
    {
        await response.WriteAsync($"retry: 2000\n: after {start}\n\n", cancellation);
        await response.Body.FlushAsync(cancellation);
        await foreach (var batch in feed.ReadAsync(start, KeepAlive, cancellation))
        {
            var text = new StringBuilder();
            foreach (var happened in batch.Where(filter.Wants))
            {
                text.Append("id: ").Append(happened.Sequence).Append("\nevent: ").Append(happened.Type)
                    .Append("\ndata: ").Append(JsonSerializer.Serialize(happened, AnswerJson.Context.EventView)).Append("\n\n");
            }

            if (text.Length == 0)
            {
                // Tells proxies and the listener that the stream is alive, and how far it has got without a matching event.
                text.Append(batch.Count == 0 ? ": alive\n\n" : $": at {batch[^1].Sequence}\n\n");
            }

            await response.WriteAsync(text.ToString(), cancellation);
            await response.Body.FlushAsync(cancellation);
        }
    }
}
