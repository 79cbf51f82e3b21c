using Busbar.Core.Objects;
using Busbar.Storage.Sql;
using Npgsql;
using NpgsqlTypes;

namespace Busbar.Storage.PostgreSql.Driver;

/// <summary>One PostgreSQL connection with its prepared statements; one thread at a time.</summary>
internal sealed class PostgreSqlSession : ISqlSession, IDisposable
{
    private readonly Dictionary<string, PostgreSqlStatement> _statements = new(StringComparer.Ordinal);

    private readonly Dictionary<string, ManyRows> _inserts = new(StringComparer.Ordinal);
    private readonly NpgsqlDataSource _source;
    private PostgreSqlSession? _beside;

    public PostgreSqlSession(NpgsqlDataSource source)
    {
        _source = source;
        try
        {
            Connection = source.OpenConnection();
        }
        catch (Exception exception) when (PostgreSqlFailure.IsOfDriver(exception))
        {
            var reason = exception is PostgresException server ? server.MessageText : "no connection";
            throw new StoreUnavailableException(
                $"PostgreSQL at {new NpgsqlConnectionStringBuilder(source.ConnectionString).Host} cannot be used: {reason}.", PostgreSqlFailure.From(exception));
        }
    }

    public NpgsqlConnection Connection { get; }

    /// <summary>Whether a statement was answered since this was last set to false.</summary>
    public bool Answered { get; set; }

    /// <summary>Whether it may be used again.</summary>
    public bool Healthy => Connection.FullState == System.Data.ConnectionState.Open && !_statements.Values.Any(statement => statement.Broken) && _beside is not { Healthy: false };

    public ISqlSession Beside => _beside ??= new PostgreSqlSession(_source);

    public Statement Open(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            statement = Prepare(sql);
            _statements.Add(sql, statement);
        }

        return statement.Opened();
    }

    public void InsertMany<T>(string sql, IReadOnlyCollection<T> rows, Action<Statement, T> bind)
    {
        if (rows.Count == 0)
        {
            return;
        }

        if (!_inserts.TryGetValue(sql, out var insert))
        {
            insert = new ManyRows(Connection, sql, Types(sql));
            _inserts.Add(sql, insert);
        }

        using (insert)
        {
            foreach (var row in rows)
            {
                bind(insert, row);
                insert.Next();
            }

            insert.Execute();
        }
    }

    /// <summary>Runs statements that are not worth keeping prepared.</summary>
    public void Execute(string sql)
    {
        try
        {
            using var command = new NpgsqlCommand(sql, Connection);
            command.ExecuteNonQuery();
        }
        catch (Exception exception) when (PostgreSqlFailure.IsOfDriver(exception))
        {
            throw PostgreSqlFailure.From(exception);
        }
    }

    /// <summary>Makes sure of the one extension that the schema needs.</summary>
    public void AddExtension()
    {
        try
        {
            Execute("CREATE EXTENSION IF NOT EXISTS citext");
        }
        catch (Exception exception) when (exception is not StoreUnavailableException)
        {
            throw new StoreUnavailableException(
                "PostgreSQL's extension citext is needed and could not be created: it comes with PostgreSQL's contrib package, and creating it takes the right CREATE on the database.", exception);
        }

        Connection.ReloadTypes();
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Close();
        }

        _statements.Clear();
        foreach (var insert in _inserts.Values)
        {
            insert.Close();
        }

        _inserts.Clear();
        Connection.Dispose();
        _beside?.Dispose();
    }

    private PostgreSqlStatement Prepare(string sql)
    {
        var numbered = Placeholders.Number(sql, "$");
        var command = new NpgsqlCommand(numbered, Connection);
        try
        {
            if (!ReferenceEquals(numbered, sql))
            {
                AddParameters(command, sql);
                command.Prepare();
            }

            return new PostgreSqlStatement(this, command);
        }
        catch (Exception exception) when (PostgreSqlFailure.IsOfDriver(exception))
        {
            command.Dispose();
            throw PostgreSqlFailure.From(exception);
        }
    }

    private void AddParameters(NpgsqlCommand command, string sql)
    {
        foreach (var type in Types(sql))
        {
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type });
        }
    }

    // The server says which types the parameters have, so that a null has the same one as a value.
    private List<NpgsqlDbType> Types(string sql)
    {
        try
        {
            using var asked = new NpgsqlCommand(Placeholders.Number(sql, "@p"), Connection);
            NpgsqlCommandBuilder.DeriveParameters(asked);
            return [.. asked.Parameters.Select(parameter => parameter.NpgsqlDbType)];
        }
        catch (Exception exception) when (PostgreSqlFailure.IsOfDriver(exception))
        {
            throw PostgreSqlFailure.From(exception);
        }
    }
}
