using Busbar.Core.Calls;
using Busbar.Core.Erasure;
using Busbar.Storage.Documents;
using Busbar.Storage.Sql;
using Busbar.Storage.Writing;

namespace Busbar.Storage.Erasure;

/// <summary>Goes through everything for a driver: the objects first, because what stands beside them tells whose they are, then table by table.</summary>
internal sealed class ErasureStore(IDatabase database) : IErasureStore
{
    private readonly ObjectErasure _objects = new(database);
    private readonly ITableErasure[] _tables =
    [
        new LinkErasure(),
        new CallErasure(),
        new RecordErasure("quarantine"),
        new RecordErasure("repairs"),
        new TextErasure("refusals", "id"),
        new TextErasure("receipts", "connection", "object_id", "module", "country", "code"),
        new TextErasure("differences", "number"),
        new TextErasure("missing_objects", "connection", "object_id", "module", "country", "code"),
        new TextErasure("verdicts", "number"),
        new TextErasure("withheld", "object", "version"),
        new TextErasure("pulls", "connection", "module"),
        new TextErasure("jobs", "number") { Only = "claim IS NULL" },
        new TextErasure("changes", "sequence") { Only = "detail IS NOT NULL" },
        new TextErasure("exchanges", "number"),
    ];

    /// <summary>The tables that are gone through, beside the objects.</summary>
    internal IEnumerable<string> Tables => _tables.Select(table => table.Table);

    public ValueTask<FoundObjects> FindAsync(DriverTraces driver, long position, CancellationToken cancellation) =>
        new(database.ReadAsync(session => _objects.Find(session, driver, position), cancellation));

    public async ValueTask<ErasureStep> EraseAsync(DriverTraces driver, ErasurePlace place, bool write, CancellationToken cancellation)
    {
        if (place.Table == 0)
        {
            return await _objects.EraseAsync(driver, place, write, cancellation);
        }

        var table = _tables[place.Table - 1];
        var count = await table.EraseAsync(database, driver, write, cancellation);
        return new ErasureStep(
            count == 0 ? new Dictionary<string, long>() : new Dictionary<string, long> { [table.Table] = count }, 0,
            place.Table < _tables.Length ? new ErasurePlace(place.Table + 1, 0) : null);
    }

    public ValueTask<ErasureDelays> DelaysAsync(DriverTraces driver, long sequence, CancellationToken cancellation) =>
        new(database.ReadAsync(
            session => new ErasureDelays(
                session.Open("SELECT connection FROM cursors WHERE sequence < ? OR sweep_module IS NOT NULL").Bind(sequence).ReadAll(row => row.Guid(0)),
                Calls(session, driver)),
            cancellation));

    private static int Calls(ISqlSession session, DriverTraces driver) =>
        session.Open($"SELECT document FROM calls WHERE state NOT IN ({(int)CallState.Completed}, {(int)CallState.Failed})").ReadAll(row => StoredDocument.Call.Read(row.Text(0)))
            .Count(call => !call.Request.IsEmpty && driver.Erase(call.Request) is { IsChanged: true });
}
