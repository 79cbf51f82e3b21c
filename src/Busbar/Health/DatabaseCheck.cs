using System.Globalization;
using Busbar.Core.Objects;
using Busbar.Core.Settings;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Busbar.Health;

/// <summary>Whether the database takes a write. Asked often, it writes at most once in a few seconds.</summary>
internal sealed class DatabaseCheck(ISettingStore settings, IStoreCondition condition, TimeProvider clock) : IHealthCheck, IDisposable
{
    private const string Name = "health.probe";
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _probing = new(1, 1);
    private DateTimeOffset _provedAt = DateTimeOffset.MinValue;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            await _probing.WaitAsync(limit.Token);
            try
            {
                var now = clock.GetUtcNow();
                if (now - _provedAt >= Fresh)
                {
                    await settings.WriteAsync(Name, now.ToString("O", CultureInfo.InvariantCulture), limit.Token);
                    _provedAt = now;
                }

                // On a full disk a small write may find room in what is reserved already, where others find none.
                return condition.LastFailure is { } failure && now - failure.At < Remembered
                    ? HealthCheckResult.Unhealthy($"The database refused a write a moment ago: {failure.Reason}")
                    : HealthCheckResult.Healthy("The database takes writes.");
            }
            finally
            {
                _probing.Release();
            }
        }
        catch (StoreUnavailableException exception)
        {
            return HealthCheckResult.Unhealthy($"The database takes no writes: {exception.Message}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy($"The database did not take a write within {Limit.TotalSeconds} seconds.");
        }
    }

    public void Dispose() => _probing.Dispose();
}
