using Busbar.Core.Erasure;
using Busbar.Storage.Sql;
using Busbar.Storage.Writing;

namespace Busbar.Storage.Erasure;

/// <summary>Takes a driver out of a table of texts: rows about a Token go, in others the words are replaced.</summary>
/// <param name="table">The table.</param>
/// <param name="keys">What tells its rows apart.</param>
internal sealed class TextErasure(string table, params string[] keys) : ITableErasure
{
    // Others' writes wait behind a batch.
    private const int Batch = 100;

    private readonly IReadOnlyList<string> _texts = PersonalColumns.In(table, DriverTrace.Text);
    private readonly bool _named = PersonalColumns.In(table, DriverTrace.TokenName).Count > 0;

    public string Table => table;

    /// <summary>A condition on the rows that are looked at.</summary>
    public string Only { get; init; } = "1 = 1";

    public async Task<long> EraseAsync(IDatabase database, DriverTraces driver, bool write, CancellationToken cancellation)
    {
        var gone = !_named ? 0
            : write ? await database.WriteIsolatedAsync(context => TokenRows.Delete(context.Sql, table, driver), cancellation)
            : database.Read(session => TokenRows.Count(session, table, driver));
        var changed = 0L;
        foreach (var batch in database.Read(session => Candidates(session, driver)).Chunk(Batch))
        {
            changed += write
                ? await database.WriteIsolatedAsync(context => batch.Count(key => Erase(context.Sql, driver, key, write)), cancellation)
                : database.Read(session => batch.Count(key => Erase(session, driver, key, write)));
        }

        return gone + changed;
    }

    private List<RowKeyValues> Candidates(ISqlSession session, DriverTraces driver)
    {
        if (_texts.Count == 0)
        {
            return [];
        }

        string[] marks = [.. driver.Marks];
        var any = string.Join(" OR ", _texts.SelectMany(column => marks.Select(_ => $"lower({column}) LIKE ?")));
        var statement = session.Open($"SELECT {string.Join(", ", keys)} FROM {table} WHERE {Only} AND ({any})");
        foreach (var mark in _texts.SelectMany(_ => marks))
        {
            statement.Bind($"%{mark}%");
        }

        return statement.ReadAll(row => RowKeyValues.Read(row, keys));
    }

    private bool Erase(ISqlSession session, DriverTraces driver, RowKeyValues key, bool write)
    {
        var where = string.Join(" AND ", keys.Select(name => $"{name} = ?"));
        var texts = key.Bind(session.Open($"SELECT {string.Join(", ", _texts)} FROM {table} WHERE {where}"))
            .ReadFirst(row => _texts.Select((_, column) => row.TextOrNull(column)).ToArray());
        if (texts is null)
        {
            return false;
        }

        var erased = Array.ConvertAll(texts, text => text is null ? null : driver.Erase(text) ?? text);
        if (erased.SequenceEqual(texts))
        {
            return false;
        }

        if (write)
        {
            var update = session.Open($"UPDATE {table} SET {string.Join(", ", _texts.Select(column => $"{column} = ?"))} WHERE {where}");
            foreach (var text in erased)
            {
                update.Bind(text);
            }

            key.Bind(update).Run();
        }

        return true;
    }
}
