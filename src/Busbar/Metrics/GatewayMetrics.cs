using Busbar.Admin.Queries;
using Busbar.Core.Connections;
using Busbar.Core.Delivery;
using Busbar.Core.Exchanges;
using Busbar.Core.Intake;
using Busbar.Core.Limits;
using Busbar.Core.Losses;
using Busbar.Core.Objects;
using Busbar.Core.Retention;
using Busbar.Core.Webhooks;

namespace Busbar.Metrics;

/// <summary>What /metrics tells. Partners appear by id only: the page is open to whoever reaches the port.</summary>
internal sealed class GatewayMetrics(
    RequestCounters requests,
    ConnectionDirectory directory,
    IChangeLog log,
    IRefusalStore refusals,
    IExchangeLog exchanges,
    ObjectTranslator translator,
    LossCounters losses,
    IQuarantine quarantine,
    IRepairLog repairs,
    RetentionCounters retention,
    RequestLimits limits,
    UnknownCallers unknown,
    WebhookTally webhooks,
    ServerFacts server,
    IDeliveryStatus? delivery = null)
{
    public async Task<string> WriteAsync(CancellationToken cancellation)
    {
        var text = new PrometheusText();
        text.Family("busbar_info", "gauge", "The running version.");
        text.Sample("busbar_info", 1, ("version", server.Version));
        text.Family("busbar_uptime_seconds", "gauge", "Seconds since the start.");
        text.Sample("busbar_uptime_seconds", server.UptimeSeconds);
        WriteMemory(text);
        text.Family("busbar_change_log_sequence", "gauge", "The newest sequence of the change log.");
        var last = await log.LastSequenceAsync(cancellation);
        text.Sample("busbar_change_log_sequence", last);
        text.Family("busbar_refusals_open", "gauge", "Changes that partners rejected and that nobody settled yet.");
        text.Sample("busbar_refusals_open", await refusals.CountAsync(null, RefusalState.Open, cancellation));
        text.Family("busbar_exchanges_dropped_total", "counter", "Exchanges that were not recorded because of overload.");
        text.Sample("busbar_exchanges_dropped_total", exchanges.Dropped);
        text.Family("busbar_translations_total", "counter", "Documents that were carried to another version of OCPI.");
        text.Sample("busbar_translations_total", translator.Count);
        text.Family("busbar_connections", "gauge", "Connections by state.");
        foreach (var state in Enum.GetValues<ConnectionState>())
        {
            text.Sample("busbar_connections", directory.Current.Connections.Count(connection => connection.State == state), ("state", state.ToString().ToLowerInvariant()));
        }

        text.Family("busbar_requests_limited_total", "counter", "Requests of a connection that came faster than its limit and got HTTP 429, in this process.");
        foreach (var (connection, refused) in limits.AllRefused)
        {
            text.Sample("busbar_requests_limited_total", refused.Total, ("connection", connection.ToString()));
        }

        text.Family("busbar_unknown_callers_limited_total", "counter", "Requests without a known token that got HTTP 429 because too many came from their address, in this process.");
        text.Sample("busbar_unknown_callers_limited_total", unknown.Refused);
        text.Family("busbar_translation_losses_total", "counter", "Values that were lost on the way to a connection, by translation rule.");
        foreach (var (connection, rule, count) in losses.Own.Where(count => count.Rule != LossCount.Withheld))
        {
            text.Sample("busbar_translation_losses_total", count, ("connection", connection.ToString()), ("rule", rule));
        }

        text.Family("busbar_translation_withheld_total", "counter", "Objects that a connection's version has no form for.");
        foreach (var (connection, _, count) in losses.Own.Where(count => count.Rule == LossCount.Withheld))
        {
            text.Sample("busbar_translation_withheld_total", count, ("connection", connection.ToString()));
        }

        text.Family("busbar_quarantine", "gauge", "Documents of a connection that could not be taken.");
        foreach (var (connection, count) in await quarantine.CountAsync(cancellation))
        {
            text.Sample("busbar_quarantine", count, ("connection", connection.ToString()));
        }

        text.Family("busbar_repairs_total", "counter", "Faults that were mended in what a connection brought, by rule.");
        foreach (var count in await repairs.CountAsync(null, cancellation))
        {
            text.Sample("busbar_repairs_total", count.Count, ("connection", count.Connection.ToString()), ("rule", count.Rule));
        }

        text.Family("busbar_retention_removed_total", "counter", "What was removed because its time was over, in this process.");
        foreach (var (kind, count) in retention.All)
        {
            text.Sample("busbar_retention_removed_total", count, ("kind", kind.ToString().ToLowerInvariant()));
        }

        text.Family("busbar_retention_failures_total", "counter", "Rounds of removing that could not be ended, in this process.");
        text.Sample("busbar_retention_failures_total", retention.Failures);
        WriteDelivery(text, delivery?.List() ?? []);
        WebhookMetrics.Write(text, webhooks, last);
        RequestMetrics.Write(text, requests);
        return text.ToString();
    }

    /// <summary>What objects take, against what the runtime holds for them: a leak shows in the first, a heap that was once larger in the second only.</summary>
    private static void WriteMemory(PrometheusText text)
    {
        var memory = GC.GetGCMemoryInfo(GCKind.FullBlocking) is { Index: > 0 } full ? full : GC.GetGCMemoryInfo(GCKind.Background);
        text.Family("busbar_memory_bytes", "gauge", "Memory of the process: resident, committed for the heap, and of that in use after the last full collection.");
        text.Sample("busbar_memory_bytes", Environment.WorkingSet, ("kind", "resident"));
        text.Sample("busbar_memory_bytes", GC.GetGCMemoryInfo(GCKind.Any).TotalCommittedBytes, ("kind", "committed"));
        text.Sample("busbar_memory_bytes", memory.HeapSizeBytes - memory.FragmentedBytes, ("kind", "used"));
    }

    private static void WriteDelivery(PrometheusText text, IReadOnlyList<DeliveryStatus> statuses)
    {
        Write("busbar_delivery_lag", "Entries of the change log after a connection's cursor.", status => status.Lag);
        Write("busbar_delivery_pending", "Objects that wait for a connection.", status => status.Pending);
        Write("busbar_delivery_oldest_pending_seconds", "How long the oldest of them has been waiting.", status => status.OldestPendingAge?.TotalSeconds ?? 0);
        Write(
            "busbar_delivery_failing",
            "1 while a connection's deliveries fail.",
            status => status.State is DeliveryState.BackingOff or DeliveryState.BlockedByCredentials ? 1 : 0);

        void Write(string name, string help, Func<DeliveryStatus, double> value)
        {
            text.Family(name, "gauge", help);
            foreach (var status in statuses)
            {
                text.Sample(name, value(status), ("connection", status.Connection.ToString()));
            }
        }
    }
}
