using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Endpoints.Objects;

/// <summary>
/// Pages that are asked for again and again, ready to be sent. A page is kept when it is asked for the second time, so that a walk through everything
/// pushes nothing out; it is served as long as nothing in it was written. Pages between dates are not kept: each walk asks for others.
/// </summary>
public sealed class PageCache(IObjectWatch watch)
{
    private const int MostPages = 8192;
    private const int LargestPage = 4 * 1024 * 1024;

    private static readonly long Capacity = Math.Min(96L * 1024 * 1024, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 16);

    private readonly Lock _lock = new();
    private readonly Dictionary<PageKey, LinkedListNode<Entry>> _entries = [];
    private readonly LinkedList<Entry> _byUse = new();
    private long _size;

    /// <summary>Begins a reading: what is kept of it is true as of now. Null when a page of this kind is not kept.</summary>
    internal ObjectMoment? Begin(PageQuery query) => query.DateFrom is null && query.DateTo is null ? watch.Now(query.Module) : null;

    /// <summary>The page when it is there and still true.</summary>
    internal KeptPage? Find(PageKey key, ModuleId module)
    {
        KeptPage? page;
        lock (_lock)
        {
            page = _entries.TryGetValue(key, out var node) ? Used(node).Page : null;
        }

        return page is not null && watch.IsUnchanged(module, page.Since, page.Keys) ? page : null;
    }

    /// <summary>Whether a page that was just read is worth keeping: the second time that it is asked for.</summary>
    internal bool Wants(PageKey key)
    {
        lock (_lock)
        {
            if (_entries.ContainsKey(key))
            {
                return true;
            }

            _entries.Add(key, _byUse.AddFirst(new Entry(key)));
            Trim();
            return false;
        }
    }

    internal void Keep(PageKey key, KeptPage page)
    {
        if (page.Joined.Length > LargestPage)
        {
            return;
        }

        lock (_lock)
        {
            if (_entries.TryGetValue(key, out var node))
            {
                var entry = Used(node);
                _size += page.Joined.Length - (entry.Page?.Joined.Length ?? 0);
                entry.Page = page;
                Trim();
            }
        }
    }

    private Entry Used(LinkedListNode<Entry> node)
    {
        if (node != _byUse.First)
        {
            _byUse.Remove(node);
            _byUse.AddFirst(node);
        }

        return node.Value;
    }

    private void Trim()
    {
        while (_size > Capacity || _entries.Count > MostPages)
        {
            var oldest = _byUse.Last!.Value;
            _byUse.RemoveLast();
            _entries.Remove(oldest.Key);
            _size -= oldest.Page?.Joined.Length ?? 0;
        }
    }

    private sealed class Entry(PageKey key)
    {
        public PageKey Key => key;

        public KeptPage? Page { get; set; }
    }
}
