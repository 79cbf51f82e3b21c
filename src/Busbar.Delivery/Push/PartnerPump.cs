using System.Collections.Concurrent;
using Busbar.Core.Connections;
using Busbar.Core.Delivery;
using Busbar.Core.Hubs;
using Busbar.Core.Nodes;
using Busbar.Core.Objects;

namespace Busbar.Delivery.Push;

/// <summary>
/// Tells one partner of everything that concerns it: reads the change log from the partner's cursor, keeps what it may see, sends each object's latest
/// state in order, several objects at a time, and moves the cursor past what was answered. One loop owns all state; requests run beside it.
/// </summary>
internal sealed partial class PartnerPump : IAsyncDisposable
{
    private const int ReadStep = 500;

    /// <summary>The mark of a view while a walk that began before it is not over: a start finds that no view has this mark, and walks anew.</summary>
    private const string Unsettled = "unsettled";

    private readonly PumpServices _services;
    private readonly PushOptions _options;
    private readonly TimeProvider _time;
    private readonly Courier _courier;
    private readonly Circuit _circuit;
    private readonly PendingWindow _window = new();
    private readonly Dictionary<ObjectKey, long> _ahead = [];
    private readonly Dictionary<ObjectKey, long> _refused = [];
    private readonly ConcurrentQueue<Attempt> _attempts = new();
    private readonly Signal _signal = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _sending = new();
    private readonly ITimer _timer;
    private readonly IDisposable _listening;
    private readonly Guid _id;
    private readonly string _work;
    private Connection _opening;
    private Connection? _next;
    private PartnerView _view = null!;
    private PartnerView? _shown;
    private bool _reexamine;
    private Sweep? _sweep;
    private long _sweepFrom;
    private bool _resumed;
    private volatile bool _forgotten;
    private long _readTo;
    private long _startedAt;
    private DeliveryCursor? _saved;
    private DateTimeOffset _savedAt;
    private long _accepted;
    private bool _unauthorized;
    private int _hurry;
    private string? _error;
    private Task _loop = Task.CompletedTask;
    private volatile DeliveryStatus _status;
    // In UTC ticks, so that whoever asks for the status never reads half of it; 0 for none.
    private long _oldest;

    public PartnerPump(PumpServices services, Connection connection)
    {
        _services = services;
        _options = services.Options;
        _time = services.Time;
        _id = connection.Id;
        _work = Work.Of(_id);
        _opening = connection;
        _courier = new Courier(services.Objects, services.Link, services.Receipts, services.Turns, services.Time, services.Losses);
        _circuit = new Circuit(services.Options, services.Time, Random.Shared);
        _timer = services.Time.CreateTimer(static state => ((PartnerPump)state!)._signal.Raise(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _listening = services.Feed.Listen(_signal.Raise);
        _status = new DeliveryStatus { Connection = _id, State = DeliveryState.Idle, Cursor = 0, Lag = 0, Pending = 0 };
    }

    /// <summary>Where the delivery stands now.</summary>
    public DeliveryStatus Status
    {
        get
        {
            var status = _status;
            return status with
            {
                Lag = Math.Max(0, _services.Feed.Last - status.Cursor),
                OldestPendingAge = status.Pending > 0 && Volatile.Read(ref _oldest) is > 0 and var since ? _time.GetUtcNow() - new DateTimeOffset(since, TimeSpan.Zero) : null,
            };
        }
    }

    public void Start() => _loop = Task.Run(RunAsync);

    /// <summary>The connection is not what it was: other parties, endpoints, habits or credentials.</summary>
    public void Update(Connection connection)
    {
        Volatile.Write(ref _next, connection);
        _signal.Raise();
    }

    /// <summary>The partner was heard: there is no point in waiting longer.</summary>
    public void Hurry()
    {
        if (_status.State is DeliveryState.BackingOff or DeliveryState.BlockedByCredentials)
        {
            Volatile.Write(ref _hurry, 1);
            _signal.Raise();
        }
    }

    /// <summary>There may be something to do that could not be done before.</summary>
    public void Wake() => _signal.Raise();

    /// <summary>Finishes what is in flight, writes the cursor down and ends.</summary>
    /// <param name="forget">The connection is gone: its cursor is not to be written any more.</param>
    public async Task StopAsync(bool forget = false)
    {
        _forgotten = forget;
        await _stopping.CancelAsync();
        _signal.Raise();
        await _loop;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(_forgotten);
        _listening.Dispose();
        await _timer.DisposeAsync();
        _signal.Dispose();
        _stopping.Dispose();
        _sending.Dispose();
    }

    private async Task RunAsync()
    {
        var opened = false;
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                if (!opened)
                {
                    await OpenAsync(_stopping.Token);
                    opened = true;
                }

                await StepAsync(_stopping.Token);
                Publish();
                await _signal.WaitAsync(_stopping.Token);
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                break;
            }
            catch (Exception failure)
            {
                // The store is in trouble: nothing is lost, the cursor stands. Say so and try again.
                _error = $"The gateway itself failed: {failure.GetType().Name}.";
                LogStepFailed(_services.Log, failure, _id);
                Publish();
                await Task.Delay(_options.FirstBackOff, _time, CancellationToken.None);
            }
        }

        if (opened)
        {
            await FinishAsync();
        }
    }

    private async Task OpenAsync(CancellationToken cancellation)
    {
        _opening = Interlocked.Exchange(ref _next, null) ?? _opening;

        // In this order: what changes after this is in the log, or in the view already.
        _startedAt = _services.Feed.Last;
        _view = await _services.Views.OfAsync(_opening, cancellation);
        foreach (var refusal in await _services.Refusals.ListAsync(_id, RefusalState.Open, null, int.MaxValue, cancellation))
        {
            _refused[refusal.Object] = Math.Max(refusal.Sequence, _refused.GetValueOrDefault(refusal.Object));
        }

        _saved = await _services.Cursors.FindAsync(_id, cancellation);
        var known = _saved is not null;
        if (_saved is null)
        {
            // A new partner: everything it may see, then whatever changed since now.
            _saved = new DeliveryCursor(_startedAt, Sweep.Beginning, _view.Mark);
            await _services.Cursors.SaveAsync(_id, _saved, cancellation);
        }

        _savedAt = _time.GetUtcNow();
        _readTo = _sweepFrom = _saved.Sequence;
        _sweep = _saved.Sweep is { } position ? new Sweep(_view, position) : null;
        _resumed = known && _sweep is not null;
        _reexamine = _saved.View is { } mark && mark != _view.Mark;
    }

    private async Task StepAsync(CancellationToken cancellation)
    {
        if (Interlocked.Exchange(ref _hurry, 0) == 1)
        {
            _circuit.Hurry();
        }

        await DrainAsync(cancellation);
        if (Interlocked.Exchange(ref _next, null) is { } connection)
        {
            _circuit.Renew();
            await LookAgainAsync(connection, cancellation);
        }
        else if (_view.ChangesAt is { } begins && _time.GetUtcNow() >= begins)
        {
            await LookAgainAsync(_view.Connection, cancellation);
        }

        await FillAsync(cancellation);
        Dispatch();
        await SaveAsync(force: false, cancellation);
        ArmTimer();
    }

    /// <summary>Works out anew what the partner may see. What it may see now and could not before is looked up once the present work is settled.</summary>
    private async Task LookAgainAsync(Connection connection, CancellationToken cancellation)
    {
        var before = _view;
        _view = await _services.Views.OfAsync(connection, cancellation);
        if (!_reexamine)
        {
            (_shown, _reexamine) = (before, !_view.Without(before).IsEmpty);
        }
    }

    private async Task FillAsync(CancellationToken cancellation)
    {
        while (_window.Count < _options.Window && !cancellation.IsCancellationRequested)
        {
            if (_sweep is not null)
            {
                if (_window.Count > 0)
                {
                    return;
                }

                await SweepOnAsync(cancellation);
            }
            else if (_reexamine)
            {
                if (_window.Count > 0)
                {
                    return;
                }

                (_sweep, _sweepFrom) = (new Sweep(_shown is null ? _view : _view.Without(_shown), null), _readTo);
                (_shown, _reexamine, _resumed) = (null, false, _readTo < _startedAt);
                await SaveAsync(force: true, cancellation);
            }
            else if (!await ReadOnAsync(cancellation))
            {
                return;
            }
        }
    }

    private async Task SweepOnAsync(CancellationToken cancellation)
    {
        var keys = await _sweep!.NextAsync(_services.Store, _options.SweepPage, cancellation);
        if (keys.Count == 0)
        {
            (_sweep, _resumed) = (null, false);
            await SaveAsync(force: true, cancellation);
            return;
        }

        var now = _time.GetUtcNow();
        foreach (var key in keys)
        {
            _window.Add(key, 0, now, deleted: false, part: null).Uncertain = _resumed;
        }
    }

    /// <returns>False when there is nothing to read now.</returns>
    private async Task<bool> ReadOnAsync(CancellationToken cancellation)
    {
        var changes = await _services.Feed.ReadAsync(_readTo, ReadStep, cancellation);
        foreach (var change in changes)
        {
            if (ChangesTheView(change) && change.Sequence > _startedAt)
            {
                // Passed only once it was looked at: a store that fails now must not hide it.
                await LookAgainAsync(_view.Connection, cancellation);
                _readTo = change.Sequence;
                if (_reexamine)
                {
                    return true;
                }
            }
            else if (change is { Object: { } key, Kind: ChangeKind.ObjectStored or ChangeKind.ObjectDeleted } && _view.MaySee(key) && !IsKnown(key, change.Sequence))
            {
                var entry = _window.Add(key, change.Sequence, change.At, change.Kind == ChangeKind.ObjectDeleted, change.Part);
                entry.Uncertain |= change.Sequence <= _startedAt;
            }

            _readTo = change.Sequence;
        }

        return changes.Count > 0;
    }

    /// <summary>An agreement, or the partner's own word, as a hub, on who can be reached behind it.</summary>
    private bool ChangesTheView(Change change) =>
        change.Kind == ChangeKind.AgreementChanged || (change.Connection == _id && change.Object is { } key && key.Module == HubReports.Module);

    /// <summary>Whether the partner got a state as new as this change before the change was read, or refused it before we started.</summary>
    private bool IsKnown(ObjectKey key, long sequence)
    {
        if (sequence <= _startedAt && _refused.TryGetValue(key, out var refused) && sequence <= refused)
        {
            return true;
        }

        if (!_ahead.TryGetValue(key, out var known))
        {
            return false;
        }

        if (known <= sequence)
        {
            _ahead.Remove(key);
        }

        return sequence <= known;
    }

    private void Dispatch()
    {
        while (!_stopping.IsCancellationRequested && MaySend && _circuit.Allows(_window.InFlight, Math.Max(1, _view.Connection.Profile.Concurrency)) > 0
            && _window.Next(fairly: !_circuit.IsClosed) is { } entry)
        {
            _window.Start(entry);
            if (_window.NeedsReferences(entry))
            {
                _ = LookUpAsync(entry);
            }
            else
            {
                _circuit.Started();
                _ = SendAsync(entry, _circuit.Epoch, _view, _refused.ContainsKey(entry.Key));
            }
        }
    }

    private async Task LookUpAsync(PendingObject entry)
    {
        Attempt attempt;
        try
        {
            entry.References = await _services.Objects.GetAsync(entry.Key, entry.Last, _sending.Token) is { } state ? state.References : [];
            attempt = new Attempt(entry, AttemptKind.LookedUp, _circuit.Epoch);
        }
        catch (Exception failure)
        {
            attempt = Faulted(entry, _circuit.Epoch, failure);
        }

        Ended(attempt);
    }

    private async Task SendAsync(PendingObject entry, int epoch, PartnerView view, bool whole)
    {
        Attempt attempt;
        try
        {
            // Asked again: this process may have been paused since, and another one have taken over.
            attempt = MaySend
                ? await _courier.DeliverAsync(view, entry, epoch, whole, _sending.Token)
                : new Attempt(entry, AttemptKind.Withheld, epoch);
        }
        catch (Exception failure)
        {
            attempt = Faulted(entry, epoch, failure);
        }

        Ended(attempt);
    }

    private bool MaySend => _services.Leases.Holds(_work);

    private Attempt Faulted(PendingObject entry, int epoch, Exception failure)
    {
        if (!_sending.IsCancellationRequested)
        {
            LogAttemptFailed(_services.Log, failure, _id, entry.Key.Module.Value, entry.Last);
        }

        return new Attempt(entry, AttemptKind.Faulted, epoch, Reason: $"The gateway could not prepare it: {failure.GetType().Name}.");
    }

    private void Ended(Attempt attempt)
    {
        _attempts.Enqueue(attempt);
        _signal.Raise();
    }
}
