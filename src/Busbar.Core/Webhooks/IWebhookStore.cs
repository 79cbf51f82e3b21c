namespace Busbar.Core.Webhooks;

/// <summary>Port: webhooks, their secrets and their places in the change log, durable and shared by all processes. What the operator changes appends one change to the log.</summary>
public interface IWebhookStore
{
    /// <summary>Every webhook, oldest first.</summary>
    ValueTask<IReadOnlyList<Webhook>> ListAsync(CancellationToken cancellation);

    /// <param name="webhook">The webhook.</param>
    /// <param name="secret">Its secret.</param>
    /// <param name="after">It is told of what comes after this sequence; null for what comes after it was made.</param>
    /// <param name="most">How many webhooks there may be.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>False when there are so many already.</returns>
    ValueTask<bool> AddAsync(Webhook webhook, string secret, long? after, int most, CancellationToken cancellation);

    /// <summary>Changes what the operator said of a webhook; null when there is none.</summary>
    /// <param name="id">The webhook.</param>
    /// <param name="change">Sees it while nobody else changes it.</param>
    /// <param name="anew">Whether it is to be tried anew, at once, also when it was gone.</param>
    /// <param name="cancellation">Ends the wait.</param>
    ValueTask<Webhook?> ChangeAsync(Guid id, Func<Webhook, Webhook> change, bool anew, CancellationToken cancellation);

    /// <summary>Replaces the secret; the one before it goes on signing until an instant. Null when there is no such webhook.</summary>
    ValueTask<Webhook?> RotateAsync(Guid id, string secret, DateTimeOffset formerUntil, CancellationToken cancellation);

    /// <summary>Sets the place of a webhook in the log, and has it tried anew; null when there is no such webhook.</summary>
    ValueTask<Webhook?> ReplayAsync(Guid id, long after, CancellationToken cancellation);

    /// <summary>False when there was no such webhook.</summary>
    ValueTask<bool> DeleteAsync(Guid id, CancellationToken cancellation);

    /// <summary>What to sign with; null when there is no such webhook.</summary>
    ValueTask<WebhookKeys?> ReadKeysAsync(Guid id, CancellationToken cancellation);

    /// <summary>Null when there is no such webhook.</summary>
    ValueTask<WebhookStanding?> FindStandingAsync(Guid id, CancellationToken cancellation);

    /// <summary>Where all of them stand.</summary>
    ValueTask<IReadOnlyDictionary<Guid, WebhookStanding>> ListStandingsAsync(CancellationToken cancellation);

    /// <summary>Writes down where a webhook stands. False when a new round has begun, or when it is not there any more: nothing was written.</summary>
    /// <exception cref="Nodes.LeaseLostException">Another process sends to it now; nothing was written.</exception>
    ValueTask<bool> SaveStandingAsync(Guid id, WebhookStanding standing, CancellationToken cancellation);

    /// <summary>As <see cref="SaveStandingAsync"/>, of a receiver that said that it is gone.</summary>
    ValueTask<bool> EndAsync(Guid id, WebhookStanding standing, CancellationToken cancellation);
}
