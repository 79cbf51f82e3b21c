using Microsoft.Extensions.Hosting;

namespace Busbar.Delivery.Tariffs;

/// <summary>Looks at something again and again. Looking must not become what the gateway is busy with: a look that takes long is followed by a longer rest.</summary>
internal abstract class PacedLook(TimeSpan glance, TimeProvider time) : BackgroundService
{
    private const int Share = 50;

    protected TimeProvider Time { get; } = time;

    public abstract Task LookAsync(CancellationToken cancellation);

    /// <summary>A look failed. The next one begins where the last good one ended.</summary>
    protected abstract void LookFailed(Exception exception);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var wait = glance;
        while (true)
        {
            try
            {
                await Task.Delay(wait, Time, stoppingToken);
                var began = Time.GetTimestamp();
                await LookAsync(stoppingToken);
                var rest = Time.GetElapsedTime(began) * Share;
                wait = rest > glance ? rest : glance;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                LookFailed(exception);
            }
        }
    }
}
