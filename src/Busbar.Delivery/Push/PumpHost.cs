using System.Collections.Concurrent;
using Busbar.Core.Connections;
using Busbar.Core.Delivery;
using Busbar.Core.Nodes;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Busbar.Delivery.Push;

/// <summary>Runs one pump for every connection that is connected and wants to be pushed to, and follows the connections as they change.</summary>
internal sealed partial class PumpHost(PumpServices services, ConnectionDirectory directory) : BackgroundService, IDeliveryStatus, IPartnerActivity
{
    private readonly ConcurrentDictionary<Guid, Running> _pumps = [];
    private readonly Signal _changed = new();

    public IReadOnlyList<DeliveryStatus> List() => [.. directory.Current.Connections.Select(StatusOf)];

    public DeliveryStatus? Find(Guid connection) => directory.Current.Find(connection) is { } found ? StatusOf(found) : null;

    public void Heard(Guid connection)
    {
        if (_pumps.TryGetValue(connection, out var running))
        {
            running.Pump.Hurry();
        }
    }

    public override void Dispose()
    {
        _changed.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Action<ConnectionSnapshot> raise = _ => _changed.Raise();
        directory.Changed += raise;
        services.Leases.Changed += _changed.Raise;
        try
        {
            await StartFeedAsync(stoppingToken);
            var following = FollowAsync(stoppingToken);
            while (!stoppingToken.IsCancellationRequested)
            {
                try
                {
                    await ReconcileAsync(directory.Current);
                }
                catch (Exception failure)
                {
                    // One pump that cannot be started or stopped must not end the others, nor the gateway.
                    LogReconcileFailed(services.Log, failure);
                    _changed.Raise();
                    await Task.Delay(services.Options.FirstBackOff, services.Time, stoppingToken);
                }

                await _changed.WaitAsync(stoppingToken);
            }

            await following;
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
        finally
        {
            directory.Changed -= raise;
            services.Leases.Changed -= _changed.Raise;
            await Task.WhenAll(_pumps.Values.Select(running => EndAsync(running, forget: false)));
            _pumps.Clear();
        }
    }

    private static bool IsPushedTo(Connection connection) =>
        connection is { State: ConnectionState.Connected, Version: not null, Profile.Push: true };

    /// <summary>Whether anything changed that matters to the delivery; lists are compared by what they hold, and what was seen of the partner changes nothing.</summary>
    private static bool Differ(Connection before, Connection after) =>
        before.Version != after.Version || (before.Profile with { Required = after.Profile.Required, Seen = after.Profile.Seen }) != after.Profile || before.HubParty != after.HubParty || before.RegisteredAt != after.RegisteredAt
        || before.PausedAt != after.PausedAt || !before.Endpoints.SequenceEqual(after.Endpoints) || !before.Parties.SequenceEqual(after.Parties);

    private async Task StartFeedAsync(CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                await services.Feed.StartAsync(cancellation);
                return;
            }
            catch (Exception failure) when (!cancellation.IsCancellationRequested)
            {
                LogFeedFailed(services.Log, failure);
                await Task.Delay(services.Options.FirstBackOff, services.Time, cancellation);
            }
        }
    }

    private async Task FollowAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await services.Feed.FollowAsync(cancellation);
            }
            catch (Exception failure) when (!cancellation.IsCancellationRequested)
            {
                LogFeedFailed(services.Log, failure);
                await Task.Delay(services.Options.FirstBackOff, services.Time, cancellation);
            }
        }
    }

    private async Task ReconcileAsync(ConnectionSnapshot snapshot)
    {
        foreach (var (id, running) in _pumps)
        {
            if (snapshot.Find(id) is not { } connection || !IsPushedTo(connection) || !services.Leases.Holds(Work.Of(id)))
            {
                _pumps.TryRemove(id, out _);
                await EndAsync(running, forget: snapshot.Find(id) is null);
            }
        }

        foreach (var connection in snapshot.Connections)
        {
            if (!IsPushedTo(connection))
            {
                continue;
            }

            if (!_pumps.TryGetValue(connection.Id, out var running))
            {
                // Where processes share the database, a partner's pump runs in one of them.
                if (services.Leases.TryUse(Work.Of(connection.Id)) is { } use)
                {
                    var pump = new PartnerPump(services, connection);
                    _pumps[connection.Id] = new Running(connection, pump, use);
                    pump.Start();
                }
            }
            else if (Differ(running.Connection, connection))
            {
                _pumps[connection.Id] = running with { Connection = connection };
                running.Pump.Update(connection);
            }
            else
            {
                running.Pump.Wake();
            }
        }

        services.CursorPace.Partners = _pumps.Count;
    }

    private static async Task EndAsync(Running running, bool forget)
    {
        using (running.Use)
        {
            await running.Pump.StopAsync(forget);
            await running.Pump.DisposeAsync();
        }
    }

    private DeliveryStatus StatusOf(Connection connection) => _pumps.TryGetValue(connection.Id, out var running)
        ? running.Pump.Status
        : new DeliveryStatus
        {
            Connection = connection.Id,
            State = IsPushedTo(connection) && services.Leases.IsShared ? DeliveryState.Elsewhere : DeliveryState.Stopped,
            Cursor = 0,
            Lag = 0,
            Pending = 0,
        };

    private sealed record Running(Connection Connection, PartnerPump Pump, IDisposable Use);

    [LoggerMessage(Level = LogLevel.Error, Message = "The pumps could not be brought in line with the connections; trying again.")]
    private static partial void LogReconcileFailed(ILogger log, Exception failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "The change log cannot be read; deliveries wait.")]
    private static partial void LogFeedFailed(ILogger log, Exception failure);
}
