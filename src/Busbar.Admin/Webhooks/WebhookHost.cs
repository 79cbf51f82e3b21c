using System.Threading.Channels;
using Busbar.Core.Nodes;
using Busbar.Core.Webhooks;
using Microsoft.Extensions.Hosting;

namespace Busbar.Admin.Webhooks;

/// <summary>Runs one pump for every webhook that is to be sent to and whose work is this process's, and follows the webhooks as they change.</summary>
internal sealed class WebhookHost(WebhookServices services) : BackgroundService
{
    private readonly Dictionary<Guid, Running> _running = [];

    // One signal is enough, however many there were.
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        services.Store.Changed += Raise;
        services.Leases.Changed += Raise;
        try
        {
            do
            {
                Reconcile(services.Store.Current.ToDictionary(webhook => webhook.Id));
            }
            while (await _signal.Reader.ReadAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
        finally
        {
            services.Store.Changed -= Raise;
            services.Leases.Changed -= Raise;
            foreach (var running in _running.Values)
            {
                running.Pump.Stop();
            }

            await Task.WhenAll(_running.Values.Select(running => running.Pump.Ended));
            foreach (var running in _running.Values)
            {
                running.Dispose();
            }
        }
    }

    private void Raise() => _signal.Writer.TryWrite(true);

    /// <summary>Waits for nobody: a pump that is to stop is followed when it has said that it did.</summary>
    private void Reconcile(Dictionary<Guid, Webhook> webhooks)
    {
        foreach (var (id, running) in _running.ToList())
        {
            var webhook = webhooks.GetValueOrDefault(id);
            if (running.Pump.Ended.IsCompleted)
            {
                _running.Remove(id);
                running.Dispose();
            }
            else if (webhook is not { IsSentTo: true } || !webhook.IsServedAlike(running.Pump.Webhook) || !services.Leases.Holds(Work.OfWebhook(id)))
            {
                running.Pump.Stop();
            }
        }

        foreach (var (id, _, _) in services.Tally.Counts)
        {
            if (!webhooks.ContainsKey(id) && !_running.ContainsKey(id))
            {
                services.Tally.Forget(id);
            }
        }

        foreach (var webhook in webhooks.Values)
        {
            // Where processes share the database, one of them sends to a webhook.
            if (webhook.IsSentTo && !_running.ContainsKey(webhook.Id) && services.Leases.TryUse(Work.OfWebhook(webhook.Id)) is { } use)
            {
                var pump = new WebhookPump(services, webhook);
                _running[webhook.Id] = new Running(pump, use);
                pump.Start(Raise);
            }
        }

        services.Pumps = _running.Count;
    }

    private sealed record Running(WebhookPump Pump, IDisposable Use) : IDisposable
    {
        public void Dispose()
        {
            Use.Dispose();
            Pump.Dispose();
        }
    }
}
