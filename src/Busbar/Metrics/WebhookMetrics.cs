using Busbar.Core.Webhooks;

namespace Busbar.Metrics;

/// <summary>Writes how webhooks stand to which this process sends, and what it sent them.</summary>
internal static class WebhookMetrics
{
    public static void Write(PrometheusText text, WebhookTally tally, long last)
    {
        var counts = tally.Counts.OrderBy(count => count.Webhook).ToList();
        text.Family("busbar_webhook_delivered_total", "counter", "Events that a webhook took, in this process.");
        foreach (var count in counts)
        {
            text.Sample("busbar_webhook_delivered_total", count.Delivered, ("webhook", count.Webhook.ToString()));
        }

        text.Family("busbar_webhook_failures_total", "counter", "Attempts to send an event to a webhook that failed, in this process.");
        foreach (var count in counts)
        {
            text.Sample("busbar_webhook_failures_total", count.Failed, ("webhook", count.Webhook.ToString()));
        }

        var standings = tally.Standings.OrderBy(standing => standing.Key).ToList();
        text.Family("busbar_webhook_lag", "gauge", "Entries of the change log after a webhook's place, where this process sends to it.");
        foreach (var (webhook, standing) in standings)
        {
            text.Sample("busbar_webhook_lag", Math.Max(0, last - standing.Sequence), ("webhook", webhook.ToString()));
        }

        text.Family("busbar_webhook_failing", "gauge", "1 while a webhook does not take its events, where this process sends to it.");
        foreach (var (webhook, standing) in standings)
        {
            text.Sample("busbar_webhook_failing", standing.FailedAttempts > 0 ? 1 : 0, ("webhook", webhook.ToString()));
        }
    }
}
