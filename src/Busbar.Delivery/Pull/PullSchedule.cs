using System.Collections.Concurrent;
using Busbar.Core.Connections;
using Busbar.Core.Delivery;
using Busbar.Core.Nodes;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Versions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Busbar.Delivery.Pull;

/// <summary>
/// Pulls by itself: everything from a partner that has just registered, then each module as often as the partner's profile says (with jitter, so that
/// partners are not asked in step). After a restart, and when the partner's work comes from another process, it is asked soon for what was missed; a
/// pull that was interrupted goes on.
/// </summary>
internal sealed partial class PullSchedule(
    PullService pull, IPullStore pulls, ConnectionDirectory directory, Leases leases, PullOptions options, TimeProvider time, ILogger<PullSchedule> log) : BackgroundService
{
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<Guid, Plan> _plans = [];
    private readonly SemaphoreSlim _changed = new(0, 1);
    private readonly HashSet<Guid> _moved = [];

    public override void Dispose()
    {
        _changed.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        directory.Changed += Look;
        leases.Changed += Ring;
        var running = new List<Task>();
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                running.RemoveAll(task => task.IsCompleted);
                foreach (var connection in directory.Current.Connections)
                {
                    if (running.Count < options.AtOnce && FindDue(connection) is { Count: > 0 } due && leases.TryUse(Work.Of(connection.Id)) is { } use)
                    {
                        running.Add(PullAsync(connection, due, use, stoppingToken));
                    }
                }

                await ShowMovedAsync(stoppingToken);
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
            leases.Changed -= Ring;
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
        foreach (var plan in _plans.Values.Where(plan => !plan.Running))
        {
            foreach (var (_, due) in plan.Due)
            {
                wait = due.At > now && due.At - now < wait ? due.At - now : wait;
            }
        }

        return wait;
    }

    private void Look(ConnectionSnapshot snapshot) => Ring();

    private void Ring()
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

    /// <summary>The modules that are to be pulled now.</summary>
    private List<ModuleId> FindDue(Connection connection)
    {
        if (connection.State != ConnectionState.Connected)
        {
            return [];
        }

        // A new registration is a new plan, and so is work that comes back from another process.
        var held = leases.Holds(Work.Of(connection.Id));
        var plan = _plans.AddOrUpdate(
            connection.Id, _ => new Plan(connection.RegisteredAt), (_, known) => known.RegisteredAt == connection.RegisteredAt && (held || known.Running) ? known : new Plan(connection.RegisteredAt));
        if (plan.Running)
        {
            return [];
        }

        var now = time.GetUtcNow();
        return [.. Scheduled(connection).Where(module => DueOf(plan, connection, module, now).At <= now)];
    }

    /// <summary>When a module is due: by the profile as it is now, not as it was when the module was pulled last.</summary>
    private Due DueOf(Plan plan, Connection connection, ModuleId module, DateTimeOffset now)
    {
        var due = plan.Due.GetOrAdd(module, _ => new Due(now, 0, now));
        var interval = connection.Profile.PullIntervalOf(module);
        if (due.Interval is not { } planned || planned == interval)
        {
            return due;
        }

        _moved.Add(connection.Id);
        return plan.Due[module] = due with { At = due.Since + Spread(interval), Interval = interval };
    }

    private static IEnumerable<ModuleId> Scheduled(Connection connection)
    {
        IEnumerable<OwnedModule> offered = ClientInfoPuller.IsOffered(connection) ? [OwnedModule.ClientInfos, .. PullService.Offered(connection)] : PullService.Offered(connection);
        return offered.Select(module => module.Module).Where(module => connection.Profile.PullIntervalOf(module) > TimeSpan.Zero);
    }

    private async Task PullAsync(Connection connection, List<ModuleId> due, IDisposable use, CancellationToken cancellation)
    {
        using var _ = use;
        var plan = _plans[connection.Id];
        plan.Running = true;
        try
        {
            var report = await pull.PullAsync(new PullRequest(connection.Id, Full: false, due), cancellation);
            foreach (var module in due)
            {
                Put(plan, connection, module, report.Modules.FirstOrDefault(pulled => pulled.Module == module) is { Complete: true });
            }

            await ShowAsync(connection.Id, plan, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The host stops; the marks say where the next pull begins.
        }
        catch (LeaseLostException)
        {
            // The process that has the partner now goes on at the last page.
        }
        catch (Exception failure)
        {
            due.ForEach(module => Put(plan, connection, module, complete: false));
            LogFailed(log, failure, connection.Name);
        }
        finally
        {
            plan.Running = false;
        }
    }

    private void Put(Plan plan, Connection connection, ModuleId module, bool complete)
    {
        var failures = complete ? 0 : plan.Due[module].Failures + 1;
        var (now, interval) = (time.GetUtcNow(), connection.Profile.PullIntervalOf(module));
        plan.Due[module] = new Due(now + Spread(complete ? interval : RetryAfter(failures)), failures, now, complete ? interval : null);
    }

    private async Task ShowMovedAsync(CancellationToken cancellation)
    {
        foreach (var connection in _moved)
        {
            try
            {
                await ShowAsync(connection, _plans[connection], cancellation);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // It is shown after the next pull.
                LogNotShown(log, failure);
            }
        }

        _moved.Clear();
    }

    /// <summary>Where others can read it.</summary>
    private async Task ShowAsync(Guid connection, Plan plan, CancellationToken cancellation)
    {
        foreach (var standing in await pulls.ListAsync(connection, cancellation))
        {
            if (plan.Due.TryGetValue(standing.Module, out var due) && standing.NextAt != due.At)
            {
                await pulls.SaveAsync(standing with { NextAt = due.At }, cancellation);
            }
        }
    }

    private TimeSpan RetryAfter(int failures)
    {
        var doubled = options.FirstRetryAfter * Math.Pow(2, Math.Min(failures - 1, 20));
        return doubled < options.RetryAfter ? doubled : options.RetryAfter;
    }

    private static TimeSpan Spread(TimeSpan interval) => interval * (0.75 + (Random.Shared.NextDouble() * 0.5));

    [LoggerMessage(Level = LogLevel.Error, Message = "The pull from {Connection} failed inside the gateway; it will be tried again.")]
    private static partial void LogFailed(ILogger log, Exception failure, string connection);

    [LoggerMessage(Level = LogLevel.Warning, Message = "When the next pull is could not be written down.")]
    private static partial void LogNotShown(ILogger log, Exception failure);

    /// <param name="At">When the module is pulled.</param>
    /// <param name="Failures">How often it could not be pulled since the last time that it could.</param>
    /// <param name="Since">When this was planned.</param>
    /// <param name="Interval">The interval by which it was; null where it was not by one.</param>
    private sealed record Due(DateTimeOffset At, int Failures, DateTimeOffset Since, TimeSpan? Interval = null);

    private sealed class Plan(DateTimeOffset? registeredAt)
    {
        public DateTimeOffset? RegisteredAt { get; } = registeredAt;

        public ConcurrentDictionary<ModuleId, Due> Due { get; } = [];

        public volatile bool Running;
    }
}
