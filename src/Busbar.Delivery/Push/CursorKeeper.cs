using Busbar.Core.Delivery;

namespace Busbar.Delivery.Push;

/// <summary>Writes down how far a delivery has got, not more often than is worth a write.</summary>
internal sealed class CursorKeeper(ICursorStore cursors, PushOptions options, CursorPace pace, TimeProvider time, Guid connection)
{
    private DeliveryCursor? _saved;
    private DateTimeOffset _at;
    private bool _moved;

    public void Open(DeliveryCursor saved) => (_saved, _at) = (saved, time.GetUtcNow());

    /// <summary>Something was sent: it would be sent again after a crash.</summary>
    public void Moved() => _moved = true;

    /// <summary>When the position has to be written; null when it is.</summary>
    public DateTimeOffset? Due(DeliveryCursor position) => position == _saved ? null : SaveDue;

    public async Task SaveAsync(DeliveryCursor position, bool force, CancellationToken cancellation)
    {
        if (position == _saved || (!force && time.GetUtcNow() < SaveDue))
        {
            return;
        }

        await cursors.SaveAsync(connection, position, cancellation);
        (_saved, _at, _moved) = (position, time.GetUtcNow(), false);
    }

    /// <summary>What was none of the partner's business is quickly passed again: it is written down less often.</summary>
    private DateTimeOffset SaveDue => _at + (pace.Stretch(options.CursorInterval) * (_moved ? 1 : 10));
}
