using System.Collections.Concurrent;
using Busbar.Core.Connections;
using Busbar.Core.Delivery;
using Busbar.Core.Nodes;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Busbar.Delivery.Pull;

/// <summary>
/// Pulls by itself: everything from a partner that has just registered, what changed since then every few hours (with jitter, so that partners are not
/// asked in step), and everything again now and then. After a restart each partner is asked soon for what was missed.
/// </summary>
internal sealed partial class PullSchedule(
    IPull pull, PullMarks marks, ConnectionDirectory directory, Leases leases, PullOptions options, TimeProvider time, ILogger<PullSchedule> log) : BackgroundService
{
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<Guid, Plan> _plans = [];
    private readonly SemaphoreSlim _changed = new(0, 1);

    public override void Dispose()
    {
        _changed.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        directory.Changed += Look;
        var running = new List<Task>();
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                running.RemoveAll(task => task.IsCompleted);
                foreach (var connection in directory.Current.Connections)
                {
                    if (IsDue(connection) && running.Count < options.AtOnce && leases.TryUse(Work.Of(connection.Id)) is { } use)
                    {
                        running.Add(PullAsync(connection, use, stoppingToken));
                    }
                }

                await WaitAsync(running, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
        finally
        {
            directory.Changed -= Look;
            await Task.WhenAll(running);
        }
    }

    private async Task WaitAsync(List<Task> running, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        List<Task> awaited = [_changed.WaitAsync(either.Token), Task.Delay(UntilNextDue(), time, either.Token), .. running];
        await Task.WhenAny(awaited);
        await either.CancelAsync();
        cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>What is due already waits for a place, and that is noticed when a pull ends.</summary>
    private TimeSpan UntilNextDue()
    {
        var now = time.GetUtcNow();
        var wait = Glance;
        foreach (var plan in _plans.Values)
        {
            if (!plan.Running && plan.DueAt > now && plan.DueAt - now < wait)
            {
                wait = plan.DueAt - now;
            }
        }

        return wait;
    }

    private void Look(ConnectionSnapshot snapshot)
    {
        try
        {
            _changed.Release();
        }
        catch (SemaphoreFullException)
        {
            // Somebody rang before, and that is enough.
        }
    }

    private bool IsDue(Connection connection)
    {
        if (connection.State != ConnectionState.Connected || connection.Profile.PullInterval <= TimeSpan.Zero || (!PullService.Offered(connection).Any() && !ClientInfoPuller.IsOffered(connection)))
        {
            return false;
        }

        // A new registration is a new plan.
        var plan = _plans.AddOrUpdate(
            connection.Id,
            _ => new Plan(connection.RegisteredAt, time.GetUtcNow()),
            (_, known) => known.RegisteredAt == connection.RegisteredAt ? known : new Plan(connection.RegisteredAt, time.GetUtcNow()));
        return !plan.Running && plan.DueAt <= time.GetUtcNow();
    }

    private async Task PullAsync(Connection connection, IDisposable use, CancellationToken cancellation)
    {
        using var _ = use;
        var plan = _plans[connection.Id];
        plan.Running = true;
        try
        {
            var report = await pull.PullAsync(new PullRequest(connection.Id, await IsFullDueAsync(connection, cancellation)), cancellation);
            plan.Failures = report.Complete ? 0 : plan.Failures + 1;
            plan.DueAt = time.GetUtcNow() + Spread(report.Complete ? connection.Profile.PullInterval : RetryAfter(plan.Failures));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The host stops; the marks say where the next pull begins.
        }
        catch (Exception failure)
        {
            plan.Failures++;
            plan.DueAt = time.GetUtcNow() + Spread(RetryAfter(plan.Failures));
            LogFailed(log, failure, connection.Name);
        }
        finally
        {
            plan.Running = false;
        }
    }

    private async Task<bool> IsFullDueAsync(Connection connection, CancellationToken cancellation)
    {
        foreach (var module in PullService.Offered(connection))
        {
            // A module without a mark is pulled in full anyway.
            if (await marks.FindAsync(connection, module.Module, cancellation) is { } mark && time.GetUtcNow() - mark.Full >= options.FullEvery)
            {
                return true;
            }
        }

        return false;
    }

    private TimeSpan RetryAfter(int failures)
    {
        var doubled = options.FirstRetryAfter * Math.Pow(2, Math.Min(failures - 1, 20));
        return doubled < options.RetryAfter ? doubled : options.RetryAfter;
    }

    private static TimeSpan Spread(TimeSpan interval) => interval * (0.75 + (Random.Shared.NextDouble() * 0.5));

    [LoggerMessage(Level = LogLevel.Error, Message = "The pull from {Connection} failed inside the gateway; it will be tried again.")]
    private static partial void LogFailed(ILogger log, Exception failure, string connection);

    private sealed class Plan(DateTimeOffset? registeredAt, DateTimeOffset dueAt)
    {
        public DateTimeOffset? RegisteredAt { get; } = registeredAt;

        public DateTimeOffset DueAt { get; set; } = dueAt;

        /// <summary>Pulls in a row that did not get to their end.</summary>
        public int Failures { get; set; }

        public volatile bool Running;
    }
}
