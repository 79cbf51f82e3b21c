namespace Busbar.Core.Delivery;

/// <summary>Port: how far each connection has got in the change log.</summary>
public interface ICursorStore
{
    /// <summary>Null when the connection has no cursor yet: it was never sent anything.</summary>
    ValueTask<DeliveryCursor?> FindAsync(Guid connection, CancellationToken cancellation);

    ValueTask SaveAsync(Guid connection, DeliveryCursor cursor, CancellationToken cancellation);

    /// <summary>What the connection was shown; null when that was never written down.</summary>
    ValueTask<DeliveryReach?> FindReachAsync(Guid connection, CancellationToken cancellation);

    /// <summary>To be called after the first cursor was saved.</summary>
    ValueTask SaveReachAsync(Guid connection, DeliveryReach reach, CancellationToken cancellation);
}
