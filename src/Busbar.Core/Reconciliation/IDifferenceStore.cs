namespace Busbar.Core.Reconciliation;

/// <summary>Port: what runs found. It is kept as long as the run's job.</summary>
public interface IDifferenceStore
{
    /// <summary>Adds what was found; of an object that is there already, with the same kind, the newer word stays.</summary>
    ValueTask AddAsync(Guid run, IReadOnlyList<Difference> found, CancellationToken cancellation);

    /// <summary>Forgets everything of a run that begins anew.</summary>
    ValueTask ClearAsync(Guid run, CancellationToken cancellation);

    /// <summary>In the order in which they were found.</summary>
    ValueTask<IReadOnlyList<Difference>> ListAsync(Guid run, IReadOnlyCollection<DifferenceKind> kinds, long after, int limit, CancellationToken cancellation);
}
