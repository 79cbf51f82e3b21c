using System.Collections.Concurrent;
using Busbar.Core.Jobs;
using Busbar.Core.Nodes;
using Busbar.Core.Objects;
using Busbar.Delivery.Push;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Busbar.Delivery.Jobs;

/// <summary>
/// Carries out what was ordered, in whichever process: each looks for open jobs of the connections whose work it does. A job that its process left
/// behind is gone on with by the next one, from its last written progress.
/// </summary>
internal sealed partial class JobHost : BackgroundService
{
    private const int AtOnce = 4;
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(1);
    private readonly JobDesk _desk;
    private readonly IJobStore _store;
    private readonly Leases _leases;
    private readonly TimeProvider _time;
    private readonly ILogger<JobHost> _log;
    private readonly Dictionary<string, IJobRunner> _runners;
    private readonly ConcurrentDictionary<Guid, bool> _running = [];
    private readonly List<Task> _tasks = [];
    private readonly Signal _changed = new();

    public JobHost(JobDesk desk, IJobStore store, Leases leases, IEnumerable<IJobRunner> runners, TimeProvider time, ILogger<JobHost> log)
    {
        (_desk, _store, _leases, _time, _log) = (desk, store, leases, time, log);
        _runners = runners.ToDictionary(runner => runner.Kind, StringComparer.Ordinal);
    }

    public override void Dispose()
    {
        _changed.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _desk.Ordered += _changed.Raise;
        _leases.Changed += _changed.Raise;
        using var timer = _time.CreateTimer(_ => _changed.Raise(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                var waiting = await TryLookAsync(stoppingToken);
                if (waiting || _leases.IsShared)
                {
                    timer.Change(Glance, Timeout.InfiniteTimeSpan);
                }

                await _changed.WaitAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops; open jobs stay open.
        }
        finally
        {
            _desk.Ordered -= _changed.Raise;
            _leases.Changed -= _changed.Raise;
            await Task.WhenAll(_tasks);
        }
    }

    /// <returns>Whether something waits that could not be begun.</returns>
    private async Task<bool> TryLookAsync(CancellationToken cancellation)
    {
        try
        {
            var waiting = false;
            foreach (var job in (await _store.ListAsync(new JobQuery { OpenOnly = true, Limit = 1000 }, cancellation)).Reverse())
            {
                if (_running.ContainsKey(job.Id))
                {
                    continue;
                }

                if (_running.Count >= AtOnce || !_runners.TryGetValue(job.Kind, out var runner) || _leases.TryUse(WorkOf(job)) is not { } use)
                {
                    waiting = true;
                    continue;
                }

                _running[job.Id] = true;
                _tasks.RemoveAll(task => task.IsCompleted);
                _tasks.Add(Task.Run(() => RunAsync(job, runner, use, cancellation), CancellationToken.None));
            }

            return waiting;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogLookFailed(_log, failure);
            return true;
        }
    }

    private static string WorkOf(Job job) => job.Connection is { } connection ? Work.Of(connection) : Work.Jobs;

    private async Task RunAsync(Job job, IJobRunner runner, IDisposable use, CancellationToken cancellation)
    {
        var run = new JobRun(job, _store, () => _leases.Holds(WorkOf(job)), _time);
        try
        {
            Job ended;
            try
            {
                var result = await runner.RunAsync(run, cancellation);
                ended = run.Job with { State = JobState.Done, Result = result };
            }
            catch (JobRefusedException refusal)
            {
                ended = run.Job with { State = JobState.Failed, Problem = refusal.Message };
            }

            await _store.SaveAsync(ended, CancellationToken.None);
        }
        catch (OperationCanceledException)
        {
            // Called off, or the host stops: then it is gone on with.
        }
        catch (Exception failure) when (failure is LeaseLostException or StoreUnavailableException)
        {
            LogInterrupted(_log, job.Kind, failure.Message);
        }
        catch (Exception failure)
        {
            LogFailed(_log, failure, job.Kind);
            await TryFailAsync(run.Job, failure);
        }
        finally
        {
            use.Dispose();
            _running.TryRemove(job.Id, out _);
            _changed.Raise();
        }
    }

    private async Task TryFailAsync(Job job, Exception failure)
    {
        try
        {
            await _store.SaveAsync(job with { State = JobState.Failed, Problem = $"The gateway failed at it: {failure.GetType().Name}." }, CancellationToken.None);
        }
        catch (Exception unsaved)
        {
            // It stays open, and is tried again.
            LogFailed(_log, unsaved, job.Kind);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A job ({Kind}) was interrupted and will be gone on with: {Reason}")]
    private static partial void LogInterrupted(ILogger log, string kind, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "A job ({Kind}) failed inside the gateway.")]
    private static partial void LogFailed(ILogger log, Exception failure, string kind);

    [LoggerMessage(Level = LogLevel.Error, Message = "The open jobs could not be read; trying again.")]
    private static partial void LogLookFailed(ILogger log, Exception failure);
}
