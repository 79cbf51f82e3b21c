namespace Busbar.Core.Webhooks;

/// <summary>
/// The webhooks as everyone in this process sees them: readers take the immutable <see cref="Current"/>. Whoever changes a webhook does it here, so that
/// whoever sends knows at once; what other processes changed is read when the change log tells of it.
/// </summary>
public sealed class WebhookBook(IWebhookStore store) : IWebhookStore
{
    private readonly Lock _lock = new();
    private volatile IReadOnlyList<Webhook> _current = [];
    private long _asked;
    private long _shown;

    /// <summary>Raised after <see cref="Current"/> was read anew. Handlers must be quick.</summary>
    public event Action? Changed;

    /// <summary>Every webhook, oldest first.</summary>
    public IReadOnlyList<Webhook> Current => _current;

    public Webhook? Find(Guid id) => _current.FirstOrDefault(webhook => webhook.Id == id);

    /// <summary>Reads everything anew: at the start, and when another process changed something.</summary>
    public async Task RefreshAsync(CancellationToken cancellation) => await ListAsync(cancellation);

    public async ValueTask<IReadOnlyList<Webhook>> ListAsync(CancellationToken cancellation)
    {
        // Two readings may overtake each other: the one that began last is the newest.
        var ticket = Interlocked.Increment(ref _asked);
        var webhooks = await store.ListAsync(cancellation);
        lock (_lock)
        {
            if (ticket > _shown)
            {
                (_current, _shown) = (webhooks, ticket);
            }
        }

        Changed?.Invoke();
        return webhooks;
    }

    public async ValueTask<bool> AddAsync(Webhook webhook, string secret, long? after, int most, CancellationToken cancellation) =>
        await ShownAsync(await store.AddAsync(webhook, secret, after, most, cancellation));

    public async ValueTask<Webhook?> ChangeAsync(Guid id, Func<Webhook, Webhook> change, bool anew, CancellationToken cancellation) =>
        await ShownAsync(await store.ChangeAsync(id, change, anew, cancellation));

    public async ValueTask<Webhook?> RotateAsync(Guid id, string secret, DateTimeOffset formerUntil, CancellationToken cancellation) =>
        await ShownAsync(await store.RotateAsync(id, secret, formerUntil, cancellation));

    public async ValueTask<Webhook?> ReplayAsync(Guid id, long after, CancellationToken cancellation) =>
        await ShownAsync(await store.ReplayAsync(id, after, cancellation));

    public async ValueTask<bool> DeleteAsync(Guid id, CancellationToken cancellation) => await ShownAsync(await store.DeleteAsync(id, cancellation));

    public ValueTask<WebhookKeys?> ReadKeysAsync(Guid id, CancellationToken cancellation) => store.ReadKeysAsync(id, cancellation);

    public ValueTask<WebhookStanding?> FindStandingAsync(Guid id, CancellationToken cancellation) => store.FindStandingAsync(id, cancellation);

    public ValueTask<IReadOnlyDictionary<Guid, WebhookStanding>> ListStandingsAsync(CancellationToken cancellation) => store.ListStandingsAsync(cancellation);

    public ValueTask<bool> SaveStandingAsync(Guid id, WebhookStanding standing, CancellationToken cancellation) => store.SaveStandingAsync(id, standing, cancellation);

    public async ValueTask<bool> EndAsync(Guid id, WebhookStanding standing, CancellationToken cancellation) =>
        await ShownAsync(await store.EndAsync(id, standing, cancellation));

    private async ValueTask<T> ShownAsync<T>(T answer)
    {
        await RefreshAsync(CancellationToken.None);
        return answer;
    }
}
