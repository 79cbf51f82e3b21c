using Busbar.Core.Objects;

namespace Busbar.Core.Erasure;

/// <summary>Port: goes through everything that is stored for what names a driver.</summary>
public interface IErasureStore
{
    /// <summary>The driver's objects among the next ones after a position, deleted ones included.</summary>
    ValueTask<FoundObjects> FindAsync(DriverTraces driver, long position, CancellationToken cancellation);

    /// <summary>
    /// Erases, from a place on, one step; without <paramref name="write"/> it only counts. Done twice, a step does nothing the second time. What was shown of
    /// the objects before is not kept anywhere once it returns.
    /// </summary>
    ValueTask<ErasureStep> EraseAsync(DriverTraces driver, ErasurePlace place, bool write, CancellationToken cancellation);

    /// <summary>What has not been told yet of changes up to a sequence, and what is under way.</summary>
    ValueTask<ErasureDelays> DelaysAsync(DriverTraces driver, long sequence, CancellationToken cancellation);
}

/// <summary>Where an erasure stands in the walk through everything.</summary>
/// <param name="Table">Which kind of rows.</param>
/// <param name="Position">How far among them.</param>
public readonly record struct ErasurePlace(int Table, long Position);

/// <summary>One step of an erasure.</summary>
/// <param name="Erased">How many of which kind.</param>
/// <param name="EvidenceKept">CDRs whose signed meter data names the driver.</param>
/// <param name="Next">Where to go on; null at the end.</param>
public sealed record ErasureStep(IReadOnlyDictionary<string, long> Erased, long EvidenceKept, ErasurePlace? Next);

/// <summary>Objects of a driver.</summary>
/// <param name="Objects">They.</param>
/// <param name="Next">The position to go on from; null at the end.</param>
public sealed record FoundObjects(IReadOnlyList<FoundObject> Objects, long? Next);

/// <summary>An object of a driver.</summary>
/// <param name="Stored">It.</param>
/// <param name="RefusalOpen">Whether a partner has refused it and nobody has settled that.</param>
/// <param name="Unchecked">Whether it is a CDR that has no verdict yet.</param>
public sealed record FoundObject(StoredObject Stored, bool RefusalOpen, bool Unchecked);

/// <summary>What an erasure would overtake.</summary>
/// <param name="Partners">Connections that have not been told yet.</param>
/// <param name="Calls">How many calls about the driver are under way.</param>
public sealed record ErasureDelays(IReadOnlyList<Guid> Partners, int Calls);
