using Busbar.Core.Connections;
using Busbar.Core.Nodes;
using Busbar.Core.Webhooks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Busbar.Delivery.Nodes;

/// <summary>Shares the work among the processes on one database, a round every second; leaves last, when everything else of this process has stopped.</summary>
internal sealed partial class LeaseHost(
    Leases leases, ConnectionDirectory directory, LeaseOptions options, TimeProvider time, ILogger<LeaseHost> log, WebhookBook? webhooks = null) : BackgroundService
{
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (leases.IsShared)
        {
            try
            {
                await leases.LeaveAsync(cancellationToken);
            }
            catch (Exception failure)
            {
                // The others find out by themselves, a few seconds later.
                LogFailed(log, failure);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!leases.IsShared)
        {
            return;
        }

        var failing = false;
        using var timer = new PeriodicTimer(options.Interval, time);
        do
        {
            try
            {
                await leases.TurnAsync(
                    [
                        .. Work.Always,
                        .. directory.Current.Connections.Select(connection => Work.Of(connection.Id)),
                        .. (webhooks?.Current ?? []).Select(webhook => Work.OfWebhook(webhook.Id)),
                    ],
                    stoppingToken);
                failing = false;
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // Without a round this process trusts itself for a few seconds more, and then does nothing that only one may do.
                if (!failing)
                {
                    LogFailed(log, failure);
                }

                failing = true;
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The work could not be shared with the other processes; trying again.")]
    private static partial void LogFailed(ILogger log, Exception failure);
}
