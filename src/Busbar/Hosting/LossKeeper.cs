using Busbar.Core.Losses;

namespace Busbar.Hosting;

/// <summary>Writes the counts of losses down every few seconds, and when the process ends: one row per connection and rule, however much was sent.</summary>
internal sealed class LossKeeper(LossCounters losses, TimeProvider clock, ILogger<LossKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var ending = false;
        while (!ending)
        {
            try
            {
                await Task.Delay(Pause, clock, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                ending = true;
            }

            try
            {
                await losses.KeepAsync(CancellationToken.None);
            }
            catch (Exception failure)
            {
                // The store is away; what came together stays for the next time.
                logger.LogWarning(failure, "Counts of losses could not be written down");
            }
        }
    }
}
