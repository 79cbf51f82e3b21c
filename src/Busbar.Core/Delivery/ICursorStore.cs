namespace Busbar.Core.Delivery;

/// <summary>Port: how far each connection has got in the change log.</summary>
public interface ICursorStore
{
    /// <summary>Null when the connection has no cursor yet: it was never sent anything.</summary>
    ValueTask<DeliveryCursor?> FindAsync(Guid connection, CancellationToken cancellation);

    ValueTask SaveAsync(Guid connection, DeliveryCursor cursor, CancellationToken cancellation);
}
