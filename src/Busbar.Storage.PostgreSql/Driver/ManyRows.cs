using System.Globalization;
using Busbar.Storage.Sql;
using Npgsql;
using NpgsqlTypes;

namespace Busbar.Storage.PostgreSql.Driver;

/// <summary>An INSERT that takes its rows as one array per column: one exchange with the server, however many they are.</summary>
internal sealed class ManyRows : Statement
{
    private readonly NpgsqlCommand _command;
    private readonly IColumn[] _columns;
    private int _bound;

    /// <param name="connection">The connection.</param>
    /// <param name="sql">The statement for one row.</param>
    /// <param name="types">The types of its parameters.</param>
    public ManyRows(NpgsqlConnection connection, string sql, IReadOnlyList<NpgsqlDbType> types)
    {
        _columns = [.. types.Select(ColumnOf)];
        var values = sql.IndexOf("VALUES (", StringComparison.Ordinal);
        var end = sql.IndexOf(')', values);
        var arrays = string.Join(", ", _columns.Select((column, place) => string.Create(CultureInfo.InvariantCulture, $"${place + 1}::{column.Type}[]")));
        _command = new NpgsqlCommand($"{sql[..values]}SELECT * FROM unnest({arrays}){sql[(end + 1)..]}", connection);
    }

    /// <summary>Ends a row; the next one begins.</summary>
    public void Next() => _bound = 0;

    public void Execute()
    {
        _command.Parameters.Clear();
        foreach (var column in _columns)
        {
            _command.Parameters.Add(column.Take());
        }

        try
        {
            _command.ExecuteNonQuery();
        }
        catch (Exception exception) when (PostgreSqlFailure.IsOfDriver(exception))
        {
            throw PostgreSqlFailure.From(exception);
        }
        finally
        {
            _command.Parameters.Clear();
        }
    }

    public override Statement Bind(long value) => Add<long?>(value);

    public override Statement Bind(string? value) => Add(value is null ? null : PostgreSqlText.Storable(value));

    public override Statement Bind(ReadOnlySpan<byte> value) => Add(value.ToArray());

    public override Statement BindNull()
    {
        _columns[_bound++].AddNull();
        return this;
    }

    public override bool Step() => throw NoRows();

    public override bool IsNull(int column) => throw NoRows();

    public override long Int64(int column) => throw NoRows();

    public override string Text(int column) => throw NoRows();

    public override ReadOnlySpan<byte> Blob(int column) => throw NoRows();

    /// <summary>Forgets rows that were not inserted.</summary>
    public override void Dispose()
    {
        _bound = 0;
        foreach (var column in _columns)
        {
            column.Take();
        }
    }

    internal void Close() => _command.Dispose();

    // The server turns a bigint into the column's own type, and a text likewise.
    private static IColumn ColumnOf(NpgsqlDbType type) => type switch
    {
        NpgsqlDbType.Bigint or NpgsqlDbType.Integer or NpgsqlDbType.Smallint => new Column<long?>("bigint"),
        NpgsqlDbType.Bytea => new Column<byte[]?>("bytea"),
        _ => new Column<string?>("text"),
    };

    private static NotSupportedException NoRows() => new("An INSERT of many rows gives none back.");

    private ManyRows Add<T>(T value)
    {
        ((Column<T>)_columns[_bound++]).Add(value);
        return this;
    }

    private interface IColumn
    {
        string Type { get; }

        void AddNull();

        /// <summary>The values as a parameter; the column is empty afterwards.</summary>
        NpgsqlParameter Take();
    }

    private sealed class Column<T>(string type) : IColumn
    {
        private readonly List<T> _values = [];

        public string Type => type;

        public void Add(T value) => _values.Add(value);

        public void AddNull() => _values.Add(default!);

        public NpgsqlParameter Take()
        {
            var parameter = new NpgsqlParameter<T[]> { TypedValue = [.. _values] };
            _values.Clear();
            return parameter;
        }
    }
}
