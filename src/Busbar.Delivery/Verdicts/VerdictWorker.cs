using Busbar.Core.Nodes;
using Busbar.Core.Objects;
using Busbar.Core.Verdicts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Busbar.Delivery.Verdicts;

/// <summary>Follows the change log and has every CDR judged as it comes, in one of the processes on a database.</summary>
internal sealed class VerdictWorker(VerdictKeeper keeper, IChangeLog log, Leases leases, TimeProvider clock, ILogger<VerdictWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        long? cursor = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                cursor = await CatchUpAsync(cursor, stoppingToken);
                if (cursor is { } reached)
                {
                    await log.WaitAsync(reached, stoppingToken);
                }
                else
                {
                    await Task.Delay(Pause, clock, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                // The store is away; where it was is on disk.
                logger.LogError(failure, "Verdicts wait: CDRs could not be looked through; trying again");
                cursor = null;
                await Task.Delay(Pause, clock, stoppingToken);
            }
        }
    }

    /// <summary>Null when another process does it: whoever takes it over goes on from what is on disk.</summary>
    private async Task<long?> CatchUpAsync(long? cursor, CancellationToken cancellation)
    {
        using var use = leases.TryUse(Work.Verdicts);
        return use is null ? null : await keeper.CatchUpAsync(cursor, cancellation);
    }
}
