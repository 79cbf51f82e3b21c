using Busbar.Simulator.Cpo;
using Busbar.Simulator.Emsp;
using Busbar.Simulator.World;

namespace Busbar.Demo;

/// <summary>Drivers who come and go: card holders tap at a charge point, the others start from their app.</summary>
internal static class DriverTraffic
{
    private const int MostSessions = 15;

    public static async Task RunAsync(SimulatedCpo cpo, SimulatedEmsp emsp, Chance chance, TimeProvider clock, CancellationToken cancellation)
    {
        var drivers = emsp.Drivers.ToList();
        while (!cancellation.IsCancellationRequested)
        {
            if (cpo.ActiveSessions < MostSessions)
            {
                var driver = chance.OneOf(drivers);
                await (driver.UsesApp ? emsp.StartByAppAsync(driver, cancellation) : cpo.TapAsync(driver, cancellation));
            }

            await Task.Delay(TimeSpan.FromMilliseconds(chance.Between(700, 2500)), clock, cancellation);
        }
    }
}
