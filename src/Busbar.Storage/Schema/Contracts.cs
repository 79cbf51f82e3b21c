using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Storage.Sql;

namespace Busbar.Storage.Schema;

/// <summary>Notes the contracts of tokens that were stored before contracts were noted.</summary>
internal static class Contracts
{
    public static void Note(ISqlSession session)
    {
        var tokens = session.Open(
            "SELECT p.country, p.code, o.object_id, b.utf8, o.last_updated FROM objects o JOIN modules m ON m.number = o.module JOIN parties p ON p.number = o.owner "
            + "JOIN bodies b ON b.id = o.id WHERE m.name = ?")
            .Bind(ModuleId.Tokens.Value)
            .ReadAll(row => (Owner: new PartyId(row.Text(0), row.Text(1)), Id: row.Text(2), Utf8: row.Blob(3).ToArray(), At: row.Instant(4)));
        foreach (var (owner, id, utf8, at) in tokens)
        {
            if (DriverToken.Read(owner, utf8) is { } token && token.ContractId != token.Uid)
            {
                session.Open("INSERT INTO links (kind, country, code, name, value, at) VALUES (?, ?, ?, ?, ?, ?)")
                    .Bind(TokenBook.Kind).Bind(owner.CountryCode).Bind(owner.Code).Bind(token.ContractId).Bind(id).Bind(at).Run();
            }
        }
    }
}
