namespace Busbar.Core.Retention;

/// <summary>Port: removes what is older than it has to be kept, a little at a time so that writers are not held up.</summary>
public interface IRetentionStore
{
    /// <summary>Removes some of what is older than <paramref name="before"/>, as far as nobody needs it any more.</summary>
    /// <param name="kind">What.</param>
    /// <param name="before">What is younger stays.</param>
    /// <param name="position">Where the step before ended; 0 begins.</param>
    /// <param name="cancellation">Ends the wait.</param>
    ValueTask<RetentionStep> RemoveAsync(RetainedKind kind, DateTimeOffset before, long position, CancellationToken cancellation);
}

/// <summary>What one step removed.</summary>
/// <param name="Removed">How many.</param>
/// <param name="Next">Where the next step goes on; null when there is nothing left to do.</param>
public readonly record struct RetentionStep(int Removed, long? Next);
