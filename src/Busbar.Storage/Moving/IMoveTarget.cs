using Busbar.Storage.Schema;
using Busbar.Storage.Sql;

namespace Busbar.Storage.Moving;

/// <summary>An empty database that another one is moved to, in one transaction: what is not committed was never there.</summary>
public interface IMoveTarget : IDisposable
{
    /// <summary>What it is called: without a password.</summary>
    string Place { get; }

    /// <summary>The transaction's session.</summary>
    ISqlSession Session { get; }

    /// <summary>Builds the tables that these steps make, without rows.</summary>
    void Build(IEnumerable<Migration> steps);

    /// <summary>The table as it stands here.</summary>
    MovedTable Find(string table);

    /// <summary>How a text is kept here.</summary>
    string Storable(string text);

    /// <summary>Takes rows of a table, one after the other, until the answer is ended.</summary>
    ITableWriter Write(MovedTable table);

    /// <summary>Lets new numbers begin after those that came, and commits.</summary>
    void Commit();
}

/// <summary>Rows of one table on their way. Disposed without being ended, they are given up.</summary>
public interface ITableWriter : IDisposable
{
    /// <summary>Takes the row on which a statement stands.</summary>
    void Add(Statement row);

    void End();
}
