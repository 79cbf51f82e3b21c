using System.Globalization;
using Busbar.Storage.Sql;

namespace Busbar.Storage.Tests.Schema;

/// <summary>What a database holds, as text that can be compared: per table its columns, and a line per row.</summary>
internal static class TableText
{
    /// <summary>The tables with their columns' names and types.</summary>
    public static Dictionary<string, List<(string Name, string Type)>> Tables(ISqlSession session, SqlDialect dialect) =>
        session.Open(dialect.Tables).ReadAll(row => row.Text(0)).ToDictionary(
            table => table, table => session.Open(dialect.Columns).Bind(table).ReadAll(row => (row.Text(0), row.Text(1))));

    /// <summary>The rows of some columns.</summary>
    public static List<string> Rows(ISqlSession session, string table, IReadOnlyList<(string Name, string Type)> columns) =>
        session.Open($"SELECT {string.Join(", ", columns.Select(column => column.Name))} FROM {table}").ReadAll(
            row => string.Join(" | ", columns.Select((column, index) => $"{column.Name}={Value(row, index, column.Type)}")));

    private static string Value(Statement row, int column, string type) => row.IsNull(column)
        ? "-"
        : type switch
        {
            "integer" or "bigint" or "int4" or "int8" => row.Int64(column).ToString(CultureInfo.InvariantCulture),
            "blob" or "bytea" => Convert.ToHexString(row.Blob(column)),
            _ when type.StartsWith("text", StringComparison.Ordinal) || type == "citext" => row.Text(column),
            _ => throw new InvalidOperationException($"A column of the type {type} cannot be compared, nor moved to another database."),
        };
}
