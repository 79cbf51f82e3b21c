using Busbar.Core.Objects;
using Busbar.Storage.PostgreSql.Driver;
using Busbar.Storage.Rows;
using Busbar.Storage.Sql;
using Busbar.Storage.Writing;

namespace Busbar.Storage.PostgreSql.Writing;

/// <summary>
/// The rows of a batch, kept in memory until they are written all at once. They are written early when somebody needs the session itself, so that
/// whoever reads there sees them.
/// </summary>
internal sealed class KeptRows(PostgreSqlSession session) : IObjectRows
{
    private readonly DirectRows _direct = new(session);
    private readonly RowWriter _writer = new(session.Connection);
    private readonly Dictionary<RowKey, ObjectRow?> _known = [];
    private readonly Dictionary<long, KeptRow> _rows = [];
    private readonly List<(Change Change, long? Id)> _changes = [];
    private readonly Dictionary<int, long> _newest = [];
    private readonly List<Step> _journal = [];
    private int _floor;

    public ISqlSession Sql
    {
        get
        {
            Write();
            _journal.Add(default);
            _floor = _journal.Count;
            return session;
        }
    }

    /// <summary>A place to come back to.</summary>
    public int Position => _journal.Count;

    /// <summary>Forgets everything: a transaction begins.</summary>
    public void Begin()
    {
        _known.Clear();
        _rows.Clear();
        _changes.Clear();
        _newest.Clear();
        _journal.Clear();
        _floor = 0;
    }

    /// <summary>Reads the objects that the items are about, all at once.</summary>
    public void Fetch(IReadOnlyList<WriteItem> items, StoreState state)
    {
        var keys = new List<RowKey>();
        foreach (var write in items.SelectMany(item => item.Objects))
        {
            if (state.Modules.TryNumber(write.Key.Module, out var module) && state.Parties.TryNumber(write.Key.Owner, out var owner)
                && _known.TryAdd(new RowKey(module, owner, write.Key.Id), null))
            {
                keys.Add(new RowKey(module, owner, write.Key.Id));
            }
        }

        // For one object the statement that everybody uses is as good.
        if (keys.Count == 1)
        {
            _known[keys[0]] = _direct.Find(keys[0].Module, keys[0].Owner, keys[0].Id);
        }
        else if (keys.Count > 1)
        {
            _writer.Read(keys, row => _known[RowKey.Of(row)] = row);
        }
    }

    public ObjectRow? Find(int module, int owner, string id)
    {
        var key = new RowKey(module, owner, id);
        if (!_known.TryGetValue(key, out var row))
        {
            row = _direct.Find(module, owner, id);
            _known.Add(key, row);
        }

        return row;
    }

    public long NextId(int module)
    {
        var id = _newest.TryGetValue(module, out var newest) ? newest + 1 : _direct.NextId(module);
        _newest[module] = id;
        return id;
    }

    public byte[] ReadBody(long id) => _rows.TryGetValue(id, out var kept) && kept.Utf8 is { } utf8 ? utf8.ToArray() : _direct.ReadBody(id);

    public void Insert(ObjectRow row, ReadOnlyMemory<byte> utf8) => Keep(row, utf8);

    public void Update(ObjectRow row, ReadOnlyMemory<byte>? utf8) => Keep(row, utf8);

    public void Append(Change change, long? id)
    {
        _journal.Add(default);
        _changes.Add((change, id));
    }

    /// <summary>Undoes what was kept after a position; false when some of it was written meanwhile.</summary>
    public bool TryReturnTo(int position)
    {
        if (position < _floor)
        {
            return false;
        }

        for (var i = _journal.Count - 1; i >= position; i--)
        {
            if (_journal[i].Row is not { } row)
            {
                _changes.RemoveAt(_changes.Count - 1);
                continue;
            }

            _known[RowKey.Of(row)] = _journal[i].KnownBefore;
            if (_journal[i].KeptBefore is { } before)
            {
                _rows[row.Id] = before;
            }
            else
            {
                _rows.Remove(row.Id);
            }
        }

        _journal.RemoveRange(position, _journal.Count - position);
        return true;
    }

    /// <summary>Writes what is kept and commits.</summary>
    /// <param name="moved">What other processes are told: the modules in which objects appeared, vanished or changed who may see them.</param>
    public void Commit(IReadOnlyList<int> moved)
    {
        _writer.Write(_rows.Values, _changes, moved);
        Written();
    }

    private void Write()
    {
        if (_rows.Count > 0 || _changes.Count > 0)
        {
            _writer.Write(_rows.Values, _changes, null);
            Written();
        }
    }

    private void Written()
    {
        _rows.Clear();
        _changes.Clear();
        _floor = _journal.Count;
    }

    private void Keep(ObjectRow row, ReadOnlyMemory<byte>? utf8)
    {
        var key = RowKey.Of(row);
        KeptRow? before = _rows.TryGetValue(row.Id, out var kept) ? kept : null;
        _journal.Add(new Step(row, _known.GetValueOrDefault(key), before));
        _known[key] = row;
        _rows[row.Id] = new KeptRow(row, utf8 ?? before?.Utf8);
    }

    /// <summary>One entry of the journal: a row that was kept and what stood there before, or, without a row, a change that was appended.</summary>
    private readonly record struct Step(ObjectRow? Row, ObjectRow? KnownBefore, KeptRow? KeptBefore);
}

/// <summary>A row to be written, with its bytes when they change.</summary>
internal readonly record struct KeptRow(ObjectRow Row, ReadOnlyMemory<byte>? Utf8);

/// <summary>What names an object, in numbers. The id ignores case.</summary>
internal readonly struct RowKey(int module, int owner, string id) : IEquatable<RowKey>
{
    public int Module => module;

    public int Owner => owner;

    public string Id => id;

    public static RowKey Of(ObjectRow row) => new(row.Module, row.Owner, row.ObjectName);

    public bool Equals(RowKey other) => Module == other.Module && Owner == other.Owner && string.Equals(Id, other.Id, StringComparison.OrdinalIgnoreCase);

    public override bool Equals(object? obj) => obj is RowKey other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(module, owner, StringComparer.OrdinalIgnoreCase.GetHashCode(id));
}
