using System.Collections.Concurrent;
using Busbar.Storage.Sql;

namespace Busbar.Storage.Writing;

/// <summary>
/// Names that stand for small numbers in other rows (modules, parties), known in memory. Readers see committed numbers only; the writer
/// also sees those of its open transaction.
/// </summary>
public abstract class NumberedNames<T>
    where T : struct, IEquatable<T>
{
    private readonly ConcurrentDictionary<T, int> _numbers = new();
    private readonly ConcurrentDictionary<int, T> _names = new();
    private readonly List<(T Name, int Number)> _pending = [];

    // Single names may be known beyond it: what lies between is not.
    private int _complete;

    /// <summary>The number of a committed name.</summary>
    public bool TryNumber(T name, out int number) => _numbers.TryGetValue(name, out number);

    /// <summary>The name behind a number that stands in a row. The row may be newer than what this process has seen: then the database is asked.</summary>
    public T Name(ISqlSession session, int number)
    {
        if (_names.TryGetValue(number, out var name))
        {
            return name;
        }

        name = Find(session.Beside, number);
        Publish(name, number);
        return name;
    }

    internal T NameForWrite(ISqlSession session, int number) => TryNameForWrite(number, out var name) ? name : Name(session, number);

    internal bool TryNameForWrite(int number, out T name)
    {
        if (_names.TryGetValue(number, out name))
        {
            return true;
        }

        foreach (var pending in _pending)
        {
            if (pending.Number == number)
            {
                name = pending.Name;
                return true;
            }
        }

        return false;
    }

    /// <summary>Every committed name that this process knows.</summary>
    public IReadOnlyCollection<T> Names => [.. _numbers.Keys];

    internal bool TryNumberForWrite(T name, out int number)
    {
        if (_numbers.TryGetValue(name, out number))
        {
            return true;
        }

        foreach (var pending in _pending)
        {
            if (pending.Name.Equals(name))
            {
                number = pending.Number;
                return true;
            }
        }

        return false;
    }

    internal int NumberForWrite(ISqlSession session, T name)
    {
        if (TryNumberForWrite(name, out var number))
        {
            return number;
        }

        number = Insert(session, name);
        _pending.Add((name, number));
        return number;
    }

    /// <summary>Learns every name that was committed. One caller at a time.</summary>
    internal void Load(ISqlSession session)
    {
        foreach (var (name, number) in After(session, _complete))
        {
            Publish(name, number);
            _complete = Math.Max(_complete, number);
        }
    }

    internal int Pending => _pending.Count;

    internal void Committed()
    {
        foreach (var (name, number) in _pending)
        {
            Publish(name, number);
        }

        _pending.Clear();
    }

    internal void RolledBackTo(int pending) => _pending.RemoveRange(pending, _pending.Count - pending);

    /// <summary>Every name with a greater number.</summary>
    protected abstract IReadOnlyList<(T Name, int Number)> After(ISqlSession session, int number);

    protected abstract T Find(ISqlSession session, int number);

    protected abstract int Insert(ISqlSession session, T name);

    private void Publish(T name, int number)
    {
        _names[number] = name;
        _numbers[name] = number;
    }
}
