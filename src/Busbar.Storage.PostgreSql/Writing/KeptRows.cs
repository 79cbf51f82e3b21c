using Busbar.Core.Objects;
using Busbar.Storage.PostgreSql.Driver;
using Busbar.Storage.Rows;
using Busbar.Storage.Sql;
using Busbar.Storage.Writing;

namespace Busbar.Storage.PostgreSql.Writing;

/// <summary>
/// The rows of a batch, kept in memory until they are written all at once. They are written early when somebody needs the session itself, so that
/// whoever reads there sees them. A batch may be made up before its turn to write has come: the server is told up to which change it has seen, and
/// writes nothing when there is a newer one.
/// </summary>
internal sealed class KeptRows(PostgreSqlSession session) : IObjectRows
{
    private readonly DirectRows _direct = new(session);
    private readonly KnownRows _earlier = new();
    private readonly List<(ObjectRow Row, int Stamp)> _written = [];
    private readonly RowWriter _writer = new(session.Connection);
    private readonly Dictionary<RowKey, ObjectRow?> _known = [];
    private readonly Dictionary<long, KeptRow> _rows = [];
    private readonly List<(Change Change, long? Id)> _changes = [];

    // The id that was given last, by module: it may belong to an object that is not kept yet, however much is written meanwhile.
    private readonly Dictionary<int, long> _newest = [];
    private readonly List<Step> _journal = [];
    private int _floor;
    private long _newestAt;
    private bool _overtaken;

    public ISqlSession Sql
    {
        get
        {
            if (_overtaken || (!InTurn && !TakeTurn(Seen)))
            {
                _overtaken = true;
                throw new OvertakenException();
            }

            Write();
            _journal.Add(default);
            _floor = _journal.Count;
            return session;
        }
    }

    /// <summary>Whether the transaction is open and its turn to write has come.</summary>
    public bool InTurn { get; private set; }

    /// <summary>The last change that the batch knows of, its own aside.</summary>
    public long Seen { get; private set; }

    /// <summary>A place to come back to.</summary>
    public int Position => _journal.Count;

    /// <summary>Opens the transaction and waits for the turn to write; false when there is a change after this one.</summary>
    public bool TakeTurn(long seen)
    {
        InTurn = true;
        return _writer.TakeTurn(seen);
    }

    /// <summary>Begins a batch that knows every change up to this one.</summary>
    public void Begin(long seen)
    {
        Forget();
        if (seen != _newestAt)
        {
            _newest.Clear();
        }

        Seen = seen;
    }

    /// <summary>Ends the transaction on the server too, when it was opened there.</summary>
    public void RollBack()
    {
        Forget();
        _newest.Clear();
        if (InTurn)
        {
            InTurn = false;
            session.Execute("ROLLBACK");
        }
    }

    /// <summary>Reads the objects that the items are about, all at once.</summary>
    public void Fetch(IReadOnlyList<WriteItem> items, StoreState state)
    {
        var keys = new List<RowKey>();
        foreach (var write in items.SelectMany(item => item.Objects))
        {
            if (!state.Modules.TryNumber(write.Key.Module, out var module) || !state.Parties.TryNumber(write.Key.Owner, out var owner))
            {
                continue;
            }

            var key = new RowKey(module, owner, write.Key.Id);
            if (!_known.ContainsKey(key))
            {
                var row = _earlier.Find(key, state.StampsOfOthers);
                _known.Add(key, row);
                if (row is null)
                {
                    keys.Add(key);
                }
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

    public void Insert(ObjectRow row, ReadOnlyMemory<byte> utf8) => Keep(row, utf8, isNew: true);

    public void Update(ObjectRow row, ReadOnlyMemory<byte>? utf8) => Keep(row, utf8, isNew: false);

    public void Append(Change change, long? id)
    {
        if (change.Kind == ChangeKind.ObjectsExpired)
        {
            // Rows that were read before are there no longer.
            _known.Clear();
        }

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

    /// <summary>Writes what is kept and commits; false when another process has written before: then nothing was written.</summary>
    /// <param name="notice">What other processes are told.</param>
    /// <param name="last">The last change of the transaction, or the one before it.</param>
    public bool TryCommit(Notice? notice, long last)
    {
        if (_overtaken || !_writer.Commit(_rows.Values, _changes, notice, InTurn ? null : Seen))
        {
            return false;
        }

        InTurn = false;
        Written();
        _written.ForEach(written => _earlier.Keep(written.Row, written.Stamp));
        _newestAt = last;
        return true;
    }

    /// <summary>Tells other processes something while no transaction is open.</summary>
    public void Tell(Notice notice) => _writer.Tell(notice);

    private void Forget()
    {
        _known.Clear();
        _rows.Clear();
        _changes.Clear();
        _written.Clear();
        _journal.Clear();
        _floor = 0;
        _overtaken = false;
    }

    private void Write()
    {
        if (_rows.Count > 0 || _changes.Count > 0)
        {
            _writer.Write(_rows.Values, _changes);
            Written();
        }
    }

    private void Written()
    {
        foreach (var (change, id) in _changes)
        {
            if (change.Object is { } key && id is { } number && _rows.TryGetValue(number, out var kept) && kept.Row.Sequence == change.Sequence)
            {
                _written.Add((kept.Row, key.GetHashCode()));
            }
        }

        _rows.Clear();
        _changes.Clear();
        _floor = _journal.Count;
    }

    private void Keep(ObjectRow row, ReadOnlyMemory<byte>? utf8, bool isNew)
    {
        var key = RowKey.Of(row);
        KeptRow? before = _rows.TryGetValue(row.Id, out var kept) ? kept : null;
        if (isNew && before is not null)
        {
            throw new InvalidOperationException("Two objects were given one id; the second would take the place of the first.");
        }

        _journal.Add(new Step(row, _known.GetValueOrDefault(key), before));
        _known[key] = row;
        _rows[row.Id] = new KeptRow(row, utf8 ?? before?.Utf8, isNew || before is { IsNew: true });
    }

    /// <summary>One entry of the journal: a row that was kept and what stood there before, or, without a row, a change that was appended.</summary>
    private readonly record struct Step(ObjectRow? Row, ObjectRow? KnownBefore, KeptRow? KeptBefore);
}

/// <summary>A row to be written, with its bytes when they change.</summary>
internal readonly record struct KeptRow(ObjectRow Row, ReadOnlyMemory<byte>? Utf8, bool IsNew);

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
