using Busbar.Core.Webhooks;

namespace Busbar.Gateway.Tests.Webhooks;

/// <summary>Counts how often a place is written down, and can be away.</summary>
internal sealed class CountingWebhooks(IWebhookStore store) : IWebhookStore
{
    private int _saves;

    public int Saves => Volatile.Read(ref _saves);

    /// <summary>What the next save fails with.</summary>
    public Exception? FailNext { get; set; }

    public ValueTask<IReadOnlyList<Webhook>> ListAsync(CancellationToken cancellation) => store.ListAsync(cancellation);

    public ValueTask<bool> AddAsync(Webhook webhook, string secret, long? after, int most, CancellationToken cancellation) =>
        store.AddAsync(webhook, secret, after, most, cancellation);

    public ValueTask<Webhook?> ChangeAsync(Guid id, Func<Webhook, Webhook> change, bool anew, CancellationToken cancellation) => store.ChangeAsync(id, change, anew, cancellation);

    public ValueTask<Webhook?> RotateAsync(Guid id, string secret, DateTimeOffset formerUntil, CancellationToken cancellation) =>
        store.RotateAsync(id, secret, formerUntil, cancellation);

    public ValueTask<Webhook?> ReplayAsync(Guid id, long after, CancellationToken cancellation) => store.ReplayAsync(id, after, cancellation);

    public ValueTask<bool> DeleteAsync(Guid id, CancellationToken cancellation) => store.DeleteAsync(id, cancellation);

    public ValueTask<WebhookKeys?> ReadKeysAsync(Guid id, CancellationToken cancellation) => store.ReadKeysAsync(id, cancellation);

    public ValueTask<WebhookStanding?> FindStandingAsync(Guid id, CancellationToken cancellation) => store.FindStandingAsync(id, cancellation);

    public ValueTask<IReadOnlyDictionary<Guid, WebhookStanding>> ListStandingsAsync(CancellationToken cancellation) => store.ListStandingsAsync(cancellation);

    public async ValueTask<bool> SaveStandingAsync(Guid id, WebhookStanding standing, CancellationToken cancellation)
    {
        if (FailNext is { } failure)
        {
            FailNext = null;
            throw failure;
        }

        var saved = await store.SaveStandingAsync(id, standing, cancellation);
        Interlocked.Increment(ref _saves);
        return saved;
    }

    public ValueTask<bool> EndAsync(Guid id, WebhookStanding standing, CancellationToken cancellation) => store.EndAsync(id, standing, cancellation);
}
