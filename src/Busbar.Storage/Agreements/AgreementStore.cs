using Busbar.Core.Agreements;
using Busbar.Core.Objects;
using Busbar.Storage.Documents;
using Busbar.Storage.Sql;
using Busbar.Storage.Writing;

namespace Busbar.Storage.Agreements;

internal sealed class AgreementStore(IDatabase database) : IAgreementStore
{
    public Task<IReadOnlyList<Agreement>> ListAsync(CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<Agreement>>(
            session => session.Open("SELECT document FROM agreements ORDER BY since, id").ReadAll(
                row => StoredDocument.Agreement.Read(row.Text(0))),
            cancellation);

    public Task SaveAsync(Agreement agreement, CancellationToken cancellation)
    {
        var document = StoredDocument.Agreement.Write(agreement);
        return database.WriteIsolatedAsync(
            context =>
            {
                context.Sql.Open("""
                    INSERT INTO agreements (id, since, document) VALUES (?, ?, ?)
                    ON CONFLICT (id) DO UPDATE SET since = excluded.since, document = excluded.document
                    """)
                    .Bind(agreement.Id).Bind(agreement.Since).Bind(document).Run();
                return context.Append(ChangeKind.AgreementChanged, null, EventDetail.Of(("agreement", agreement.Id.ToString()), ("state", "saved")));
            },
            cancellation);
    }

    public Task<bool> DeleteAsync(Guid id, CancellationToken cancellation) =>
        database.WriteIsolatedAsync(
            context =>
            {
                if (context.Sql.Open("DELETE FROM agreements WHERE id = ? RETURNING 1").Bind(id).ReadInt64() is null)
                {
                    return false;
                }

                context.Append(ChangeKind.AgreementChanged, null, EventDetail.Of(("agreement", id.ToString()), ("state", "removed")));
                return true;
            },
            cancellation);
}
