using Busbar.Ocpi.Model.Common;
using Busbar.Storage.Sql;

namespace Busbar.Storage.Writing;

/// <summary>The parties that own objects or may see them, by number. The first spelling received is kept.</summary>
public sealed class PartyNumbers : NumberedNames<PartyId>
{
    protected override IReadOnlyList<(PartyId Name, int Number)> After(ISqlSession session, int number) =>
        session.Open("SELECT number, country, code FROM parties WHERE number > ?").Bind(number).ReadAll(row => (new PartyId(row.Text(1), row.Text(2)), row.Int32(0)));

    protected override PartyId Find(ISqlSession session, int number)
    {
        using var row = session.Open("SELECT country, code FROM parties WHERE number = ?").Bind(number);
        return row.Step() ? new PartyId(row.Text(0), row.Text(1)) : throw new InvalidDataException($"There is no party {number}.");
    }

    protected override int Insert(ISqlSession session, PartyId name) =>
        (int)session.Open("INSERT INTO parties (country, code) VALUES (?, ?) RETURNING number").Bind(name.CountryCode).Bind(name.Code).ReadInt64()!.Value;
}
