using Busbar.Storage.Sql;

namespace Busbar.Storage.Moving;

/// <summary>A table that moves from one database to another.</summary>
public sealed record MovedTable(string Name, IReadOnlyList<MovedColumn> Columns)
{
    /// <summary>The statement that reads all of it.</summary>
    public string Select => $"SELECT {ColumnList} FROM {Name}";

    public string ColumnList => string.Join(", ", Columns.Select(column => column.Name));

    /// <summary>Reads what a table of a database is like.</summary>
    public static MovedTable Read(ISqlSession session, SqlDialect dialect, string name) =>
        new(name, session.Open(dialect.Columns).Bind(name).ReadAll(row => MovedColumn.Of(name, row.Text(0), row.Text(1))));
}

/// <summary>A column of a table that moves.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type, as its database calls it.</param>
/// <param name="Kind">What its values are.</param>
public sealed record MovedColumn(string Name, string Type, ColumnKind Kind)
{
    internal static MovedColumn Of(string table, string name, string type) => new(name, type, type switch
    {
        "integer" or "bigint" or "int4" or "int8" => ColumnKind.Integer,
        "blob" or "bytea" => ColumnKind.Bytes,
        "text" or "citext" => ColumnKind.Text,
        _ => throw new NotSupportedException($"The column {table}.{name} has the type {type}, which cannot be moved to another database."),
    });
}

/// <summary>What the values of a column are: all that the stores use.</summary>
public enum ColumnKind
{
    Integer,
    Bytes,
    Text,
}
