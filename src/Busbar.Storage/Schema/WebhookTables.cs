using Busbar.Storage.Sql;

namespace Busbar.Storage.Schema;

/// <summary>Webhooks as the operator made them, and apart from that where they stand, which whoever sends writes.</summary>
internal static class WebhookTables
{
    public static IReadOnlyList<string> Statements(SqlDialect dialect) =>
    [
        $"CREATE TABLE webhooks (id {dialect.Blob} PRIMARY KEY, created_at BIGINT NOT NULL, document TEXT NOT NULL, secret {dialect.Blob} NOT NULL, former_secret {dialect.Blob})",
        $"""
        CREATE TABLE webhook_cursors (
            webhook {dialect.Blob} PRIMARY KEY REFERENCES webhooks ON DELETE CASCADE, sequence BIGINT NOT NULL, round BIGINT NOT NULL, gone_at BIGINT,
            last_success_at BIGINT, failed_at BIGINT, failure_status INTEGER, failure_reason TEXT, failed_attempts INTEGER NOT NULL, next_attempt_at BIGINT)
        """,
    ];
}
