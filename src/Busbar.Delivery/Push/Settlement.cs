using Busbar.Core.Delivery;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Delivery.Push;

/// <summary>What becomes of the answers: settled, refused, withheld, or held until the partner can take it.</summary>
internal sealed class Settlement(PumpServices services, Guid connection, PendingWindow window, Circuit circuit, KnownStates known, CursorKeeper cursor)
{
    private long _accepted;

    /// <summary>Whether the partner rejects our token.</summary>
    public bool Unauthorized { get; private set; }

    /// <summary>What went wrong last; null while all is well.</summary>
    public string? Error { get; set; }

    /// <summary>When what was too early may go; null when nothing is.</summary>
    public DateTimeOffset? LaterAt { get; private set; }

    /// <summary>How many objects had no form in the partner's version.</summary>
    public long Withheld { get; private set; }

    /// <param name="attempt">What came of an attempt.</param>
    /// <param name="readTo">How far the log was read.</param>
    /// <param name="stopping">Whether what is under way was given up.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task SettleAsync(Attempt attempt, long readTo, bool stopping, CancellationToken cancellation)
    {
        var entry = attempt.Entry;
        switch (attempt.Kind)
        {
            case AttemptKind.LookedUp:
                window.Return(entry);
                return;

            case AttemptKind.Skipped:
                Finish(attempt, readTo);
                circuit.Skipped();
                return;

            case AttemptKind.TooEarly:
                LaterAt = entry.NotBefore = attempt.Answer!.NotBefore;
                window.Return(entry);
                circuit.Skipped();
                return;

            case AttemptKind.Elsewhere:
                window.Return(entry);
                circuit.Skipped();
                return;

            case AttemptKind.Delivered or AttemptKind.Withdrawn:
                await DeliveredAsync(attempt, readTo, cancellation);
                return;

            case AttemptKind.Withheld:
                await ForgiveAsync(entry.Key, cancellation);
                if (entry.Key.Module == ModuleId.Cdrs)
                {
                    // Somebody has to see to the money, and may have it sent again.
                    await RecordAsync(attempt, cancellation);
                }

                Withhold(attempt);
                Finish(attempt, readTo);
                circuit.Skipped();
                return;

            case AttemptKind.Refused:
                await RefusedAsync(attempt, readTo, cancellation);
                return;

            case AttemptKind.Faulted when stopping:
                window.Return(entry);
                return;

            case AttemptKind.Faulted:
                await FaultedAsync(attempt, readTo, cancellation);
                return;

            default:
                await HeldAsync(attempt, readTo, cancellation);
                return;
        }
    }

    private async Task DeliveredAsync(Attempt attempt, long readTo, CancellationToken cancellation)
    {
        var key = attempt.Entry.Key;
        await ForgiveAsync(key, cancellation);
        if (!circuit.IsClosed)
        {
            PumpLog.Back(services.Log, connection);
        }

        if (attempt.Kind == AttemptKind.Withdrawn)
        {
            PumpLog.Withdrawn(services.Log, connection, key.Module.Value, attempt.Sequence, attempt.Reason);
            if (attempt.NoForm)
            {
                Withhold(attempt);
            }
        }

        _accepted++;
        cursor.Moved();
        Unauthorized = false;
        Error = null;
        circuit.Succeeded();
        Finish(attempt, readTo);
    }

    /// <summary>Nothing is left to do for the entry; what follows it starts from what the partner has now.</summary>
    private void Finish(Attempt attempt, long readTo)
    {
        known.Remember(attempt, readTo);
        window.Finish(attempt.Entry, attempt.Settles, attempt.Has);
        if (attempt.IsPartlyAhead)
        {
            window.Doubt(attempt.Entry.Key);
        }
    }

    private async Task RefusedAsync(Attempt attempt, long readTo, CancellationToken cancellation)
    {
        var key = attempt.Entry.Key;

        // One open refusal per object: the newest is the one that matters.
        await ForgiveAsync(key, cancellation);
        var sequence = await RecordAsync(attempt, cancellation);
        known.Remember(attempt, readTo);
        cursor.Moved();
        PumpLog.Refused(services.Log, connection, key.Module.Value, sequence, attempt.Answer?.HttpStatus, attempt.Answer?.OcpiStatus);
        if (attempt.Answer is null)
        {
            circuit.Skipped();
        }
        else
        {
            Unauthorized = false;
            circuit.Succeeded();
        }

        window.Finish(attempt.Entry, attempt.Sequence, Holding.Unknown);
    }

    private async Task<long> RecordAsync(Attempt attempt, CancellationToken cancellation)
    {
        var (key, sequence) = (attempt.Entry.Key, attempt.Sequence == 0 ? attempt.Entry.Last : attempt.Sequence);
        await services.Refusals.AddAsync(RefusalOf(connection, key, sequence, attempt.Answer, attempt.Reason, services.Time.GetUtcNow()), cancellation);
        known.Refuse(key, sequence);
        return sequence;
    }

    private async Task FaultedAsync(Attempt attempt, long readTo, CancellationToken cancellation)
    {
        // It may have been sent before we failed, over its receipt for example.
        var entry = attempt.Entry;
        entry.Uncertain = true;
        if (!attempt.NotItsFault && ++entry.Failures >= services.Options.PoisonAfter)
        {
            await RefusedAsync(attempt, readTo, cancellation);
            return;
        }

        Error = attempt.Reason;
        window.Return(entry);
        circuit.Failed(attempt.Epoch, null);
    }

    private async Task HeldAsync(Attempt attempt, long readTo, CancellationToken cancellation)
    {
        var (entry, answer) = (attempt.Entry, attempt.Answer!);
        entry.Uncertain |= answer.Uncertain;
        if (answer.Kind == AnswerKind.Failing)
        {
            entry.AcceptedBefore = entry.Failures == 0 ? _accepted : entry.AcceptedBefore;
            entry.Failures++;
            if (entry.Failures >= services.Options.PoisonAfter && _accepted > entry.AcceptedBefore)
            {
                var reason = $"The partner failed over it {entry.Failures} times while it accepted others: {answer.Message}";
                await RefusedAsync(attempt with { Reason = reason }, readTo, cancellation);
                return;
            }
        }

        var wasClosed = circuit.IsClosed;
        Error = answer.Message ?? "The partner could not be reached.";
        Unauthorized = answer.Kind == AnswerKind.Unauthorized;
        window.Return(entry);
        circuit.Failed(attempt.Epoch, answer.RetryAfter);
        if (wasClosed)
        {
            PumpLog.Away(services.Log, connection, answer.Kind, answer.HttpStatus, circuit.BackOff);
        }
    }

    private void Withhold(Attempt attempt)
    {
        Withheld++;
        services.Losses.CountWithheld(connection);
        PumpLog.Withheld(services.Log, connection, attempt.Entry.Key.Module.Value, attempt.Sequence, attempt.Reason);
    }

    /// <summary>What was refused before does not matter any more.</summary>
    private async Task ForgiveAsync(ObjectKey key, CancellationToken cancellation)
    {
        if (known.IsRefused(key))
        {
            await services.Refusals.SupersedeAsync(connection, key, cancellation);
            known.Forgive(key);
        }
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
}
