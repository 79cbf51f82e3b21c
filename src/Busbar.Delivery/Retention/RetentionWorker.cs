using Busbar.Core.Nodes;
using Busbar.Core.Retention;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Busbar.Delivery.Retention;

/// <summary>Removes what need not be kept any longer, every ten minutes, in one of the processes on a database.</summary>
internal sealed partial class RetentionWorker(RetentionKeeper keeper, RetentionCounters counters, Leases leases, TimeProvider clock, ILogger<RetentionWorker> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                using var use = leases.TryUse(Work.Retention);
                if (use is not null)
                {
                    foreach (var (kind, count) in await keeper.RunAsync(() => leases.Holds(Work.Retention), stoppingToken))
                    {
                        LogRemoved(log, count, kind);
                    }
                }
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                counters.Failed();
                LogFailed(log, failure);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Removed {Count} of {Kind}, whose time was over.")]
    private static partial void LogRemoved(ILogger log, long count, RetainedKind kind);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What need not be kept any longer could not be removed; trying again later.")]
    private static partial void LogFailed(ILogger log, Exception failure);
}
