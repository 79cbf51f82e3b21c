using System.Collections.Concurrent;

namespace Busbar.Core.Webhooks;

/// <summary>What this process sent to webhooks since it started, and where those stand that it sends to now.</summary>
public sealed class WebhookTally
{
    private readonly ConcurrentDictionary<Guid, WebhookCount> _counts = [];
    private readonly ConcurrentDictionary<Guid, WebhookStanding> _standings = [];

    /// <summary>Per webhook how many messages were delivered, and how many attempts failed.</summary>
    public IReadOnlyList<(Guid Webhook, long Delivered, long Failed)> Counts =>
        [.. _counts.Select(entry => (entry.Key, Interlocked.Read(ref entry.Value.Delivered), Interlocked.Read(ref entry.Value.Failed)))];

    /// <summary>Where the webhooks stand to which this process sends: newer than what is written down.</summary>
    public IReadOnlyDictionary<Guid, WebhookStanding> Standings => _standings;

    public void Delivered(Guid webhook) => Interlocked.Increment(ref CountOf(webhook).Delivered);

    public void Failed(Guid webhook) => Interlocked.Increment(ref CountOf(webhook).Failed);

    public void Stands(Guid webhook, WebhookStanding standing) => _standings[webhook] = standing;

    /// <summary>This process sends to it no more.</summary>
    public void Left(Guid webhook) => _standings.TryRemove(webhook, out _);

    /// <summary>The webhook is gone for good.</summary>
    public void Forget(Guid webhook) => _counts.TryRemove(webhook, out _);

    private WebhookCount CountOf(Guid webhook) => _counts.GetOrAdd(webhook, _ => new WebhookCount());

    private sealed class WebhookCount
    {
        public long Delivered;
        public long Failed;
    }
}
