using Npgsql;

namespace Busbar.Bench.Storage;

/// <summary>Npgsql, one connection, the statement prepared.</summary>
internal sealed class BarePostgreSqlPages : IBarePages
{
    private readonly NpgsqlDataSource _source;
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlCommand _command;
    private readonly long _first;

    public BarePostgreSqlPages(string connectionString, long first)
    {
        _first = first;
        _source = NpgsqlDataSource.Create(connectionString);
        _connection = _source.OpenConnection();
        _command = new NpgsqlCommand(BareSqlitePages.Sql.Replace('?', '$'), _connection);
        _command.Parameters.Add(new NpgsqlParameter<long>());
        _command.Parameters.Add(new NpgsqlParameter<long>());
        _command.Prepare();
    }

    public int Read(long after, byte[] target)
    {
        ((NpgsqlParameter<long>)_command.Parameters[0]).TypedValue = _first + after;
        ((NpgsqlParameter<long>)_command.Parameters[1]).TypedValue = 2 * _first;
        using var rows = _command.ExecuteReader();
        var at = 0;
        while (rows.Read())
        {
            _ = rows.GetInt64(0) + rows.GetInt32(1) + rows.GetInt32(3) + rows.GetInt64(4) + rows.GetInt32(5) + rows.GetString(2).Length;
            at += (int)rows.GetBytes(6, 0, target, at, target.Length - at);
        }

        return at;
    }

    public void Dispose()
    {
        _command.Dispose();
        _connection.Dispose();
        _source.Dispose();
    }
}
