using Busbar.Core.Intake;
using Busbar.Ocpi.Model.Common;
using Busbar.Storage.Sql;
using Busbar.Storage.Writing;

namespace Busbar.Storage.Intake;

internal sealed class CreditLedger(IDatabase database) : ICreditLedger
{
    public Task<string> ClaimAsync(PartyId owner, string credited, string credit, CancellationToken cancellation) =>
        database.WriteIsolatedAsync(
            context =>
            {
                context.Sql.Open("INSERT INTO credits (country, code, credited, credit) VALUES (?, ?, ?, ?) ON CONFLICT (credited, country, code) DO NOTHING")
                    .Bind(owner.CountryCode).Bind(owner.Code).Bind(credited).Bind(credit).Run();
                return context.Sql.Open("SELECT credit FROM credits WHERE credited = ? AND country = ? AND code = ?")
                    .Bind(credited).Bind(owner.CountryCode).Bind(owner.Code).ReadFirst(row => row.Text(0)) ?? credit;
            },
            cancellation);
}
