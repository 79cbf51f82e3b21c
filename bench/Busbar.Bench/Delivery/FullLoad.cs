using Busbar.Bench.Frame;
using Busbar.Bench.Gateway;

namespace Busbar.Bench.Delivery;

/// <summary>A new partner is sent 100,000 locations: the last as fast as the first.</summary>
internal sealed class FullLoad : ITrial
{
    private const int Locations = 100_000;
    private const int Step = 1_000;

    public string Name => "load";

    public async Task<IReadOnlyList<Finding>> RunAsync(bool brief, CancellationToken cancellation)
    {
        await using var receivers = new Receivers(1);
        await receivers.StartAsync(cancellation);
        await using var gateway = await RunningGateway.StartAsync(new BenchDatabase(postgreSql: false), cancellation);
        await gateway.FillAsync(Locations, cancellation);

        var marks = new Mark[(Locations / Step) + 1];
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        receivers.Arrived = (_, before) =>
        {
            if ((before + 1) % Step == 0 && (before + 1) / Step is var mark && mark < marks.Length)
            {
                marks[mark] = Mark.Now();
                if (mark == marks.Length - 1)
                {
                    all.TrySetResult();
                }
            }
        };
        marks[0] = Mark.Now();
        await Partners.ConnectAsync(gateway, receivers, [0], concurrency: 8, cancellation);
        await all.Task.WaitAsync(TimeSpan.FromMinutes(10), cancellation);
        return Flatness.Of("full load of 100,000", "locations", marks, Step);
    }
}
