using Busbar.Core.Nodes;

namespace Busbar.Gateway.Tests.Nodes;

/// <summary>The table of processes in memory, with the rules that the database keeps.</summary>
internal sealed class MemoryNodes : INodeStore
{
    private readonly Dictionary<Guid, long> _beats = [];
    private readonly Dictionary<string, Guid> _work = [];

    public bool IsShared => true;

    public IReadOnlyDictionary<string, Guid> Work => _work;

    public Task<bool> BeatAsync(Guid node, bool first, CancellationToken cancellation)
    {
        if (!first && !_beats.ContainsKey(node))
        {
            return Task.FromResult(false);
        }

        _beats[node] = _beats.GetValueOrDefault(node) + 1;
        return Task.FromResult(true);
    }

    public Task<NodePicture> ReadAsync(CancellationToken cancellation) =>
        Task.FromResult(new NodePicture(new Dictionary<Guid, long>(_beats), new Dictionary<string, Guid>(_work)));

    public Task TakeAsync(Guid node, IReadOnlyCollection<string> work, CancellationToken cancellation)
    {
        foreach (var name in work)
        {
            _work.TryAdd(name, node);
        }

        return Task.CompletedTask;
    }

    public Task ReleaseAsync(Guid node, IReadOnlyCollection<string> work, CancellationToken cancellation)
    {
        foreach (var name in work.Where(name => _work.GetValueOrDefault(name) == node))
        {
            _work.Remove(name);
        }

        return Task.CompletedTask;
    }

    public Task BuryAsync(Guid node, long beat, CancellationToken cancellation) =>
        _beats.GetValueOrDefault(node) == beat ? LeaveAsync(node, cancellation) : Task.CompletedTask;

    public Task LeaveAsync(Guid node, CancellationToken cancellation)
    {
        _beats.Remove(node);
        foreach (var name in _work.Where(held => held.Value == node).Select(held => held.Key).ToList())
        {
            _work.Remove(name);
        }

        return Task.CompletedTask;
    }

    public ValueTask<IAsyncDisposable> LockAsync(string name, CancellationToken cancellation) => new OneProcess().LockAsync(name, cancellation);
}
