namespace Busbar.Core.Nodes;

/// <summary>Port: which processes live, and which of them does what. Processes that share a database see each other here.</summary>
public interface INodeStore
{
    /// <summary>Whether other processes may use the same database. When not, this process does everything.</summary>
    bool IsShared { get; }

    /// <summary>Says that a process lives. False when the others have taken it for dead: it has nothing any more.</summary>
    /// <param name="node">The process.</param>
    /// <param name="first">Whether it is its first beat.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task<bool> BeatAsync(Guid node, bool first, CancellationToken cancellation);

    Task<NodePicture> ReadAsync(CancellationToken cancellation);

    /// <summary>Takes work that nobody has; what somebody else took a moment before stays with him.</summary>
    Task TakeAsync(Guid node, IReadOnlyCollection<string> work, CancellationToken cancellation);

    /// <summary>Gives work back.</summary>
    Task ReleaseAsync(Guid node, IReadOnlyCollection<string> work, CancellationToken cancellation);

    /// <summary>Takes a process for dead whose beat is still the given one: its work is free.</summary>
    Task BuryAsync(Guid node, long beat, CancellationToken cancellation);

    /// <summary>Leaves in order.</summary>
    Task LeaveAsync(Guid node, CancellationToken cancellation);

    /// <summary>Waits until nobody in any process holds a name, and holds it.</summary>
    ValueTask<IAsyncDisposable> LockAsync(string name, CancellationToken cancellation);
}
