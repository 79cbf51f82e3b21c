using System.Collections.Concurrent;

namespace Busbar.Storage.Objects;

/// <summary>Counts that are still true: every page carries the total, and a total costs a scan.</summary>
internal sealed class CountCache
{
    private const int Capacity = 4096;

    private readonly ConcurrentDictionary<string, (long Version, long Count)> _counts = new(StringComparer.Ordinal);

    public bool TryGet(string key, long version, out long count)
    {
        var found = _counts.TryGetValue(key, out var entry) && entry.Version == version;
        count = entry.Count;
        return found;
    }

    public void Set(string key, long version, long count)
    {
        // Delta pulls ask for another date each time; rather than tracking use, all is forgotten now and then.
        if (_counts.Count >= Capacity)
        {
            _counts.Clear();
        }

        _counts[key] = (version, count);
    }
}
