namespace Busbar.Core.Nodes;

/// <summary>
/// What this process may do. Work that only one process may do (each partner's pushes and pulls) is shared among the living; who was paused or cut off
/// notices by itself that it holds nothing any more.
/// </summary>
public sealed class Leases(INodeStore store, LeaseOptions options, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Pulses _pulses = new(options.LooksUntilDead);
    private readonly Dictionary<string, int> _held = [];
    private readonly HashSet<string> _leaving = [];
    private Guid _node = Guid.CreateVersion7();
    private bool _known;
    private long _beatAt;

    /// <summary>What a process that is alone may do: everything.</summary>
    public static Leases Alone { get; } = new(new OneProcess(), new LeaseOptions(), TimeProvider.System);

    /// <summary>Raised when work was taken, lost, may be gone on with, or is to be given back. Handlers must be quick.</summary>
    public event Action? Changed;

    /// <summary>This process, as long as the others believe that it lives.</summary>
    public Guid Node
    {
        get
        {
            lock (_lock)
            {
                return _node;
            }
        }
    }

    public bool IsShared => store.IsShared;

    /// <summary>Whether this process may do it at this moment. Ask right before doing what must not be done twice.</summary>
    public bool Holds(string work)
    {
        if (!store.IsShared)
        {
            return true;
        }

        lock (_lock)
        {
            return IsTrusted && _held.ContainsKey(work) && !_leaving.Contains(work);
        }
    }

    /// <summary>Whether what was begun while this process held the work may still be done: it may when the work is only about to be given back.</summary>
    public bool MayGoOn(string work)
    {
        if (!store.IsShared)
        {
            return true;
        }

        lock (_lock)
        {
            return IsTrusted && _held.ContainsKey(work);
        }
    }

    /// <summary>Begins to do work: it stays with this process until the answer is disposed, even when it is to be given back. Null when it is not ours.</summary>
    public IDisposable? TryUse(string work)
    {
        if (!store.IsShared)
        {
            return Nothing.Instance;
        }

        lock (_lock)
        {
            if (!IsTrusted || _leaving.Contains(work) || !_held.TryGetValue(work, out var users))
            {
                return null;
            }

            _held[work] = users + 1;
            return new Use(this, work, _node);
        }
    }

    /// <summary>One round: say that we live, look who else does, take and give back what the sharing says.</summary>
    /// <param name="work">Everything that there is to do.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task TurnAsync(IReadOnlyCollection<string> work, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        if (!await store.BeatAsync(Node, first: !_known, cancellation))
        {
            BeBornAgain();
            return;
        }

        bool regained;
        lock (_lock)
        {
            regained = _known && !IsTrusted;
            (_known, _beatAt) = (true, began);
        }

        if (regained)
        {
            // The database was away and nobody took anything from us: whoever stopped meanwhile has to hear that it may go on.
            Changed?.Invoke();
        }

        var picture = await store.ReadAsync(cancellation);
        foreach (var (dead, beat) in _pulses.Look(picture.Beats, Node))
        {
            await store.BuryAsync(dead, beat, cancellation);
        }

        await ShareAsync(work, picture, cancellation);
    }

    /// <summary>Leaves: whoever did our work stopped before.</summary>
    public async Task LeaveAsync(CancellationToken cancellation)
    {
        if (_known)
        {
            await store.LeaveAsync(Node, cancellation);
        }

        BeBornAgain();
    }

    private bool IsTrusted => _known && time.GetElapsedTime(_beatAt) < options.TrustedFor;

    private async Task ShareAsync(IReadOnlyCollection<string> work, NodePicture picture, CancellationToken cancellation)
    {
        var node = Node;
        var mine = work.Where(name => Sharing.Of(name, [.. picture.Beats.Keys]) == node).ToHashSet(StringComparer.Ordinal);
        var changed = Learn(picture, mine, out var free);
        if (free.Count > 0)
        {
            await store.ReleaseAsync(node, free, cancellation);
            Forget(free);
        }

        var wanted = mine.Where(name => !picture.Work.ContainsKey(name)).ToList();
        if (wanted.Count > 0)
        {
            await store.TakeAsync(node, wanted, cancellation);
            changed |= Learn(await store.ReadAsync(cancellation), mine, out _);
        }

        if (changed)
        {
            Changed?.Invoke();
        }
    }

    /// <summary>Takes over what the database says that we have; marks what is to be given back, and names what of it nobody here uses any more.</summary>
    private bool Learn(NodePicture picture, HashSet<string> mine, out List<string> free)
    {
        lock (_lock)
        {
            var changed = false;
            foreach (var (name, holder) in picture.Work)
            {
                if (holder == _node)
                {
                    changed |= _held.TryAdd(name, 0);
                    changed |= mine.Contains(name) ? _leaving.Remove(name) : _leaving.Add(name);
                }
            }

            free = [.. _leaving.Where(name => _held.GetValueOrDefault(name) == 0)];
            return changed;
        }
    }

    private void Forget(List<string> names)
    {
        lock (_lock)
        {
            foreach (var name in names)
            {
                _held.Remove(name);
                _leaving.Remove(name);
            }
        }
    }

    private void BeBornAgain()
    {
        lock (_lock)
        {
            _node = Guid.CreateVersion7();
            _known = false;
            _held.Clear();
            _leaving.Clear();
        }

        Changed?.Invoke();
    }

    private void Ended(string work, Guid node)
    {
        lock (_lock)
        {
            if (node == _node && _held.TryGetValue(work, out var users))
            {
                _held[work] = users - 1;
            }
        }
    }

    private sealed class Use(Leases leases, string work, Guid node) : IDisposable
    {
        private int _ended;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _ended, 1) == 0)
            {
                leases.Ended(work, node);
            }
        }
    }

    private sealed class Nothing : IDisposable
    {
        public static Nothing Instance { get; } = new();

        public void Dispose()
        {
        }
    }
}
