using Busbar.Core.Objects;

namespace Busbar.Core.Delivery;

/// <summary>Port: receipts, durable. They go with their connection.</summary>
public interface IReceiptStore
{
    ValueTask<Receipt?> FindAsync(Guid connection, ObjectKey key, CancellationToken cancellation);

    /// <summary>The newest receipt that names a location: tells how the partner forms such URLs.</summary>
    ValueTask<Receipt?> FindLastWithLocationAsync(Guid connection, CancellationToken cancellation);

    /// <summary>Completes when the receipt is on disk. Adding it twice changes nothing.</summary>
    ValueTask AddAsync(Receipt receipt, CancellationToken cancellation);

    /// <summary>Forgets a receipt: the partner has lost what it had acknowledged.</summary>
    ValueTask RemoveAsync(Guid connection, ObjectKey key, CancellationToken cancellation);
}
