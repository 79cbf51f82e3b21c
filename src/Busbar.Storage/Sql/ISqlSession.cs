namespace Busbar.Storage.Sql;

/// <summary>One database connection, used by one thread at a time, with its prepared statements.</summary>
public interface ISqlSession
{
    /// <summary>The statement for a text, prepared once per session. Parameters are question marks, bound in order. Dispose it before the same text is opened again.</summary>
    Statement Open(string sql);

    /// <summary>Runs one INSERT for many rows. Its VALUES are question marks and nothing else.</summary>
    void InsertMany<T>(string sql, IReadOnlyCollection<T> rows, Action<Statement, T> bind)
    {
        foreach (var row in rows)
        {
            var statement = Open(sql);
            bind(statement, row);
            statement.Run();
        }
    }

    /// <summary>A session for a short question while the rows of a statement of this one are being read. It sees what is committed.</summary>
    ISqlSession Beside { get; }
}
