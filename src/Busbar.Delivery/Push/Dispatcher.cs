using System.Collections.Concurrent;
using Busbar.Core.Nodes;
using Busbar.Core.Objects;

namespace Busbar.Delivery.Push;

/// <summary>Lets what waits go, as many at once as the partner takes, and collects what came of it.</summary>
internal sealed class Dispatcher(PumpServices services, Guid connection, PendingWindow window, Circuit circuit, KnownStates known, Action ended) : IDisposable
{
    private readonly Courier _courier = new(services);
    private readonly ConcurrentQueue<Attempt> _attempts = new();
    private readonly CancellationTokenSource _sending = new();
    private readonly LoadPace _pace = new(services.Time);
    private readonly string _work = Work.Of(connection);

    /// <summary>Whether what is under way was given up.</summary>
    public bool IsGivenUp => _sending.IsCancellationRequested;

    /// <summary>When the load may go on; null when it may now.</summary>
    public DateTimeOffset? LoadAt(Outlook outlook) => _pace.Wait(outlook.View.Connection.Profile.LoadRate);

    public bool TryPeek([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Attempt? attempt) => _attempts.TryPeek(out attempt);

    /// <summary>Takes off what <see cref="TryPeek"/> showed, once it is settled: a store that fails over it gets the same attempt again.</summary>
    public void Pop() => _attempts.TryDequeue(out _);

    public void Dispatch(Outlook outlook, CancellationToken stopping)
    {
        var partner = outlook.View.Connection;
        while (!stopping.IsCancellationRequested && partner.PausedAt is null && MaySend
            && circuit.Allows(window.InFlight, Math.Max(1, partner.Profile.Concurrency)) > 0
            && window.Next(fairly: !circuit.IsClosed, load: LoadAt(outlook) is null, services.Time.GetUtcNow()) is { } entry)
        {
            window.Start(entry);
            if (window.NeedsReferences(entry, outlook.Load is not null))
            {
                _ = LookUpAsync(entry, circuit.Epoch);
            }
            else
            {
                if (entry.Lane == Lane.Load)
                {
                    _pace.Take(partner.Profile.LoadRate);
                }

                circuit.Started();
                _ = SendAsync(entry, circuit.Epoch, outlook, known.IsRefused(entry.Key));
            }
        }
    }

    /// <summary>Waits no longer for what is under way.</summary>
    public Task GiveUpAsync() => _sending.CancelAsync();

    public void Dispose() => _sending.Dispose();

    private bool MaySend => services.Leases.Holds(_work);

    private async Task LookUpAsync(PendingObject entry, int epoch)
    {
        Attempt attempt;
        try
        {
            entry.References = await services.Objects.GetAsync(entry.Key, entry.AtLeast, _sending.Token) is { } state ? state.References : [];
            attempt = new Attempt(entry, AttemptKind.LookedUp, epoch);
        }
        catch (Exception failure)
        {
            attempt = Faulted(entry, epoch, failure);
        }

        Ended(attempt);
    }

    private async Task SendAsync(PendingObject entry, int epoch, Outlook outlook, bool whole)
    {
        Attempt attempt;
        try
        {
            // Asked again: this process may have been paused since, and another one have taken over.
            attempt = MaySend
                ? await _courier.DeliverAsync(outlook, entry, epoch, whole, _sending.Token)
                : new Attempt(entry, AttemptKind.Elsewhere, epoch);
        }
        catch (LeaseLostException)
        {
            attempt = new Attempt(entry, AttemptKind.Elsewhere, epoch);
        }
        catch (Exception failure)
        {
            attempt = Faulted(entry, epoch, failure);
        }

        Ended(attempt);
    }

    private Attempt Faulted(PendingObject entry, int epoch, Exception failure)
    {
        if (!IsGivenUp)
        {
            PumpLog.AttemptFailed(services.Log, failure, connection, entry.Key.Module.Value, entry.Last);
        }

        return new Attempt(entry, AttemptKind.Faulted, epoch, Reason: $"The gateway could not prepare it: {failure.GetType().Name}.")
        {
            NotItsFault = failure is StoreUnavailableException or LeaseLostException,
        };
    }

    private void Ended(Attempt attempt)
    {
        _attempts.Enqueue(attempt);
        ended();
    }
}
