using Busbar.Admin.Contracts;
using Busbar.Core.Objects;
using Busbar.Core.Webhooks;

namespace Busbar.Admin.Queries;

/// <summary>Webhooks as the operator sees them, on whichever process it asks.</summary>
internal sealed class WebhookQueries(WebhookBook book, WebhookTally tally, IChangeLog log) : IWebhookQueries
{
    public async Task<IReadOnlyList<WebhookView>> ListAsync(CancellationToken cancellation)
    {
        var webhooks = await book.ListAsync(cancellation);
        if (webhooks.Count == 0)
        {
            return [];
        }

        var standings = await book.ListStandingsAsync(cancellation);
        var last = await log.LastSequenceAsync(cancellation);
        return [.. webhooks.Where(webhook => standings.ContainsKey(webhook.Id)).Select(webhook => View(webhook, standings[webhook.Id], last))];
    }

    public async Task<WebhookView?> FindAsync(Guid id, CancellationToken cancellation) => (await ListAsync(cancellation)).FirstOrDefault(view => view.Id == id);

    private WebhookView View(Webhook webhook, WebhookStanding written, long last)
    {
        // What this process knows is newer than what it wrote down, unless the operator has begun a new round since.
        var standing = tally.Standings.TryGetValue(webhook.Id, out var own) && own.Round == written.Round ? own : written;
        return new WebhookView
        {
            Id = webhook.Id,
            Url = webhook.Url.OriginalString,
            Types = webhook.Types,
            Modules = webhook.Modules,
            Description = webhook.Description,
            State = webhook.GoneAt is not null ? "gone" : webhook.PausedAt is not null ? "paused" : standing.FailedAttempts > 0 ? "failing" : "active",
            CreatedAt = webhook.CreatedAt,
            Sequence = standing.Sequence,
            Behind = Math.Max(0, last - standing.Sequence),
            LastSuccessAt = standing.LastSuccessAt,
            LastFailure = standing.LastFailure is { } failure
                ? new WebhookFailureView { At = failure.At, Reason = failure.Reason, HttpStatus = failure.HttpStatus }
                : null,
            FailedAttempts = standing.FailedAttempts,
            NextAttemptAt = webhook.IsSentTo ? standing.NextAttemptAt : null,
            PausedAt = webhook.PausedAt,
            GoneAt = webhook.GoneAt,
            FormerSecretUntil = webhook.FormerUntil,
        };
    }
}
