using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Core.Delivery;

/// <summary>Port: where pulls stand, durable, readable by all processes. Everything goes with its connection.</summary>
public interface IPullStore
{
    ValueTask<IReadOnlyList<PullStanding>> ListAsync(Guid connection, CancellationToken cancellation);

    ValueTask<PullStanding?> FindAsync(Guid connection, ModuleId module, CancellationToken cancellation);

    ValueTask SaveAsync(PullStanding standing, CancellationToken cancellation);

    /// <summary>Writes down where a pull stands, with what one page of it listed; the same page again replaces what it listed before.</summary>
    ValueTask SaveAsync(PullStanding standing, int page, IReadOnlyCollection<ulong> listed, CancellationToken cancellation);

    /// <summary>What the pages before one listed.</summary>
    ValueTask<IReadOnlyList<ulong>> ReadListedAsync(Guid connection, ModuleId module, int beforePage, CancellationToken cancellation);

    /// <summary>Forgets what the pages listed.</summary>
    ValueTask ForgetPagesAsync(Guid connection, ModuleId module, CancellationToken cancellation);

    /// <summary>What the last complete list did not have, and since when; nothing else of the module is missing any more.</summary>
    /// <returns>Every missing object with the moment at which it was first found to be missing.</returns>
    ValueTask<IReadOnlyList<(ObjectKey Key, DateTimeOffset Since)>> SetMissingAsync(
        Guid connection, ModuleId module, IReadOnlyCollection<ObjectKey> missing, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>Since when the longest missing object of a module is missing; null when none is.</summary>
    ValueTask<DateTimeOffset?> OldestMissingAsync(Guid connection, ModuleId module, CancellationToken cancellation);
}
