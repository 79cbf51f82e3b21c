using Busbar.Storage.Schema;
using Busbar.Storage.Sql;

namespace Busbar.Storage.Moving;

/// <summary>A database that is moved away. While it is open, nobody else writes it.</summary>
public interface IMoveSource : IDisposable
{
    /// <summary>Its schema.</summary>
    SchemaStatus Schema { get; }

    /// <summary>A session that sees one state of it.</summary>
    ISqlSession Session { get; }

    /// <summary>Its tables; each one after those that it refers to.</summary>
    IReadOnlyList<MovedTable> Tables { get; }

    /// <summary>Notes in it where it was moved to, so that no gateway starts on it any more.</summary>
    void Leave(string place);
}
