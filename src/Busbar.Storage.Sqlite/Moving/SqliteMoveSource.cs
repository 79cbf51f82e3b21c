using Busbar.Core.Objects;
using Busbar.Storage.Moving;
using Busbar.Storage.Schema;
using Busbar.Storage.Sql;
using Busbar.Storage.Sqlite.Driver;

namespace Busbar.Storage.Sqlite.Moving;

/// <summary>A SQLite file that is moved away; its gateway does not run.</summary>
public sealed class SqliteMoveSource : IMoveSource
{
    private readonly FileStream _lock;
    private readonly SqliteSession _session;

    /// <exception cref="StoreUnavailableException">There is no such file, it is in use, it was moved already, or it holds nothing of a gateway's.</exception>
    public SqliteMoveSource(string connectionString)
    {
        SqliteLibrary.Prepare();
        var path = SqliteFile.PathOf(connectionString);
        if (!File.Exists(path))
        {
            throw new StoreUnavailableException($"There is no database '{path}'.");
        }

        _lock = SqliteFile.Lock(path);
        SqliteSession? session = null;
        try
        {
            session = new SqliteSession(path, ["PRAGMA busy_timeout = 5000", "PRAGMA synchronous = FULL"]);
            SqliteFile.MustNotBeLeft(session, path);
            Schema = Migrator.Look(session, SqliteDialect.Instance);
            if (Schema.Found == 0)
            {
                throw new StoreUnavailableException($"The database '{path}' holds nothing of a gateway's.");
            }

            session.Execute("BEGIN");
            Tables = [.. InOrder(session).Select(table => MovedTable.Read(session, SqliteDialect.Instance, table))];
        }
        catch
        {
            session?.Dispose();
            _lock.Dispose();
            throw;
        }

        _session = session;
    }

    public SchemaStatus Schema { get; }

    public ISqlSession Session => _session;

    public IReadOnlyList<MovedTable> Tables { get; }

    public void Leave(string place)
    {
        _session.Execute("COMMIT");
        SqliteFile.Leave(_session, place);
    }

    public void Dispose()
    {
        _session.Dispose();
        _lock.Dispose();
    }

    private static List<string> InOrder(SqliteSession session)
    {
        var left = session.Open(SqliteDialect.Instance.Tables).ReadAll(row => row.Text(0))
            .ToDictionary(table => table, table => session.Open("SELECT \"table\" FROM pragma_foreign_key_list(?)").Bind(table).ReadAll(row => row.Text(0)));
        var ordered = new List<string>();
        while (left.Count > 0)
        {
            var next = left.First(table => table.Value.TrueForAll(other => other == table.Key || !left.ContainsKey(other))).Key;
            ordered.Add(next);
            left.Remove(next);
        }

        return ordered;
    }
}
