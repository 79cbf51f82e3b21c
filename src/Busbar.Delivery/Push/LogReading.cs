using Busbar.Core.Hubs;
using Busbar.Core.Objects;

namespace Busbar.Delivery.Push;

/// <summary>Reads the change log for one partner: what concerns it comes into the window, what it knows already does not.</summary>
internal sealed class LogReading(ChangeFeed feed, Guid connection, PendingWindow window, KnownStates known, Gap gap)
{
    private const int Step = 500;

    /// <summary>Everything up to this change was read.</summary>
    public long ReadTo { get; private set; }

    /// <summary>Where the log ended when the delivery started. What stands before may have been sent by a process before.</summary>
    public long StartedAt { get; private set; }

    /// <summary>Whether what is read now may have been sent before.</summary>
    public bool IsCatchingUp => ReadTo < StartedAt;

    public void Open(long after, long startedAt) => (ReadTo, StartedAt) = (after, startedAt);

    /// <summary>Reads on. Stops after a change of what partners may see: the view has to be made anew before more is read.</summary>
    /// <returns>What was met.</returns>
    public async ValueTask<LogStep> ReadAsync(PartnerView shown, CancellationToken cancellation)
    {
        var changes = await feed.ReadAsync(ReadTo, Step, cancellation);
        if (changes.Count > 0 && changes[0].Sequence > ReadTo + 1)
        {
            // Sequences have no holes: what is missing was removed because its time was over.
            return new LogStep(true, null, changes[0].Sequence - 1);
        }

        foreach (var change in changes)
        {
            if (ChangesTheView(change) && change.Sequence > StartedAt)
            {
                // Passed only once it was looked at: a store that fails then must not hide it.
                return new LogStep(true, change.Sequence);
            }

            if (change is { Object: { } key, Kind: ChangeKind.ObjectStored or ChangeKind.ObjectDeleted } && shown.MaySee(key)
                && !known.Has(key, change.Sequence, StartedAt) && !gap.Leaves(change))
            {
                window.Add(change).Uncertain |= known.HasPart(key, change.Sequence) || change.Sequence <= StartedAt || gap.IsOpen;
            }

            ReadTo = change.Sequence;
        }

        return new LogStep(changes.Count > 0, null);
    }

    /// <summary>The view was made anew, or what is not there any more is found otherwise.</summary>
    public void Pass(long sequence) => ReadTo = Math.Max(ReadTo, sequence);

    /// <summary>An agreement, or the partner's own word, as a hub, on who can be reached behind it.</summary>
    private bool ChangesTheView(Change change) =>
        change.Kind == ChangeKind.AgreementChanged || (change.Connection == connection && change.Object is { } key && key.Module == HubReports.Module);
}

/// <summary>What came of one step.</summary>
/// <param name="Any">Whether there was anything to read.</param>
/// <param name="ViewChangedAt">The change because of which the view has to be made anew; null for none.</param>
/// <param name="GoneTo">Up to this change the log is not there any more; null when it is.</param>
internal readonly record struct LogStep(bool Any, long? ViewChangedAt, long? GoneTo = null);
