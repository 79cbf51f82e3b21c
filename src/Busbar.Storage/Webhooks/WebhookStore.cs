using Busbar.Core.Connections;
using Busbar.Core.Nodes;
using Busbar.Core.Objects;
using Busbar.Core.Webhooks;
using Busbar.Storage.Documents;
using Busbar.Storage.Sql;
using Busbar.Storage.Writing;

namespace Busbar.Storage.Webhooks;

internal sealed class WebhookStore(IDatabase database, ISecretProtector protector, Leases leases) : IWebhookStore
{
    private const string Select = "SELECT w.document, c.gone_at, c.round FROM webhooks w JOIN webhook_cursors c ON c.webhook = w.id";

    // What the sender writes, in the order of StandingRow.
    private const string Set = "sequence = ?, last_success_at = ?, failed_at = ?, failure_status = ?, failure_reason = ?, failed_attempts = ?, next_attempt_at = ?";

    public ValueTask<IReadOnlyList<Webhook>> ListAsync(CancellationToken cancellation) =>
        new(database.ReadAsync<IReadOnlyList<Webhook>>(session => session.Open($"{Select} ORDER BY w.created_at, w.id").ReadAll(Map), cancellation));

    public ValueTask<bool> AddAsync(Webhook webhook, string secret, long? after, int most, CancellationToken cancellation)
    {
        // Encryption does not belong on the writer's thread.
        var locked = protector.Protect(secret);
        return new(database.WriteIsolatedAsync(
            context =>
            {
                if (context.Sql.Open("SELECT count(*) FROM webhooks").ReadInt64() >= most)
                {
                    return false;
                }

                context.Sql.Open("INSERT INTO webhooks (id, created_at, document, secret) VALUES (?, ?, ?, ?)")
                    .Bind(webhook.Id).Bind(webhook.CreatedAt).Bind(Document(webhook)).Bind(locked.AsSpan()).Run();
                context.Sql.Open("INSERT INTO webhook_cursors (webhook, sequence, round, failed_attempts) VALUES (?, ?, 0, 0)")
                    .Bind(webhook.Id).Bind(after ?? context.NextSequence).Run();
                Tell(context, webhook.Id, "made");
                return true;
            },
            cancellation));
    }

    public ValueTask<Webhook?> ChangeAsync(Guid id, Func<Webhook, Webhook> change, bool anew, CancellationToken cancellation) =>
        new(database.WriteIsolatedAsync(
            context =>
            {
                if (Find(context.Sql, id) is not { } present)
                {
                    return null;
                }

                var changed = change(present);
                context.Sql.Open("UPDATE webhooks SET document = ? WHERE id = ?").Bind(Document(changed)).Bind(id).Run();
                if (anew)
                {
                    // Whoever sends well goes on as it is: a new round would have it repeat what it has not written down yet.
                    context.Sql.Open("""
                        UPDATE webhook_cursors SET round = round + 1, gone_at = NULL, failed_attempts = 0, next_attempt_at = NULL
                        WHERE webhook = ? AND (gone_at IS NOT NULL OR next_attempt_at IS NOT NULL)
                        """).Bind(id).Run();
                }

                Tell(context, id, changed.PausedAt is null == present.PausedAt is null ? "changed" : changed.PausedAt is null ? "resumed" : "paused");
                return Find(context.Sql, id);
            },
            cancellation));

    public ValueTask<Webhook?> RotateAsync(Guid id, string secret, DateTimeOffset formerUntil, CancellationToken cancellation)
    {
        var locked = protector.Protect(secret);
        return new(database.WriteIsolatedAsync(
            context =>
            {
                if (Find(context.Sql, id) is not { } present)
                {
                    return null;
                }

                var overlaps = formerUntil > context.Now;
                var rotated = present with { RotatedAt = context.Now, FormerUntil = overlaps ? formerUntil : null };
                context.Sql.Open($"UPDATE webhooks SET document = ?, former_secret = {(overlaps ? "secret" : "NULL")}, secret = ? WHERE id = ?")
                    .Bind(Document(rotated)).Bind(locked.AsSpan()).Bind(id).Run();
                Tell(context, id, "rotated");
                return rotated;
            },
            cancellation));
    }

    public ValueTask<Webhook?> ReplayAsync(Guid id, long after, CancellationToken cancellation) =>
        new(database.WriteIsolatedAsync(
            context =>
            {
                if (context.Sql.Open("""
                    UPDATE webhook_cursors SET sequence = ?, round = round + 1, gone_at = NULL, failed_attempts = 0, next_attempt_at = NULL WHERE webhook = ? RETURNING 1
                    """).Bind(after).Bind(id).ReadInt64() is null)
                {
                    return null;
                }

                Tell(context, id, "replayed");
                return Find(context.Sql, id);
            },
            cancellation));

    public ValueTask<bool> DeleteAsync(Guid id, CancellationToken cancellation) =>
        new(database.WriteIsolatedAsync(
            context =>
            {
                // Its place in the log goes with it by the foreign key.
                if (context.Sql.Open("DELETE FROM webhooks WHERE id = ? RETURNING 1").Bind(id).ReadInt64() is null)
                {
                    return false;
                }

                Tell(context, id, "removed");
                return true;
            },
            cancellation));

    public async ValueTask<WebhookKeys?> ReadKeysAsync(Guid id, CancellationToken cancellation)
    {
        var row = await database.ReadAsync(
            session => session.Open("SELECT document, secret, former_secret FROM webhooks WHERE id = ?").Bind(id).ReadFirst(
                row => new KeyRow(row.Text(0), row.Blob(1).ToArray(), row.IsNull(2) ? null : row.Blob(2).ToArray())),
            cancellation);
        return row is null
            ? null
            : new WebhookKeys(
                protector.Unprotect(row.Secret), row.Former is { } former ? protector.Unprotect(former) : null, StoredDocument.Webhook.Read(row.Document).FormerUntil);
    }

    public ValueTask<WebhookStanding?> FindStandingAsync(Guid id, CancellationToken cancellation) =>
        new(database.ReadAsync(session => session.Open($"{StandingRow.Select} WHERE webhook = ?").Bind(id).ReadFirst(StandingRow.Map), cancellation));

    public ValueTask<IReadOnlyDictionary<Guid, WebhookStanding>> ListStandingsAsync(CancellationToken cancellation) =>
        new(database.ReadAsync<IReadOnlyDictionary<Guid, WebhookStanding>>(
            session => session.Open(StandingRow.Select).ReadAll(row => (Id: StandingRow.Webhook(row), Standing: StandingRow.Map(row))).ToDictionary(row => row.Id, row => row.Standing),
            cancellation));

    // Not told in the log: whoever fails now and then would have the news of it to take next, and so on without end.
    public ValueTask<bool> SaveStandingAsync(Guid id, WebhookStanding standing, CancellationToken cancellation) =>
        new(database.WriteAsync(
            context =>
            {
                RequireLease(context, id);
                return StandingRow.Bind(context.Sql.Open($"UPDATE webhook_cursors SET {Set} WHERE webhook = ? AND round = ? AND gone_at IS NULL RETURNING 1"), standing)
                    .Bind(id).Bind(standing.Round).ReadInt64() is not null;
            },
            cancellation));

    public ValueTask<bool> EndAsync(Guid id, WebhookStanding standing, CancellationToken cancellation) =>
        new(database.WriteIsolatedAsync(
            context =>
            {
                RequireLease(context, id);
                var ended = StandingRow
                    .Bind(context.Sql.Open($"UPDATE webhook_cursors SET {Set}, gone_at = ? WHERE webhook = ? AND round = ? AND gone_at IS NULL RETURNING 1"), standing)
                    .Bind(context.Now).Bind(id).Bind(standing.Round).ReadInt64() is not null;
                if (ended)
                {
                    Tell(context, id, "gone");
                }

                return ended;
            },
            cancellation));

    private void RequireLease(WriteContext context, Guid id)
    {
        if (leases.IsShared && context.Sql.Open("SELECT 1 FROM leases WHERE name = ? AND node = ?").Bind(Work.OfWebhook(id)).Bind(leases.Node).ReadInt64() is null)
        {
            throw new LeaseLostException();
        }
    }

    private static void Tell(WriteContext context, Guid id, string state) =>
        context.Append(ChangeKind.WebhookChanged, null, EventDetail.Of(("webhook", id.ToString()), ("state", state)));

    private static string Document(Webhook webhook) => StoredDocument.Webhook.Write(webhook with { GoneAt = null, Round = 0 });

    private static Webhook? Find(ISqlSession session, Guid id) => session.Open($"{Select} WHERE w.id = ?").Bind(id).ReadFirst(Map);

    private static Webhook Map(Statement row) => StoredDocument.Webhook.Read(row.Text(0)) with { GoneAt = row.InstantOrNull(1), Round = row.Int64(2) };

    private sealed record KeyRow(string Document, byte[] Secret, byte[]? Former);
}
