using Busbar.Core.Objects;
using Busbar.Core.Parties;
using Busbar.Ocpi.Model.Common;
using Busbar.Storage.Connections;
using Busbar.Storage.Documents;
using Busbar.Storage.Sql;
using Busbar.Storage.Writing;

namespace Busbar.Storage.Parties;

internal sealed class HostedPartyStore(IDatabase database) : IHostedPartyStore
{
    public Task<IReadOnlyList<PlatformParty>> ListAsync(CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<PlatformParty>>(
            session => session.Open("SELECT country, code, role, name, website FROM hosted_parties ORDER BY country, code, role").ReadAll(
                row => new PlatformParty(new PartyId(row.Text(0), row.Text(1)), new Role(row.Text(2)), row.Text(3), row.TextOrNull(4))),
            cancellation);

    public Task SaveAsync(PlatformParty party, CancellationToken cancellation) =>
        database.WriteIsolatedAsync(
            context =>
            {
                context.Sql.Open("""
                    INSERT INTO hosted_parties (country, code, role, name, website) VALUES (?, ?, ?, ?, ?)
                    ON CONFLICT (country, code, role) DO UPDATE SET name = excluded.name, website = excluded.website
                    """)
                    .Bind(party.Party.CountryCode).Bind(party.Party.Code).Bind(party.Role.Value).Bind(party.Name).Bind(party.Website).Run();
                return Append(context, party, "saved");
            },
            cancellation);

    public Task<bool> DeleteAsync(PlatformParty party, CancellationToken cancellation) =>
        database.WriteIsolatedAsync(
            context =>
            {
                if (context.Sql.Open("DELETE FROM hosted_parties WHERE country = ? AND code = ? AND role = ? RETURNING 1")
                    .Bind(party.Party.CountryCode).Bind(party.Party.Code).Bind(party.Role.Value).ReadInt64() is null)
                {
                    return false;
                }

                Append(context, party, "removed");
                return true;
            },
            cancellation);

    private static long Append(WriteContext context, PlatformParty party, string state)
    {
        AuthorityRevision.Move(context);
        return context.Append(ChangeKind.AgreementChanged, null, EventDetail.Of(("party", party.Party.ToString()), ("role", party.Role.Value), ("state", state)));
    }
}
