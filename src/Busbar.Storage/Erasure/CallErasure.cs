using Busbar.Core.Calls;
using Busbar.Core.Erasure;
using Busbar.Storage.Documents;
using Busbar.Storage.Sql;
using Busbar.Storage.Writing;

namespace Busbar.Storage.Erasure;

/// <summary>Takes a driver out of calls that have ended: their request is gone already, what partners said is text.</summary>
internal sealed class CallErasure : ITableErasure
{
    private const int Batch = 100;

    public string Table => "calls";

    public async Task<long> EraseAsync(IDatabase database, DriverTraces driver, bool write, CancellationToken cancellation)
    {
        var found = database.Read(session => Candidates(session, driver));
        var count = 0L;
        foreach (var batch in found.Chunk(Batch))
        {
            count += write
                ? await database.WriteIsolatedAsync(context => batch.Count(id => Erase(context.Sql, driver, id, write)), cancellation)
                : database.Read(session => batch.Count(id => Erase(session, driver, id, write)));
        }

        return count;
    }

    private static List<Guid> Candidates(ISqlSession session, DriverTraces driver)
    {
        string[] marks = [.. driver.Marks];
        var statement = session.Open($"SELECT id FROM calls WHERE {string.Join(" OR ", marks.Select(_ => "lower(document) LIKE ?"))}");
        foreach (var mark in marks)
        {
            statement.Bind($"%{mark}%");
        }

        return statement.ReadAll(row => row.Guid(0));
    }

    private static bool Erase(ISqlSession session, DriverTraces driver, Guid id, bool write)
    {
        var text = session.Open("SELECT document FROM calls WHERE id = ?").Bind(id).ReadFirst(row => row.Text(0));
        if (text is null || StoredDocument.Call.Read(text).State is not (CallState.Completed or CallState.Failed) || driver.Erase(text) is not { } erased || erased == text)
        {
            return false;
        }

        if (write)
        {
            session.Open("UPDATE calls SET document = ? WHERE id = ?").Bind(erased).Bind(id).Run();
        }

        return true;
    }
}
