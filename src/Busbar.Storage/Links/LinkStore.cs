using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Storage.Sql;
using Busbar.Storage.Writing;

namespace Busbar.Storage.Links;

internal sealed class LinkStore(IDatabase database) : ILinkStore
{
    private const string Columns = "kind, country, code, name, value, at";

    public ValueTask<IReadOnlyList<Link>> FindAsync(string kind, PartyId? owner, string name, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return new(database.Read<IReadOnlyList<Link>>(session => owner is { } party
            ? session.Open($"SELECT {Columns} FROM links WHERE name = ? AND kind = ? AND country = ? AND code = ? ORDER BY at DESC")
                .Bind(name).Bind(kind).Bind(party.CountryCode).Bind(party.Code).ReadAll(Map)
            : session.Open($"SELECT {Columns} FROM links WHERE name = ? AND kind = ? ORDER BY at DESC").Bind(name).Bind(kind).ReadAll(Map)));
    }

    public ValueTask AddAsync(IReadOnlyList<Link> links, CancellationToken cancellation) => new(database.WriteIsolatedAsync(
        context =>
        {
            foreach (var link in links)
            {
                Save(context, link);
            }

            return true;
        },
        cancellation));

    public ValueTask<string> ClaimAsync(string kind, PartyId owner, string name, IEnumerable<string> candidates, CancellationToken cancellation) =>
        new(database.WriteIsolatedAsync(
            context =>
            {
                if (context.Sql.Open("SELECT value FROM links WHERE name = ? AND kind = ? AND country = ? AND code = ?")
                    .Bind(name).Bind(kind).Bind(owner.CountryCode).Bind(owner.Code).ReadFirst(row => row.Text(0)) is { } known)
                {
                    return known;
                }

                foreach (var candidate in candidates)
                {
                    if (NameOf(context.Sql, kind, owner, candidate) is null)
                    {
                        Save(context, new Link(kind, owner, name, candidate, context.Now));
                        return candidate;
                    }
                }

                throw new InvalidOperationException($"No candidate is left for a link of the kind {kind}.");
            },
            cancellation));

    public ValueTask<string?> NameOfAsync(string kind, PartyId owner, string value, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return new(database.Read(session => NameOf(session, kind, owner, value)));
    }

    public ValueTask ForgetAsync(string kind, DateTimeOffset before, CancellationToken cancellation) => new(database.WriteAsync(
        context =>
        {
            context.Sql.Open("DELETE FROM links WHERE kind = ? AND at < ?").Bind(kind).Bind(before).Run();
            return true;
        },
        cancellation));

    private static void Save(WriteContext context, Link link) => context.Sql.Open("""
        INSERT INTO links (kind, country, code, name, value, at) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (name, kind, country, code, value) DO UPDATE SET at = excluded.at
        """)
        .Bind(link.Kind).Bind(link.Owner.CountryCode).Bind(link.Owner.Code).Bind(link.Name).Bind(link.Value).Bind(link.At).Run();

    private static string? NameOf(ISqlSession session, string kind, PartyId owner, string value) =>
        session.Open("SELECT name FROM links WHERE value = ? AND kind = ? AND country = ? AND code = ?")
            .Bind(value).Bind(kind).Bind(owner.CountryCode).Bind(owner.Code).ReadFirst(row => row.Text(0));

    private static Link Map(Statement row) => new(row.Text(0), new PartyId(row.Text(1), row.Text(2)), row.Text(3), row.Text(4), row.Instant(5));
}
