using Busbar.Core.Delivery;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Storage.Sql;
using Busbar.Storage.Writing;

namespace Busbar.Storage.Delivery;

internal sealed class ReceiptStore(IDatabase database) : IReceiptStore
{
    private const string Select = "SELECT connection, module, country, code, object_id, at, location FROM receipts";

    public ValueTask<Receipt?> FindAsync(Guid connection, ObjectKey key, CancellationToken cancellation) =>
        new(database.ReadAsync(
            session => session.Open($"{Select} WHERE connection = ? AND object_id = ? AND module = ? AND country = ? AND code = ?")
                .Bind(connection).Bind(key.Id).Bind(key.Module.Value).Bind(key.Owner.CountryCode).Bind(key.Owner.Code).ReadFirst(Map),
            cancellation));

    public ValueTask<Receipt?> FindLastWithLocationAsync(Guid connection, CancellationToken cancellation) =>
        new(database.ReadAsync(
            session => session.Open($"{Select} WHERE connection = ? AND location IS NOT NULL ORDER BY at DESC LIMIT 1").Bind(connection).ReadFirst(Map),
            cancellation));

    /// <summary>Keeps nothing for a connection that is gone: its receipts go with it.</summary>
    public ValueTask AddAsync(Receipt receipt, CancellationToken cancellation) =>
        new(database.WriteAsync(
            context =>
            {
                context.Sql.Open("""
                    INSERT INTO receipts (connection, module, country, code, object_id, at, location)
                    SELECT id, ?, ?, ?, ?, ?, ? FROM connections WHERE id = ?
                    ON CONFLICT DO NOTHING
                    """)
                    .Bind(receipt.Object.Module.Value).Bind(receipt.Object.Owner.CountryCode).Bind(receipt.Object.Owner.Code).Bind(receipt.Object.Id)
                    .Bind(receipt.At).Bind(receipt.Location?.OriginalString).Bind(receipt.Connection).Run();
                return true;
            },
            cancellation));

    public ValueTask RemoveAsync(Guid connection, ObjectKey key, CancellationToken cancellation) =>
        new(database.WriteAsync(
            context =>
            {
                context.Sql.Open("DELETE FROM receipts WHERE connection = ? AND object_id = ? AND module = ? AND country = ? AND code = ?")
                    .Bind(connection).Bind(key.Id).Bind(key.Module.Value).Bind(key.Owner.CountryCode).Bind(key.Owner.Code).Run();
                return true;
            },
            cancellation));

    private static Receipt Map(Statement row) => new(
        row.Guid(0),
        new ObjectKey(new ModuleId(row.Text(1)), new PartyId(row.Text(2), row.Text(3)), row.Text(4)),
        row.Instant(5),
        row.TextOrNull(6) is { } location ? new Uri(location, UriKind.RelativeOrAbsolute) : null);
}
