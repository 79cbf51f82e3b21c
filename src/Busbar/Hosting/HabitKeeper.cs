using Busbar.Core.Connections;

namespace Busbar.Hosting;

/// <summary>Writes down, soon after it was seen, what is new about a partner's habits.</summary>
internal sealed class HabitKeeper(HabitBook habits, TimeProvider clock, ILogger<HabitKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Pause, clock, stoppingToken);
                await habits.KeepAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                // The store is away; what was seen stays for the next time.
                logger.LogWarning(failure, "What was seen of partners could not be written down");
            }
        }
    }
}
