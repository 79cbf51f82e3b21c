using Busbar.Core.Erasure;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Storage.Sql;
using Busbar.Storage.Writing;

namespace Busbar.Storage.Erasure;

/// <summary>Takes a driver out of what is remembered for versions that cannot say it.</summary>
internal sealed class LinkErasure : ITableErasure
{
    private const int Batch = 100;
    private const string Where = "kind = ? AND country = ? AND code = ? AND name = ? AND value = ?";

    public string Table => "links";

    public async Task<long> EraseAsync(IDatabase database, DriverTraces driver, bool write, CancellationToken cancellation)
    {
        var changes = database.Read(session => Candidates(session, driver)).ConvertAll(link => (link, Erased: Erase(driver, link))).FindAll(change => change.Erased != change.link);
        foreach (var batch in write ? changes.Chunk(Batch) : [])
        {
            await database.WriteIsolatedAsync(
                context =>
                {
                    foreach (var (link, erased) in batch)
                    {
                        Replace(context.Sql, link, erased);
                    }

                    return true;
                },
                cancellation);
        }

        return changes.Count;
    }

    /// <returns>The link itself when it names somebody else; null when it goes.</returns>
    private static Link? Erase(DriverTraces driver, Link link)
    {
        if (link.Kind == TokenBook.Kind)
        {
            return link.Owner == driver.Owner && (driver.TokenIds.Contains(link.Value, StringComparer.OrdinalIgnoreCase) || IsContract(driver, link)) ? null : link;
        }

        if (link.Kind == ChargeBook.Kind)
        {
            return driver.Erase(link.Value) is null ? link : null;
        }

        return link with { Name = driver.Erase(link.Name) ?? link.Name, Value = driver.Erase(link.Value) ?? link.Value };
    }

    /// <summary>What has no token any more leads nowhere; of a token's erasure, other tokens' contracts are not its business.</summary>
    private static bool IsContract(DriverTraces driver, Link link) =>
        driver.Contracts.Contains(link.Name, StringComparer.OrdinalIgnoreCase) && driver.Uids.Contains(TokenKey.Parse(link.Value).Uid, StringComparer.OrdinalIgnoreCase);

    private static List<Link> Candidates(ISqlSession session, DriverTraces driver)
    {
        string[] marks = [.. driver.Marks];
        var statement = session.Open(
            $"SELECT kind, country, code, name, value, at FROM links WHERE {string.Join(" OR ", marks.Select(_ => "lower(CAST(name AS TEXT)) LIKE ? OR lower(value) LIKE ?"))}");
        foreach (var mark in marks)
        {
            statement.Bind($"%{mark}%").Bind($"%{mark}%");
        }

        return statement.ReadAll(row => new Link(row.Text(0), new PartyId(row.Text(1), row.Text(2)), row.Text(3), row.Text(4), row.Instant(5)));
    }

    private static void Replace(ISqlSession session, Link link, Link? erased)
    {
        session.Open($"DELETE FROM links WHERE {Where}").Bind(link.Kind).Bind(link.Owner.CountryCode).Bind(link.Owner.Code).Bind(link.Name).Bind(link.Value).Run();
        if (erased is not null)
        {
            session.Open("INSERT INTO links (kind, country, code, name, value, at) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (name, kind, country, code, value) DO NOTHING")
                .Bind(erased.Kind).Bind(erased.Owner.CountryCode).Bind(erased.Owner.Code).Bind(erased.Name).Bind(erased.Value).Bind(erased.At).Run();
        }
    }
}
