using Busbar.Core.Webhooks;
using Busbar.Storage.Sql;

namespace Busbar.Storage.Webhooks;

/// <summary>Where a webhook stands, as a row.</summary>
internal static class StandingRow
{
    public const string Select =
        "SELECT webhook, sequence, last_success_at, failed_at, failure_status, failure_reason, failed_attempts, next_attempt_at, round FROM webhook_cursors";

    /// <summary>Binds what a sender writes: everything from the sequence to the next attempt.</summary>
    public static Statement Bind(Statement statement, WebhookStanding standing) => statement
        .Bind(standing.Sequence).Bind(standing.LastSuccessAt).Bind(standing.LastFailure?.At).Bind((long?)standing.LastFailure?.HttpStatus).Bind(standing.LastFailure?.Reason)
        .Bind((long)standing.FailedAttempts).Bind(standing.NextAttemptAt);

    public static Guid Webhook(Statement row) => row.Guid(0);

    public static WebhookStanding Map(Statement row) => new(row.Int64(1), row.Int64(8))
    {
        LastSuccessAt = row.InstantOrNull(2),
        LastFailure = row.InstantOrNull(3) is { } at ? new WebhookFailure(at, row.TextOrNull(5) ?? "", row.Int32OrNull(4)) : null,
        FailedAttempts = row.Int32(6),
        NextAttemptAt = row.InstantOrNull(7),
    };
}
