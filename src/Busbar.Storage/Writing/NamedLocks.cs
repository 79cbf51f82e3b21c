namespace Busbar.Storage.Writing;

/// <summary>Locks by name within this process; what nobody holds or waits for is forgotten.</summary>
public sealed class NamedLocks
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    public async ValueTask<IAsyncDisposable> TakeAsync(string name, CancellationToken cancellation)
    {
        Entry? entry;
        lock (_lock)
        {
            if (!_entries.TryGetValue(name, out entry))
            {
                entry = new Entry();
                _entries.Add(name, entry);
            }

            entry.Users++;
        }

        try
        {
            await entry.Turn.WaitAsync(cancellation);
        }
        catch
        {
            Leave(name, entry, held: false);
            throw;
        }

        return new Held(this, name, entry);
    }

    private void Leave(string name, Entry entry, bool held)
    {
        lock (_lock)
        {
            if (held)
            {
                entry.Turn.Release();
            }

            if (--entry.Users == 0)
            {
                _entries.Remove(name);
                entry.Turn.Dispose();
            }
        }
    }

    private sealed class Entry
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);

        public int Users { get; set; }
    }

    private sealed class Held(NamedLocks locks, string name, Entry entry) : IAsyncDisposable
    {
        private int _ended;

        public ValueTask DisposeAsync()
        {
            if (Interlocked.Exchange(ref _ended, 1) == 0)
            {
                locks.Leave(name, entry, held: true);
            }

            return ValueTask.CompletedTask;
        }
    }
}
