using System.Collections.Concurrent;
using Busbar.EndToEnd.Tests.Gateway;
using Busbar.Simulator.Reporting;

namespace Busbar.EndToEnd.Tests.Simulation;

/// <summary>Keeps what simulated platforms report, and waits for it.</summary>
public sealed class RecordedEvents : IRoamingObserver
{
    private readonly ConcurrentQueue<RoamingEvent> _events = [];

    public IReadOnlyCollection<RoamingEvent> All => _events;

    public void OnEvent(RoamingEvent roamingEvent) => _events.Enqueue(roamingEvent);

    public async Task<RoamingEvent> WaitForAsync(Func<RoamingEvent, bool> wanted, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Eventually.Limit);
        while (true)
        {
            if (_events.FirstOrDefault(wanted) is { } found)
            {
                return found;
            }

            if (limit.IsCancellationRequested)
            {
                throw new TimeoutException("It did not happen. What did: " + string.Join(Environment.NewLine, _events));
            }

            await Task.Delay(20, CancellationToken.None);
        }
    }
}
