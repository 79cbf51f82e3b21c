using Busbar.Core.Metering;
using Busbar.Ocpi.Model.Common;
using Busbar.Storage.Sql;
using Busbar.Storage.Writing;

namespace Busbar.Storage.Metering;

internal sealed class MeterKeyStore(IDatabase database) : IMeterKeyStore
{
    private const string Select = "SELECT country, code, meter, public_key, at FROM meter_keys";

    public ValueTask SaveAsync(RegisteredMeterKey key, CancellationToken cancellation) =>
        new(database.WriteIsolatedAsync(
            context =>
            {
                context.Sql.Open("""
                    INSERT INTO meter_keys (country, code, meter, public_key, at) VALUES (?, ?, ?, ?, ?)
                    ON CONFLICT (meter, country, code) DO UPDATE SET public_key = excluded.public_key, at = excluded.at
                    """)
                    .Bind(key.Owner.CountryCode).Bind(key.Owner.Code).Bind(key.Meter).Bind(key.PublicKey).Bind(key.At).Run();
                return true;
            },
            cancellation));

    public ValueTask<RegisteredMeterKey?> FindAsync(PartyId owner, string meter, CancellationToken cancellation) =>
        new(database.ReadAsync(
            session => session.Open($"{Select} WHERE meter = ? AND country = ? AND code = ?").Bind(meter).Bind(owner.CountryCode).Bind(owner.Code).ReadFirst(Map), cancellation));

    public ValueTask<IReadOnlyList<RegisteredMeterKey>> ListAsync(CancellationToken cancellation) =>
        new(database.ReadAsync<IReadOnlyList<RegisteredMeterKey>>(session => session.Open($"{Select} ORDER BY country, code, meter").ReadAll(Map), cancellation));

    public ValueTask<bool> DeleteAsync(PartyId owner, string meter, CancellationToken cancellation) =>
        new(database.WriteIsolatedAsync(
            context => context.Sql.Open("DELETE FROM meter_keys WHERE meter = ? AND country = ? AND code = ? RETURNING 1")
                .Bind(meter).Bind(owner.CountryCode).Bind(owner.Code).ReadInt64() is not null,
            cancellation));

    private static RegisteredMeterKey Map(Statement row) => new(new PartyId(row.Text(0), row.Text(1)), row.Text(2), row.Text(3), row.Instant(4));
}
