namespace Busbar.Storage.Schema;

/// <summary>What a database's schema is to a program.</summary>
/// <param name="Present">The numbers of the steps that were applied.</param>
/// <param name="Known">The newest step that the program knows.</param>
/// <param name="Missing">The steps that the program knows and the database does not have, oldest first.</param>
/// <param name="Oldest">The oldest schema whose program may work on the database as it is.</param>
public sealed record SchemaStatus(IReadOnlyCollection<int> Present, int Known, IReadOnlyList<Migration> Missing, int Oldest)
{
    /// <summary>The newest step applied; 0 for an empty database.</summary>
    public int Found => Present.Count == 0 ? 0 : Present.Max();

    /// <summary>Whether the program may work on it once nothing is missing: it has no step that the program neither knows nor can live with.</summary>
    public bool Fits => Known >= Oldest;
}
