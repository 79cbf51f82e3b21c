using Busbar.Core.Delivery;

namespace Busbar.Delivery.Push;

/// <summary>Writes down how far a delivery has got, not more often than is worth a write.</summary>
internal sealed class CursorKeeper(ICursorStore cursors, PushOptions options, CursorPace pace, TimeProvider time, Guid connection)
{
    /// <summary>Where many partners share what may be written, a change that all of them get is not written down by all of them at once.</summary>
    private readonly double _turn = Random.Shared.NextDouble();

    private DeliveryCursor? _saved;
    private DateTimeOffset _at;
    private DateTimeOffset? _since;
    private bool _moved;

    public void Open(DeliveryCursor saved) => (_saved, _at) = (saved, time.GetUtcNow());

    /// <summary>Something was sent: it would be sent again after a crash.</summary>
    public void Moved() => _moved = true;

    /// <summary>When the position has to be written; null when it is.</summary>
    public DateTimeOffset? Due(DeliveryCursor position)
    {
        if (position == _saved)
        {
            _since = null;
            return null;
        }

        // What was none of the partner's business is quickly passed again: it is written down less often.
        var interval = pace.Stretch(options.CursorInterval);
        var due = _at + (interval * (_moved ? 1 : 10));
        var turn = (_since ??= time.GetUtcNow()) + (interval > options.CursorInterval ? interval * _turn : TimeSpan.Zero);
        return due > turn ? due : turn;
    }

    public async Task SaveAsync(DeliveryCursor position, bool force, CancellationToken cancellation)
    {
        if (Due(position) is not { } due || (!force && time.GetUtcNow() < due))
        {
            return;
        }

        await cursors.SaveAsync(connection, position, cancellation);
        (_saved, _at, _since, _moved) = (position, time.GetUtcNow(), null, false);
    }
}
