using Busbar.Core.Connections;
using Busbar.Core.Delivery;

namespace Busbar.Delivery.Push;

/// <summary>
/// Tells one partner of everything that concerns it: reads the change log from the partner's cursor, walks over what it has yet to be given, sends each object's
/// latest state in order, several objects at a time, and moves the cursor past what was answered. One loop owns all state; requests run beside it.
/// </summary>
internal sealed class PartnerPump : IAsyncDisposable
{
    private readonly PumpServices _services;
    private readonly Guid _id;
    private readonly PendingWindow _window = new();
    private readonly KnownStates _known = new();
    private readonly Circuit _circuit;
    private readonly Reach _reach;
    private readonly Gap _gap;
    private readonly LogReading _log;
    private readonly CursorKeeper _cursor;
    private readonly Settlement _settlement;
    private readonly Dispatcher _dispatcher;
    private readonly Signal _signal = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly ITimer _timer;
    private readonly IDisposable _listening;
    private Connection _opening;
    private Connection? _next;
    private volatile bool _forgotten;
    private int _hurry;
    private Task _loop = Task.CompletedTask;
    private volatile DeliveryStatus _status;
    // In UTC ticks, so that whoever asks for the status never reads half of it; 0 for none.
    private long _oldest;

    public PartnerPump(PumpServices services, Connection connection)
    {
        _services = services;
        _id = connection.Id;
        _opening = connection;
        _circuit = new Circuit(services.Options, services.Time, Random.Shared);
        _reach = new Reach(services, _id, _window);
        _gap = new Gap(services, _id, _window);
        _log = new LogReading(services.Feed, _id, _window, _known, _gap);
        _cursor = new CursorKeeper(services.Cursors, services.Options, services.CursorPace, services.Time, _id);
        _settlement = new Settlement(services, _id, _window, _circuit, _known, _cursor);
        _dispatcher = new Dispatcher(services, _id, _window, _circuit, _known, _signal.Raise);
        _timer = services.Time.CreateTimer(static state => ((PartnerPump)state!)._signal.Raise(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _listening = services.Feed.Listen(_signal.Raise);
        services.Pulls.Ended += Pulled;
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
                OldestPendingAge = status.Pending > 0 && Volatile.Read(ref _oldest) is > 0 and var since ? _services.Time.GetUtcNow() - new DateTimeOffset(since, TimeSpan.Zero) : null,
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
        _services.Pulls.Ended -= Pulled;
        await _timer.DisposeAsync();
        _signal.Dispose();
        _stopping.Dispose();
        _dispatcher.Dispose();
    }

    private void Pulled(Guid connection, PullEnd end)
    {
        if (connection == _id)
        {
            _gap.Note(end);
            _signal.Raise();
        }
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
                _settlement.Error = $"The gateway itself failed: {failure.GetType().Name}.";
                PumpLog.StepFailed(_services.Log, failure, _id);
                _status = _status with { LastError = _settlement.Error };
                await Task.Delay(_services.Options.FirstBackOff, _services.Time, CancellationToken.None);
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
        var last = _services.Feed.Last;
        _known.Open(await _services.Refusals.ListAsync(_id, RefusalState.Open, null, int.MaxValue, cancellation));
        var saved = await _reach.OpenAsync(_opening, last, cancellation);
        _cursor.Open(saved);
        _log.Open(saved.Sequence, last);
        await _reach.CompareAsync(cancellation);
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
        else if (_reach.View.ChangesAt is { } begins && _services.Time.GetUtcNow() >= begins)
        {
            await LookAgainAsync(_reach.View.Connection, cancellation);
        }

        await FillAsync(cancellation);
        var now = _services.Time.GetUtcNow();
        _dispatcher.Dispatch(_reach.Outlook, _stopping.Token);
        await _cursor.SaveAsync(Position, force: false, cancellation);
        ArmTimer(now);
    }

    private async Task LookAgainAsync(Connection connection, CancellationToken cancellation)
    {
        await _reach.LookAgainAsync(connection, cancellation);
        await CompareAsync(cancellation);
    }

    private async Task CompareAsync(CancellationToken cancellation)
    {
        await _cursor.SaveAsync(Position, force: true, cancellation);
        await _reach.CompareAsync(cancellation);
    }

    private async Task DrainAsync(CancellationToken cancellation)
    {
        while (_dispatcher.TryPeek(out var attempt))
        {
            await _settlement.SettleAsync(attempt, _log.ReadTo, _dispatcher.IsGivenUp, cancellation);
            if (attempt.Kind == AttemptKind.LookedUp)
            {
                BringForward(attempt.Entry);
            }

            _dispatcher.Pop();
        }
    }

    /// <summary>What it refers to goes first, even if a load has not come to it yet.</summary>
    private void BringForward(PendingObject entry)
    {
        foreach (var reference in entry.Lane == Lane.Load ? [] : entry.References ?? [])
        {
            if (_reach.ShouldBringForward(reference))
            {
                _window.BringForward(reference, _services.Time.GetUtcNow());
            }
        }
    }

    /// <summary>Changes first, so that they are there before the walk brings the same object.</summary>
    private async Task FillAsync(CancellationToken cancellation)
    {
        while (_window.In(Lane.Live) < _services.Options.Window && !cancellation.IsCancellationRequested)
        {
            _gap.OpenIfWorthIt(_reach.View.Connection.Profile, _log.ReadTo);
            var step = await _log.ReadAsync(_reach.Outlook.Shown, cancellation);
            if (step.GoneTo is { } gone)
            {
                await MissAsync(_log.ReadTo, cancellation);
                _log.Pass(gone);
            }
            else if (step.ViewChangedAt is { } changed)
            {
                await LookAgainAsync(_reach.View.Connection, cancellation);
                _log.Pass(changed);
            }
            else if (!step.Any)
            {
                break;
            }
        }

        await _gap.SettleAsync(_reach.Outlook, _log.ReadTo, cancellation);
        if (_gap.TornAt is { } torn)
        {
            await MissAsync(torn, cancellation);
            _gap.Mend();
        }

        while (await _reach.WalkAsync(_log.IsCatchingUp, cancellation))
        {
            await CompareAsync(cancellation);
        }
    }

    /// <summary>The partner was away for longer than the log is kept for it. What it may see can have changed there as well.</summary>
    private async Task MissAsync(long since, CancellationToken cancellation)
    {
        _reach.Miss(since);
        await LookAgainAsync(_reach.View.Connection, cancellation);
        PumpLog.Missed(_services.Log, _id, since);
    }

    /// <summary>Everything up to this change is settled.</summary>
    private DeliveryCursor Position
    {
        get
        {
            var settled = _window.Oldest is { } oldest ? oldest.First - 1 : _log.ReadTo;
            var held = _gap.IsOpen || _gap.TornAt is not null ? Math.Min(settled, _gap.From) : settled;
            return new(Math.Min(held, _reach.MissedSince ?? held), _reach.Position, _reach.View.Mark);
        }
    }

    /// <param name="looked">When it was looked last at what may go.</param>
    private void ArmTimer(DateTimeOffset looked)
    {
        var due = _cursor.Due(Position);
        if (_circuit.RetryAt is { } retry && _window.Count > 0 && _window.InFlight == 0)
        {
            due = Sooner(due, retry);
        }

        if (_circuit.IsClosed && _window.In(Lane.Load) > 0)
        {
            due = Sooner(due, _dispatcher.LoadAt(_reach.Outlook));
        }

        if (_settlement.LaterAt is { } later && later > looked)
        {
            due = Sooner(due, later);
        }

        due = Sooner(Sooner(due, _reach.View.ChangesAt), _gap.EndsAt(_reach.View.Connection.Profile));
        var wait = due is { } at ? at - _services.Time.GetUtcNow() : Timeout.InfiniteTimeSpan;
        _timer.Change(
            due is null ? wait : wait < TimeSpan.Zero ? TimeSpan.Zero : wait > TimeSpan.FromDays(1) ? TimeSpan.FromDays(1) : wait, Timeout.InfiniteTimeSpan);
    }

    private static DateTimeOffset? Sooner(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other ?? one : one;

    private void Publish()
    {
        var pending = _window.Count;
        Volatile.Write(ref _oldest, _window.Oldest?.Since.UtcTicks ?? 0);
        _status = new DeliveryStatus
        {
            Connection = _id,
            State = _reach.View.Connection.PausedAt is not null ? DeliveryState.Paused
                : !_circuit.IsClosed ? (_settlement.Unauthorized ? DeliveryState.BlockedByCredentials : DeliveryState.BackingOff)
                : pending > 0 || _reach.IsWalking ? DeliveryState.Sending
                : _gap.IsOpen ? DeliveryState.AwaitingPull
                : DeliveryState.Idle,
            Cursor = Position.Sequence,
            Lag = 0,
            Pending = pending,
            Sweeping = _reach.IsWalking,
            Withheld = _settlement.Withheld,
            LeftToPull = _gap.IsOpen ? _gap.Left : 0,
            RetryAt = _circuit.RetryAt,
            FailedAttempts = _circuit.Failures,
            LastError = _settlement.Error,
        };
    }

    /// <summary>Waits for what is in flight, then for nobody.</summary>
    private async Task FinishAsync()
    {
        using var patience = new CancellationTokenSource(_services.Options.StopPatience, _services.Time);
        try
        {
            while (true)
            {
                await DrainAsync(CancellationToken.None);
                if (_window.InFlight == 0)
                {
                    break;
                }

                await _signal.WaitAsync(patience.Token);
            }
        }
        catch (OperationCanceledException)
        {
            await _dispatcher.GiveUpAsync();
            PumpLog.Impatient(_services.Log, _id, _window.InFlight);
        }
        catch (Exception failure)
        {
            // Whoever has the partner next must not be overtaken by what is still under way here.
            await _dispatcher.GiveUpAsync();
            PumpLog.StepFailed(_services.Log, failure, _id);
        }

        try
        {
            if (!_forgotten)
            {
                await _cursor.SaveAsync(Position, force: true, CancellationToken.None);
            }
        }
        catch (Exception failure)
        {
            PumpLog.StepFailed(_services.Log, failure, _id);
        }
    }
}
