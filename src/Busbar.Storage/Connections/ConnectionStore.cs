using Busbar.Core.Connections;
using Busbar.Core.Objects;
using Busbar.Storage.Documents;
using Busbar.Storage.Sql;
using Busbar.Storage.Writing;

namespace Busbar.Storage.Connections;

internal sealed class ConnectionStore(IDatabase database, ISecretProtector protector) : IConnectionStore
{
    public Task<IReadOnlyList<Connection>> ListAsync(CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<Connection>>(
            session => session.Open("SELECT document FROM connections ORDER BY created_at, name").ReadAll(Map), cancellation);

    public Task<Connection?> FindAsync(Guid id, CancellationToken cancellation) =>
        database.ReadAsync(session => session.Open("SELECT document FROM connections WHERE id = ?").Bind(id).ReadFirst(Map), cancellation);

    public Task<IReadOnlyList<IssuedToken>> ListIssuedTokensAsync(CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<IssuedToken>>(
            session => session.Open("SELECT hash, connection, kind, valid_until FROM issued_tokens WHERE valid_until IS NULL OR valid_until > ?")
                .Bind(database.Time.GetUtcNow())
                .ReadAll(row => new IssuedToken(row.Text(0), row.Guid(1), (TokenKind)row.Int32(2), row.InstantOrNull(3))),
            cancellation);

    public async Task SaveAsync(Connection connection, TokenChanges tokens, CancellationToken cancellation)
    {
        // Encryption does not belong on the writer's thread.
        var secret = tokens.PartnerToken is { } token ? protector.Protect(token) : null;
        var document = StoredDocument.Connection.Write(connection);
        try
        {
            await database.WriteIsolatedAsync(context => Save(context, connection, document, tokens, secret), cancellation);
        }
        catch (UniqueViolationException exception) when (exception.Message.Contains("connections.name", StringComparison.Ordinal))
        {
            throw new ConnectionRuleException($"There is a connection named \"{connection.Name}\" already.", exception);
        }
    }

    public Task DeleteAsync(Guid id, CancellationToken cancellation) =>
        database.WriteIsolatedAsync(
            context =>
            {
                var name = context.Sql.Open("SELECT document FROM connections WHERE id = ?").Bind(id).ReadFirst(Map)?.Name;
                if (name is null)
                {
                    return 0L;
                }

                // Tokens, cursor, refusals and proofs go with it by their foreign keys.
                context.Sql.Open("DELETE FROM connections WHERE id = ?").Bind(id).Run();
                AuthorityRevision.Move(context);
                return context.Append(ChangeKind.ConnectionChanged, id, EventDetail.Of(("name", name), ("state", "deleted")));
            },
            cancellation);

    public async Task<string?> ReadPartnerTokenAsync(Guid id, CancellationToken cancellation)
    {
        var secret = await database.ReadAsync(
            session => session.Open("SELECT partner_token FROM connections WHERE id = ? AND partner_token IS NOT NULL").Bind(id)
                .ReadFirst(row => row.Blob(0).ToArray()),
            cancellation);
        return secret is null ? null : protector.Unprotect(secret);
    }

    public Task<string> ReadRevisionAsync(CancellationToken cancellation) =>
        database.ReadAsync(AuthorityRevision.Read, cancellation);

    private static long Save(WriteContext context, Connection connection, string document, TokenChanges tokens, byte[]? secret)
    {
        context.Sql.Open("""
            INSERT INTO connections (id, name, created_at, document) VALUES (?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, created_at = excluded.created_at, document = excluded.document
            """)
            .Bind(connection.Id).Bind(connection.Name).Bind(connection.CreatedAt).Bind(document).Run();
        if (secret is not null)
        {
            context.Sql.Open("UPDATE connections SET partner_token = ? WHERE id = ?").Bind(secret.AsSpan()).Bind(connection.Id).Run();
        }
        else if (tokens.ForgetPartnerToken)
        {
            context.Sql.Open("UPDATE connections SET partner_token = NULL WHERE id = ?").Bind(connection.Id).Run();
        }

        if (tokens.RetireOthersAt is { } end)
        {
            // A token that ends sooner already keeps its end; those that are issued again take their new one below.
            context.Sql.Open("UPDATE issued_tokens SET valid_until = ? WHERE connection = ? AND (valid_until IS NULL OR valid_until > ?)")
                .Bind(end).Bind(connection.Id).Bind(end).Run();
        }

        foreach (var token in tokens.Issue)
        {
            context.Sql.Open("""
                INSERT INTO issued_tokens (hash, connection, kind, valid_until) VALUES (?, ?, ?, ?)
                ON CONFLICT (hash) DO UPDATE SET kind = excluded.kind, valid_until = excluded.valid_until WHERE issued_tokens.connection = excluded.connection
                """)
                .Bind(token.Hash).Bind(token.Connection).Bind((long)token.Kind).Bind(token.ValidUntil).Run();
        }

        context.Sql.Open("DELETE FROM issued_tokens WHERE valid_until <= ?").Bind(context.Now).Run();

        AuthorityRevision.Move(context);
        return context.Append(
            ChangeKind.ConnectionChanged, connection.Id, EventDetail.Of(("name", connection.Name), ("state", EventDetail.Word(connection.State))));
    }

    private static Connection Map(Statement row) => StoredDocument.Connection.Read(row.Text(0));
}
