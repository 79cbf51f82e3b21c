using Busbar.Core.Erasure;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Versions;
using Busbar.Storage.Documents;
using Busbar.Storage.Sql;
using Busbar.Storage.Writing;

namespace Busbar.Storage.Erasure;

/// <summary>
/// Takes a driver out of the quarantine or the repairs: documents as they came. A Token goes; a Session or CDR, which somebody may have to see to, keeps everything but what identifies.
/// </summary>
internal sealed class RecordErasure(string table) : ITableErasure
{
    private const int Batch = 100;

    private readonly IReadOnlyList<string> _texts = PersonalColumns.In(table, DriverTrace.Text);

    public string Table => table;

    public async Task<long> EraseAsync(IDatabase database, DriverTraces driver, bool write, CancellationToken cancellation)
    {
        var count = 0L;
        Guid? after = Guid.Empty;
        while (after is { } from)
        {
            var (found, last) = database.Read(session => Look(session, driver, from));
            if (found.Count > 0)
            {
                count += write
                    ? await database.WriteIsolatedAsync(context => found.Count(id => Erase(context.Sql, context, driver, id)), cancellation)
                    : database.Read(session => found.Count(id => Erase(session, null, driver, id)));
            }

            after = last;
        }

        return count;
    }

    private (List<Guid> Found, Guid? Last) Look(ISqlSession session, DriverTraces driver, Guid after)
    {
        var rows = session.Open($"SELECT id, utf8, {string.Join(", ", _texts)}, object_id FROM {table} WHERE id > ? ORDER BY id LIMIT {Batch}").Bind(after).ReadAll(
            row => (Id: row.Guid(0), Is: driver.MayBeIn(row.Blob(1)) || Enumerable.Range(2, _texts.Count + 1).Any(column => row.TextOrNull(column) is { } text && driver.MayBeIn(text))));
        return ([.. rows.Where(row => row.Is).Select(row => row.Id)], rows.Count < Batch ? null : rows[^1].Id);
    }

    private bool Erase(ISqlSession session, WriteContext? context, DriverTraces driver, Guid id)
    {
        var record = session.Open($"SELECT connection, module, country, code, object_id, utf8, {string.Join(", ", _texts)} FROM {table} WHERE id = ?").Bind(id).ReadFirst(
            row => new Record(
                row.Guid(0), row.Text(1), row.TextOrNull(2), row.TextOrNull(3), row.TextOrNull(4), row.Blob(5).ToArray(), [.. _texts.Select((_, column) => row.TextOrNull(column + 6))]));
        if (record is null)
        {
            return false;
        }

        var isToken = record.Module == ModuleId.Tokens.Value;
        var document = driver.Erase(record.Utf8, isToken);
        if (isToken && (document is { IsDrivers: true } || IsNamed(driver, record)))
        {
            Remove(session, context, record, id);
            return true;
        }

        string?[] texts = [.. record.Texts.Select(text => text is null ? null : driver.Erase(text) ?? text)];
        if (document is not { IsChanged: true } && texts.SequenceEqual(record.Texts))
        {
            return false;
        }

        if (context is not null)
        {
            var update = session.Open($"UPDATE {table} SET utf8 = ?, {string.Join(", ", _texts.Select(column => $"{column} = ?"))} WHERE id = ?")
                .Bind((document?.Utf8 ?? record.Utf8).AsSpan());
            foreach (var text in texts)
            {
                update.Bind(text);
            }

            update.Bind(id).Run();
        }

        return true;
    }

    private void Remove(ISqlSession session, WriteContext? context, Record record, Guid id)
    {
        if (context is null)
        {
            return;
        }

        session.Open($"DELETE FROM {table} WHERE id = ?").Bind(id).Run();
        if (table == "quarantine")
        {
            context.Append(ChangeKind.QuarantineChanged, record.Connection, EventDetail.Of(("entry", id.ToString()), ("module", record.Module), ("state", "erased")));
        }
    }

    private static bool IsNamed(DriverTraces driver, Record record) =>
        record.Id is { } name && string.Equals(record.Country, driver.Owner.CountryCode, StringComparison.OrdinalIgnoreCase)
        && string.Equals(record.Code, driver.Owner.Code, StringComparison.OrdinalIgnoreCase) && driver.TokenIds.Contains(name, StringComparer.OrdinalIgnoreCase);

    private sealed record Record(Guid Connection, string Module, string? Country, string? Code, string? Id, byte[] Utf8, IReadOnlyList<string?> Texts);
}
