using Busbar.Core.Objects;
using Busbar.Core.Verdicts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Busbar.Delivery.Verdicts;

/// <summary>Follows the change log and has every CDR judged as it comes.</summary>
internal sealed class VerdictWorker(VerdictKeeper keeper, IChangeLog log, TimeProvider clock, ILogger<VerdictWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        long? cursor = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                cursor = await keeper.CatchUpAsync(cursor, stoppingToken);
                await log.WaitAsync(cursor.Value, stoppingToken);
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
}
