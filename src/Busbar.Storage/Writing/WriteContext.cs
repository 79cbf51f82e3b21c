using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Storage.Documents;
using Busbar.Storage.Rows;
using Busbar.Storage.Sql;

namespace Busbar.Storage.Writing;

/// <summary>The writer's open transaction: its session, its clock, and what becomes known to readers when it is committed.</summary>
public sealed class WriteContext(IObjectRows rows, StoreState state, TimeProvider time)
{
    private readonly List<Change> _changes = [];
    private readonly List<(ModuleId Module, bool Membership)> _moves = [];
    private long _sequence;

    public ISqlSession Sql => rows.Sql;

    public IObjectRows Objects => rows;

    /// <summary>The time of everything that this transaction writes.</summary>
    public DateTimeOffset Now { get; private set; }

    public bool TryParty(PartyId party, out int number) => state.Parties.TryNumberForWrite(party, out number);

    public bool TryModule(ModuleId module, out int number) => state.Modules.TryNumberForWrite(module, out number);

    // The session is asked for only when it is needed: whoever asks for it has everything written that was kept back until then.
    public int Party(PartyId party) => TryParty(party, out var number) ? number : state.Parties.NumberForWrite(Sql, party);

    public int Module(ModuleId module) => TryModule(module, out var number) ? number : state.Modules.NumberForWrite(Sql, module);

    public PartyId PartyName(int number) => state.Parties.TryNameForWrite(number, out var name) ? name : state.Parties.NameForWrite(Sql, number);

    /// <summary>The sequence that the next change will get.</summary>
    public long NextSequence => _sequence + 1;

    /// <summary>Appends an object's change.</summary>
    public long Append(ChangeKind kind, ObjectKey key, long id, ObjectPart? part, Guid? connection, in ChangeBefore before, bool membership)
    {
        _moves.Add((key.Module, membership));
        return Append(new Change(NextSequence, Now, kind, key, part, connection, null, before), id);
    }

    /// <summary>Appends a change that is about an object and does not change it.</summary>
    public long Append(ChangeKind kind, ObjectKey key, long id, string detail) => Append(new Change(NextSequence, Now, kind, key, null, null, detail), id);

    /// <summary>Appends a change that is not an object's.</summary>
    public long Append(ChangeKind kind, Guid? connection, string detail) =>
        Append(new Change(NextSequence, Now, kind, null, null, connection, detail), null);

    /// <summary>The numbers of the modules in which objects appeared, vanished or changed who may see them.</summary>
    public IReadOnlyList<int> MovedModules =>
        [.. _moves.Where(move => move.Membership).Select(move => move.Module).Distinct().Select(module => TryModule(module, out var number) ? number : 0).Where(number => number > 0)];

    /// <summary>Appends that objects of a module were removed for good.</summary>
    public long AppendExpired(ModuleId module, int count)
    {
        _moves.Add((module, true));
        return Append(ChangeKind.ObjectsExpired, null, ExpiredDetail.Write(module, count));
    }

    /// <summary>Appends that objects of a module lost what names a driver. Whoever keeps what was read of the module has to read it anew, as when objects are removed.</summary>
    public long AppendErased(ModuleId module, int count)
    {
        _moves.Add((module, true));
        return Append(ChangeKind.ObjectsExpired, null, ExpiredDetail.WriteErased(module, count));
    }

    /// <summary>Opens the books of a new transaction. Called by the engine, like the rest below.</summary>
    public void Begin()
    {
        Now = time.GetUtcNow();
        _sequence = state.Tail.Last;
    }

    /// <summary>What was written so far, to come back to.</summary>
    public Mark Position => new(_changes.Count, _moves.Count, state.Parties.Pending, state.Modules.Pending, _sequence);

    /// <summary>Forgets what was written after a mark.</summary>
    public void ReturnTo(Mark mark)
    {
        _changes.RemoveRange(mark.Changes, _changes.Count - mark.Changes);
        _moves.RemoveRange(mark.Moves, _moves.Count - mark.Moves);
        state.Parties.RolledBackTo(mark.Parties);
        state.Modules.RolledBackTo(mark.Modules);
        _sequence = mark.Sequence;
    }

    /// <summary>Shows the committed transaction to readers.</summary>
    public void Committed()
    {
        state.Parties.Committed();
        state.Modules.Committed();
        foreach (var change in _changes)
        {
            if (change.Object is { } key)
            {
                state.Stamps.Move(key, change.Sequence);
            }
            else if (change.Kind == ChangeKind.ObjectsExpired)
            {
                state.StampsOfOthers.Removed(change.Sequence);
            }
        }

        foreach (var (module, membership) in _moves)
        {
            state.Versions.Move(module, membership);
        }

        state.Tail.Publish(_changes);
        _changes.Clear();
        _moves.Clear();
    }

    /// <summary>Forgets the transaction that failed.</summary>
    public void RolledBack() => ReturnTo(new Mark(0, 0, 0, 0, state.Tail.Last));

    private long Append(Change change, long? id)
    {
        rows.Append(change, id);
        _changes.Add(change);
        _sequence = change.Sequence;
        return change.Sequence;
    }

    /// <summary>A place in the transaction's books.</summary>
    public readonly record struct Mark(int Changes, int Moves, int Parties, int Modules, long Sequence);
}
