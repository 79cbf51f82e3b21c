using Busbar.Storage.Sql;

namespace Busbar.Storage.Tests.Schema;

/// <summary>A row as a running gateway writes it: a table and its columns with their values (text, a number, bytes, or nothing).</summary>
internal sealed record SchemaRow(string Table, params (string Column, object? Value)[] Values)
{
    /// <summary>Writes it into a table that may not have all of the columns yet.</summary>
    public void Insert(ISqlSession session, IReadOnlyCollection<string> columns)
    {
        var present = Values.Where(value => columns.Contains(value.Column)).ToList();
        var statement = session.Open(
            $"INSERT INTO {Table} ({string.Join(", ", present.Select(value => value.Column))}) VALUES ({string.Join(", ", present.Select(_ => "?"))})");
        foreach (var (column, value) in present)
        {
            _ = value switch
            {
                null => statement.BindNull(),
                string text => statement.Bind(text),
                long number => statement.Bind(number),
                byte[] bytes => statement.Bind(bytes.AsSpan()),
                Guid id => statement.Bind(id),
                DateTimeOffset instant => statement.Bind(instant),
                _ => throw new InvalidOperationException($"{Table}.{column} has a value that no column takes."),
            };
        }

        statement.Run();
    }
}
