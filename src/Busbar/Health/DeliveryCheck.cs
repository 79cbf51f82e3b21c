using Busbar.Core.Connections;
using Busbar.Core.Delivery;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Busbar.Health;

/// <summary>Whether every partner that is to be pushed to has a pump. A partner that is away is told of, and is not this gateway's failure.</summary>
internal sealed class DeliveryCheck(ConnectionDirectory directory, IDeliveryStatus delivery) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var statuses = delivery.List().ToDictionary(status => status.Connection);
        var wanted = directory.Current.Connections.Where(connection => connection is { State: ConnectionState.Connected, Profile.Push: true }).ToList();
        var idle = wanted.Count(connection => !statuses.TryGetValue(connection.Id, out var status) || status.State == DeliveryState.Stopped);
        var failing = statuses.Values.Count(status => status.State is DeliveryState.BackingOff or DeliveryState.BlockedByCredentials);
        return Task.FromResult(idle > 0
            ? HealthCheckResult.Unhealthy($"{idle} of {wanted.Count} connected partners have no running pump.")
            : HealthCheckResult.Healthy(failing == 0 ? $"{wanted.Count} pumps run." : $"{wanted.Count} pumps run; {failing} partners cannot be reached at the moment."));
    }
}
