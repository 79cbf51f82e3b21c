using Busbar.Core.Delivery;
using Busbar.Core.Objects;
using Microsoft.Extensions.Logging;

namespace Busbar.Delivery.Push;

/// <summary>What the pump makes of the answers: settle, hold, refuse; and how it writes down how far it has got.</summary>
internal sealed partial class PartnerPump
{
    private bool _moved;

    private async Task DrainAsync(CancellationToken cancellation)
    {
        while (_attempts.TryPeek(out var attempt))
        {
            // Taken off only once it is settled: a store that fails now gets the same attempt again.
            await SettleAsync(attempt, cancellation);
            _attempts.TryDequeue(out _);
        }
    }

    private async Task SettleAsync(Attempt attempt, CancellationToken cancellation)
    {
        var entry = attempt.Entry;
        switch (attempt.Kind)
        {
            case AttemptKind.LookedUp:
                _window.Return(entry);
                return;

            case AttemptKind.Skipped:
                _window.Finish(entry);
                _circuit.Skipped();
                return;

            case AttemptKind.Withheld:
                _window.Return(entry);
                _circuit.Skipped();
                return;

            case AttemptKind.Delivered:
                await DeliveredAsync(attempt, cancellation);
                return;

            case AttemptKind.Refused:
                await RefusedAsync(attempt, cancellation);
                return;

            case AttemptKind.Faulted when _sending.IsCancellationRequested:
                _window.Return(entry);
                return;

            case AttemptKind.Faulted:
                // It may have been sent before we failed, over its receipt for example.
                entry.Uncertain = true;
                entry.Failures++;
                if (entry.Failures >= _options.PoisonAfter)
                {
                    await RefusedAsync(attempt, cancellation);
                    return;
                }

                _error = attempt.Reason;
                _window.Return(entry);
                _circuit.Failed(attempt.Epoch, null);
                return;

            default:
                await HeldAsync(attempt, cancellation);
                return;
        }
    }

    private async Task DeliveredAsync(Attempt attempt, CancellationToken cancellation)
    {
        var key = attempt.Entry.Key;
        if (_refused.ContainsKey(key))
        {
            await _services.Refusals.SupersedeAsync(_id, key, cancellation);
            _refused.Remove(key);
        }

        Remember(attempt);
        if (!_circuit.IsClosed)
        {
            LogBack(_services.Log, _id);
        }

        _accepted++;
        _moved = true;
        _unauthorized = false;
        _error = null;
        _circuit.Succeeded();
        _window.Finish(attempt.Entry);
    }

    /// <summary>The partner was shown a newer state than the log has told us of yet: it is not shown it again, whatever it said.</summary>
    private void Remember(Attempt attempt)
    {
        if (attempt.Sequence > attempt.Entry.Last && attempt.Sequence > _readTo)
        {
            _ahead[attempt.Entry.Key] = attempt.Sequence;
        }
    }

    private async Task RefusedAsync(Attempt attempt, CancellationToken cancellation)
    {
        var key = attempt.Entry.Key;
        if (_refused.ContainsKey(key))
        {
            // One open refusal per object: the newest is the one that matters.
            await _services.Refusals.SupersedeAsync(_id, key, cancellation);
        }

        var sequence = attempt.Sequence == 0 ? attempt.Entry.Last : attempt.Sequence;
        await _services.Refusals.AddAsync(RefusalOf(_id, key, sequence, attempt.Answer, attempt.Reason, _time.GetUtcNow()), cancellation);
        _refused[key] = sequence;
        Remember(attempt);
        _moved = true;
        LogRefused(_services.Log, _id, key.Module.Value, sequence, attempt.Answer?.HttpStatus, attempt.Answer?.OcpiStatus);
        if (attempt.Answer is null)
        {
            _circuit.Skipped();
        }
        else
        {
            _unauthorized = false;
            _circuit.Succeeded();
        }

        _window.Finish(attempt.Entry);
    }

    /// <summary>A refusal as it is kept.</summary>
    internal static Refusal RefusalOf(Guid connection, ObjectKey key, long sequence, PartnerAnswer? answer, string? reason, DateTimeOffset at) => new()
    {
        Id = Guid.CreateVersion7(at),
        Connection = connection,
        Object = key,
        Sequence = sequence,
        At = at,
        HttpStatus = answer?.HttpStatus,
        OcpiStatus = answer?.OcpiStatus,
        Reason = reason ?? answer?.Message ?? "The partner gave no reason.",
        State = RefusalState.Open,
        Exchange = answer?.Exchange,
    };

    private async Task HeldAsync(Attempt attempt, CancellationToken cancellation)
    {
        var (entry, answer) = (attempt.Entry, attempt.Answer!);
        entry.Uncertain |= answer.Uncertain;
        if (answer.Kind == AnswerKind.Failing)
        {
            entry.AcceptedBefore = entry.Failures == 0 ? _accepted : entry.AcceptedBefore;
            entry.Failures++;
            if (entry.Failures >= _options.PoisonAfter && _accepted > entry.AcceptedBefore)
            {
                await RefusedAsync(
                    attempt with { Reason = $"The partner failed over it {entry.Failures} times while it accepted others: {answer.Message}" }, cancellation);
                return;
            }
        }

        var wasClosed = _circuit.IsClosed;
        _error = answer.Message ?? "The partner could not be reached.";
        _unauthorized = answer.Kind == AnswerKind.Unauthorized;
        _window.Return(entry);
        _circuit.Failed(attempt.Epoch, answer.RetryAfter);
        if (wasClosed)
        {
            LogAway(_services.Log, _id, answer.Kind, answer.HttpStatus, _circuit.BackOff);
        }
    }

    /// <summary>Everything up to this change is settled.</summary>
    private DeliveryCursor Position => _sweep is { } sweep
        ? new DeliveryCursor(_sweepFrom, sweep.Position, _reexamine ? Unsettled : _view.Mark)
        : new DeliveryCursor(_window.Oldest is { } oldest ? oldest.First - 1 : _readTo, _reexamine ? Sweep.Beginning : null, _view.Mark);

    private async Task SaveAsync(bool force, CancellationToken cancellation)
    {
        var position = Position;
        if (position == _saved || (!force && _time.GetUtcNow() < SaveDue))
        {
            return;
        }

        await _services.Cursors.SaveAsync(_id, position, cancellation);
        (_saved, _savedAt, _moved) = (position, _time.GetUtcNow(), false);
    }

    /// <summary>What was none of the partner's business is quickly passed again: it is written down less often.</summary>
    private DateTimeOffset SaveDue => _savedAt + (_moved ? _options.CursorInterval : _options.CursorInterval * 10);

    private void ArmTimer()
    {
        DateTimeOffset? due = Position == _saved ? null : SaveDue;
        if (_circuit.RetryAt is { } retry && _window.Count > 0 && _window.InFlight == 0 && (due is null || retry < due))
        {
            due = retry;
        }

        if (_view.ChangesAt is { } begins && (due is null || begins < due))
        {
            due = begins;
        }

        if (due is { } at)
        {
            var wait = at - _time.GetUtcNow();
            _timer.Change(wait < TimeSpan.Zero ? TimeSpan.Zero : wait > TimeSpan.FromDays(1) ? TimeSpan.FromDays(1) : wait, Timeout.InfiniteTimeSpan);
        }
        else
        {
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    private void Publish()
    {
        var pending = _window.Count;
        Volatile.Write(ref _oldest, _window.Oldest?.Since.UtcTicks ?? 0);
        _status = new DeliveryStatus
        {
            Connection = _id,
            State = !_circuit.IsClosed ? (_unauthorized ? DeliveryState.BlockedByCredentials : DeliveryState.BackingOff)
                : pending > 0 || _sweep is not null ? DeliveryState.Sending
                : DeliveryState.Idle,
            Cursor = _saved is null && _view is null ? 0 : Position.Sequence,
            Lag = 0,
            Pending = pending,
            Sweeping = _sweep is not null,
            RetryAt = _circuit.RetryAt,
            FailedAttempts = _circuit.Failures,
            LastError = _error,
        };
    }

    /// <summary>Waits for what is in flight, then for nobody.</summary>
    private async Task FinishAsync()
    {
        using var patience = new CancellationTokenSource(_options.StopPatience, _time);
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
            await _sending.CancelAsync();
            LogImpatient(_services.Log, _id, _window.InFlight);
        }
        catch (Exception failure)
        {
            LogStepFailed(_services.Log, failure, _id);
        }

        try
        {
            if (!_forgotten)
            {
                await SaveAsync(force: true, CancellationToken.None);
            }
        }
        catch (Exception failure)
        {
            LogStepFailed(_services.Log, failure, _id);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Delivery to connection {Connection} failed inside the gateway; it goes on from its cursor.")]
    private static partial void LogStepFailed(ILogger log, Exception failure, Guid connection);

    [LoggerMessage(Level = LogLevel.Error, Message = "Connection {Connection}: change {Sequence} of {Module} could not be prepared or recorded.")]
    private static partial void LogAttemptFailed(ILogger log, Exception failure, Guid connection, string module, long sequence);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Connection {Connection} refused change {Sequence} of {Module}: HTTP {Http}, OCPI {Ocpi}.")]
    private static partial void LogRefused(ILogger log, Guid connection, string module, long sequence, int? http, int? ocpi);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Connection {Connection} takes nothing ({Kind}, HTTP {Http}); next attempt in {BackOff}.")]
    private static partial void LogAway(ILogger log, Guid connection, AnswerKind kind, int? http, TimeSpan backOff);

    [LoggerMessage(Level = LogLevel.Information, Message = "Connection {Connection} takes deliveries again.")]
    private static partial void LogBack(ILogger log, Guid connection);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Delivery to connection {Connection} stopped while {InFlight} requests were unanswered.")]
    private static partial void LogImpatient(ILogger log, Guid connection, int inFlight);
}
