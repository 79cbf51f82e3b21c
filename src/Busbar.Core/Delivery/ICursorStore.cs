namespace Busbar.Core.Delivery;

/// <summary>Port: how far each connection has got in the change log.</summary>
public interface ICursorStore
{
    /// <summary>The sequence up to which everything was sent or refused; null when the connection has no cursor yet.</summary>
    ValueTask<long?> FindAsync(Guid connection, CancellationToken cancellation);

    ValueTask SaveAsync(Guid connection, long sequence, CancellationToken cancellation);
}
