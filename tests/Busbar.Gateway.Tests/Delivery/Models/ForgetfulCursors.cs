using Busbar.Core.Delivery;

namespace Busbar.Gateway.Tests.Delivery.Models;

/// <summary>A cursor that is not written down any more once the process is to crash.</summary>
internal sealed class ForgetfulCursors(ICursorStore store) : ICursorStore
{
    private volatile bool _forgets;

    public bool Forgets
    {
        set => _forgets = value;
    }

    public ValueTask<DeliveryCursor?> FindAsync(Guid connection, CancellationToken cancellation) => store.FindAsync(connection, cancellation);

    public ValueTask SaveAsync(Guid connection, DeliveryCursor cursor, CancellationToken cancellation) =>
        _forgets ? ValueTask.CompletedTask : store.SaveAsync(connection, cursor, cancellation);

    public ValueTask<DeliveryReach?> FindReachAsync(Guid connection, CancellationToken cancellation) => store.FindReachAsync(connection, cancellation);

    public ValueTask SaveReachAsync(Guid connection, DeliveryReach reach, CancellationToken cancellation) =>
        _forgets ? ValueTask.CompletedTask : store.SaveReachAsync(connection, reach, cancellation);
}
