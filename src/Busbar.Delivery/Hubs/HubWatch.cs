using Busbar.Core.Connections;
using Busbar.Core.Delivery;
using Busbar.Core.Hubs;
using Busbar.Core.Nodes;
using Busbar.Delivery.Partners;
using Busbar.Delivery.Push;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Busbar.Delivery.Hubs;

/// <summary>
/// Keeps a hub's list of clients true: asks silent platforms whether they are there, and brings the list in line whenever something changed. Also makes the
/// parties that other hubs told of theirs again after a handshake. Does nothing where nobody is a hub.
/// </summary>
internal sealed partial class HubWatch(
    ConnectionDirectory directory, ClientBoard board, HubReports reports, Reachability reachability, PartnerClients clients, IDeliveryStatus deliveries,
    Leases leases, HubWatchOptions options, TimeProvider time, ILogger<HubWatch> log) : BackgroundService
{
    private readonly Signal _changed = new();

    public override void Dispose()
    {
        _changed.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Action<ConnectionSnapshot> raise = _ => _changed.Raise();
        directory.Changed += raise;
        reachability.Changed += _changed.Raise;
        reports.Changed += _changed.Raise;
        using var timer = time.CreateTimer(_ => _changed.Raise(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await RoundAsync(stoppingToken);
                timer.Change(options.Interval, Timeout.InfiniteTimeSpan);
                await _changed.WaitAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
        finally
        {
            directory.Changed -= raise;
            reachability.Changed -= _changed.Raise;
            reports.Changed -= _changed.Raise;
        }
    }

    private async Task RoundAsync(CancellationToken cancellation)
    {
        try
        {
            foreach (var hub in directory.Current.Connections.Where(connection => connection is { HubParty: not null, State: ConnectionState.Connected }))
            {
                await reports.RelearnAsync(hub, cancellation);
            }

            if (!board.IsKept || !leases.Holds(Work.Hubs))
            {
                return;
            }

            await Task.WhenAll(directory.Current.Connections.Where(IsSilent).Select(connection => ProbeAsync(connection, cancellation)));
            if (await board.UpdateAsync(cancellation) is > 0 and var changed)
            {
                LogChanged(log, changed);
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // The next round, at the latest after the interval, tries again: nothing is lost but time.
            LogFailed(log, failure);
        }
    }

    /// <summary>Nothing was heard for long, or what is sent to the platform does not arrive.</summary>
    private bool IsSilent(Connection connection) =>
        connection is { State: ConnectionState.Connected, VersionsUrl: not null }
        && (reachability.SilenceOf(connection.Id) >= options.Silence || !reachability.IsReachable(connection.Id)
            || deliveries.Find(connection.Id) is { State: DeliveryState.BackingOff });

    /// <summary>Any HTTP answer says that somebody is there: what it says about our token is another matter.</summary>
    private async Task ProbeAsync(Connection connection, CancellationToken cancellation)
    {
        if (await clients.FindAsync(connection, cancellation) is not { } client)
        {
            return;
        }

        var answer = await client.GetVersionsAsync(connection.VersionsUrl!, cancellation: cancellation);
        if (answer.HttpStatus is not null)
        {
            reachability.Heard(connection.Id);
        }
        else
        {
            reachability.Missed(connection.Id);
            LogMissed(log, connection.Name, answer.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Changed} entries of the list of clients changed.")]
    private static partial void LogChanged(ILogger log, int changed);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Connection} did not answer a probe: {Reason}")]
    private static partial void LogMissed(ILogger log, string connection, string? reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The list of clients could not be brought in line; trying again.")]
    private static partial void LogFailed(ILogger log, Exception failure);
}
