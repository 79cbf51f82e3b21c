using System.Collections.Concurrent;
using Busbar.Core.Connections;
using Busbar.Core.Delivery;
using Busbar.Core.Objects;

namespace Busbar.Delivery.Push;

/// <summary>Sends a refused object once more, in its present state, beside the pump.</summary>
internal sealed class Replay(PumpServices services, ConnectionDirectory directory)
{
    private readonly ConcurrentDictionary<Guid, bool> _underWay = [];
    private readonly Courier _courier = new(services);

    public async Task<ReplayResult> ReplayAsync(Guid refusal, CancellationToken cancellation)
    {
        // Twice at once would post a CDR twice.
        if (!_underWay.TryAdd(refusal, true))
        {
            return new(ReplayOutcome.NotPossible, "The refusal is being replayed already.");
        }

        try
        {
            return await SendAsync(refusal, cancellation);
        }
        finally
        {
            _underWay.TryRemove(refusal, out _);
        }
    }

    private async Task<ReplayResult> SendAsync(Guid id, CancellationToken cancellation)
    {
        if (await services.Refusals.FindAsync(id, cancellation) is not { } refusal)
        {
            return new(ReplayOutcome.NotFound, "There is no such refusal.");
        }

        if (refusal.State != RefusalState.Open)
        {
            return new(ReplayOutcome.NotPossible, $"The refusal is {(refusal.State == RefusalState.Resolved ? "resolved" : "superseded")} already.");
        }

        if (directory.Current.Find(refusal.Connection) is not { State: ConnectionState.Connected } connection)
        {
            return new(ReplayOutcome.NotPossible, "The connection is not connected.");
        }

        var result = await SendAsync(connection, refusal.Object, cancellation);
        if (result.Outcome == ReplayOutcome.Accepted)
        {
            await services.Refusals.SetStateAsync(id, RefusalState.Resolved, CancellationToken.None);
        }

        return result;
    }

    /// <summary>Sends an object's present state, refused or not, to a partner that may see it, and tells what is gone that it is.</summary>
    public async Task<ReplayResult> SendAsync(Connection connection, ObjectKey key, CancellationToken cancellation)
    {
        if (await services.Store.FindAsync(key, cancellation) is not { } stored)
        {
            return new(ReplayOutcome.NotPossible, "The object does not exist any more.");
        }

        var view = await services.Views.OfAsync(connection, cancellation);
        var sees = view.Sees(stored);
        if (!sees && !Courier.CanTakeBack(view, stored.Key))
        {
            return new(ReplayOutcome.NotPossible, $"{connection.Name} is not sent this object any more: no agreement shows it, or it has no receiver endpoint for the module.");
        }

        var entry = PendingObject.Of(stored, services.Time.GetUtcNow());

        // Where it may not be seen any more, what the partner refused was to be told that; as if it had been shown everything.
        var shown = sees ? view : view.With([new ModuleGrant(stored.Key.Module, new ObjectGrant(Unpublished: true))]);
        var outlook = new Outlook(view, shown, null, null);
        var attempt = await _courier.DeliverAsync(outlook, entry, epoch: 0, whole: true, cancellation);
        while (attempt is { Kind: AttemptKind.TooEarly, Answer.NotBefore: { } soonest })
        {
            // A few seconds at most, and only at the beginning of this process.
            var early = soonest - services.Time.GetUtcNow();
            await Task.Delay(early > TimeSpan.Zero ? early : TimeSpan.Zero, services.Time, cancellation);
            attempt = await _courier.DeliverAsync(outlook, entry, epoch: 0, whole: true, cancellation);
        }

        switch (attempt.Kind)
        {
            case AttemptKind.Delivered or AttemptKind.Withdrawn or AttemptKind.Skipped:
                return Result(ReplayOutcome.Accepted, $"{connection.Name} has the object's present state.", attempt);
            case AttemptKind.Refused or AttemptKind.Withheld:
                return Result(ReplayOutcome.Refused, attempt.Reason ?? "The partner gave no reason.", attempt);
            default:
                return Result(ReplayOutcome.Unreachable, attempt.Reason ?? "The partner could not be reached.", attempt);
        }
    }

    private static ReplayResult Result(ReplayOutcome outcome, string message, Attempt attempt) =>
        new(outcome, message, attempt.Answer?.HttpStatus, attempt.Answer?.OcpiStatus);
}
