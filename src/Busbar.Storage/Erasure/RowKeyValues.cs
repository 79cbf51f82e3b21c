using Busbar.Storage.Sql;

namespace Busbar.Storage.Erasure;

/// <summary>The values of a row's key, whatever their types.</summary>
internal sealed class RowKeyValues
{
    private static readonly string[] Numbers = ["number", "sequence", "object", "version"];
    private static readonly string[] Ids = ["id", "connection"];

    private readonly object[] _values;

    private RowKeyValues(object[] values) => _values = values;

    public static RowKeyValues Read(Statement row, IReadOnlyList<string> names)
    {
        var values = new object[names.Count];
        for (var column = 0; column < values.Length; column++)
        {
            values[column] = Numbers.Contains(names[column]) ? row.Int64(column) : Ids.Contains(names[column]) ? row.Guid(column) : row.Text(column);
        }

        return new RowKeyValues(values);
    }

    public Statement Bind(Statement statement)
    {
        foreach (var value in _values)
        {
            _ = value switch
            {
                long number => statement.Bind(number),
                Guid id => statement.Bind(id),
                _ => statement.Bind((string)value),
            };
        }

        return statement;
    }
}
