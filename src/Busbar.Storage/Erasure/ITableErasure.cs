using Busbar.Core.Erasure;
using Busbar.Storage.Writing;

namespace Busbar.Storage.Erasure;

/// <summary>Takes a driver out of one table.</summary>
internal interface ITableErasure
{
    string Table { get; }

    /// <returns>How many rows went or were changed; when nothing is to be written, how many would.</returns>
    Task<long> EraseAsync(IDatabase database, DriverTraces driver, bool write, CancellationToken cancellation);
}
