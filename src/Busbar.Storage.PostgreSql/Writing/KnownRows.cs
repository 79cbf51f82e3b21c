using Busbar.Storage.Rows;
using Busbar.Storage.Writing;

namespace Busbar.Storage.PostgreSql.Writing;

/// <summary>
/// Rows that this process has written, kept for the next write of the same object. Each stands as its last write here left it, unless another process wrote
/// the object since.
/// </summary>
internal sealed class KnownRows
{
    // Two generations: what is not asked for while one fills up is forgotten.
    private const int Generation = 16_384;

    private Dictionary<RowKey, Entry> _young = [];
    private Dictionary<RowKey, Entry> _old = [];

    public ObjectRow? Find(RowKey key, ObjectStamps others)
    {
        var young = _young.TryGetValue(key, out var entry);
        if (!young && !_old.TryGetValue(key, out entry))
        {
            return null;
        }

        if (!others.StandsAt(entry.Stamp, entry.Row.Sequence))
        {
            return null;
        }

        if (!young)
        {
            Add(key, entry);
        }

        return entry.Row;
    }

    /// <param name="row">A row that is committed.</param>
    /// <param name="stamp">The hash code of the object's name.</param>
    public void Keep(ObjectRow row, int stamp) => Add(RowKey.Of(row), new Entry(row, stamp));

    private void Add(RowKey key, Entry entry)
    {
        if (_young.Count >= Generation)
        {
            (_old, _young) = (_young, _old);
            _young.Clear();
        }

        _young[key] = entry;
    }

    private readonly record struct Entry(ObjectRow Row, int Stamp);
}
