namespace Busbar.Core.Nodes;

/// <summary>There is one process, and it does everything.</summary>
public sealed class OneProcess : INodeStore
{
    public bool IsShared => false;

    public Task<bool> BeatAsync(Guid node, bool first, CancellationToken cancellation) => Task.FromResult(true);

    public Task<NodePicture> ReadAsync(CancellationToken cancellation) =>
        Task.FromResult(new NodePicture(new Dictionary<Guid, long>(), new Dictionary<string, Guid>()));

    public Task TakeAsync(Guid node, IReadOnlyCollection<string> work, CancellationToken cancellation) => Task.CompletedTask;

    public Task ReleaseAsync(Guid node, IReadOnlyCollection<string> work, CancellationToken cancellation) => Task.CompletedTask;

    public Task BuryAsync(Guid node, long beat, CancellationToken cancellation) => Task.CompletedTask;

    public Task LeaveAsync(Guid node, CancellationToken cancellation) => Task.CompletedTask;

    public ValueTask<IAsyncDisposable> LockAsync(string name, CancellationToken cancellation) => new(new Unlocked());

    private sealed class Unlocked : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
