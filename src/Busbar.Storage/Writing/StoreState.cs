using Busbar.Core.Objects;
using Busbar.Storage.Documents;
using Busbar.Storage.Sql;

namespace Busbar.Storage.Writing;

/// <summary>What this process knows of the database without asking it: numbers of names, the end of the log, versions of modules.</summary>
public sealed class StoreState
{
    public PartyNumbers Parties { get; } = new();

    public ModuleNumbers Modules { get; } = new();

    public ChangeTail Tail { get; } = new();

    public StoreCondition Condition { get; } = new();

    public ModuleVersions Versions { get; } = new();

    /// <summary>When objects were last written, by whichever process.</summary>
    public ObjectStamps Stamps { get; } = new();

    /// <summary>When other processes last wrote them: of its own writes a process knows more than a stamp.</summary>
    public ObjectStamps StampsOfOthers { get; } = new();

    /// <summary>Reads what is there when the process starts.</summary>
    public void Load(ISqlSession session) => Tail.Start(LastAndNames(session));

    /// <summary>Takes what another process committed, in order. Whether it moved a module's membership is told apart (<see cref="MembershipMoved"/>).</summary>
    public void Learn(ISqlSession session, List<Change> changes)
    {
        // The names first: whoever sees a change may look for its owner.
        Parties.Load(session);
        Modules.Load(session);
        foreach (var change in changes)
        {
            if (change.Object is { } key)
            {
                Stamps.Move(key, change.Sequence);
                StampsOfOthers.Move(key, change.Sequence);
                Versions.Move(key.Module, membership: false);
            }
            else if (change.Kind == ChangeKind.ObjectsExpired)
            {
                StampsOfOthers.Removed(change.Sequence);
                if (ExpiredDetail.ReadModule(change.Detail) is { } module)
                {
                    Versions.Move(module, membership: true);
                }
            }
        }

        Tail.Publish(changes);
    }

    /// <summary>Objects of a module appeared, vanished or changed who may see them, in another process.</summary>
    public void MembershipMoved(ISqlSession session, int module) => Versions.Move(Modules.Name(session, module), membership: true);

    /// <summary>Nobody told what happened in other processes for a while: anything may have.</summary>
    public void MembershipUnknown()
    {
        foreach (var module in Modules.Names)
        {
            Versions.Move(module, membership: true);
        }
    }

    /// <summary>Starts anew from what the database holds, when too much was missed to follow it entry by entry.</summary>
    public void Restart(ISqlSession session)
    {
        var last = LastAndNames(session);
        Stamps.MoveAll(last);
        StampsOfOthers.MoveAll(last);
        MembershipUnknown();
        Tail.Restart(last);
    }

    // In this order: a name that was new with a change is known wherever the change is taken for known.
    private long LastAndNames(ISqlSession session)
    {
        var last = session.Open("SELECT max(sequence) FROM changes").ReadInt64() ?? 0;
        Parties.Load(session);
        Modules.Load(session);
        return last;
    }
}
