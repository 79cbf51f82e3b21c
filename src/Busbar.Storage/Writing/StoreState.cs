using Busbar.Storage.Sql;

namespace Busbar.Storage.Writing;

/// <summary>What this process knows of the database without asking it: numbers of names, the end of the log, versions of modules.</summary>
public sealed class StoreState
{
    public PartyNumbers Parties { get; } = new();

    public ModuleNumbers Modules { get; } = new();

    public ChangeTail Tail { get; } = new();

    public ModuleVersions Versions { get; } = new();

    /// <summary>Reads what is there when the process starts.</summary>
    public void Load(ISqlSession session)
    {
        Parties.Load(session);
        Modules.Load(session);
        Tail.Start(session.Open("SELECT max(sequence) FROM changes").ReadInt64() ?? 0);
    }
}
