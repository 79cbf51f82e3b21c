using Busbar.Core.Calls;
using Busbar.Core.Nodes;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Busbar.Delivery.Calls;

/// <summary>Looks every second for calls of which something is overdue: results that never came, results that their asker could not take.</summary>
public sealed class CallSweeper(CommandResults results, Leases leases, TimeProvider clock, ILogger<CallSweeper> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (leases.Holds(Work.Calls))
                {
                    await results.SweepAsync(stoppingToken);
                }
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogError(exception, "Overdue calls could not be settled; trying again");
            }
        }
    }
}
