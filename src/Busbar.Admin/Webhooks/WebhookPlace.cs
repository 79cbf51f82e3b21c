using Busbar.Core.Webhooks;

namespace Busbar.Admin.Webhooks;

/// <summary>Where a webhook stands while it is sent to: known here at once, written down not more often than is worth a write.</summary>
internal sealed class WebhookPlace(WebhookServices services, Guid webhook, WebhookStanding saved)
{
    private WebhookStanding _saved = saved;
    private DateTimeOffset _at = services.Time.GetUtcNow();
    private bool _sent;

    public WebhookStanding Standing { get; private set; } = saved;

    /// <summary>Everything up to a sequence is done.</summary>
    public void Reach(long sequence) => Show(Standing with { Sequence = sequence });

    /// <summary>A message was delivered; true when the attempt before it had failed.</summary>
    public bool Succeed(long sequence)
    {
        var recovered = Standing.FailedAttempts > 0;
        _sent = true;
        Show(Standing with { Sequence = sequence, LastSuccessAt = services.Time.GetUtcNow(), FailedAttempts = 0, NextAttemptAt = null });
        return recovered;
    }

    /// <summary>An attempt failed.</summary>
    public void Fail(WebhookAnswer answer)
    {
        var (now, failures) = (services.Time.GetUtcNow(), Standing.FailedAttempts + 1);
        Show(Standing with
        {
            LastFailure = new WebhookFailure(now, answer.Problem!, answer.HttpStatus),
            FailedAttempts = failures,
            NextAttemptAt = answer.IsGone ? null : now + services.Options.BackOff(failures, answer.RetryAfter, Random.Shared.NextDouble()),
        });
    }

    /// <summary>False when the operator has begun a new round, or removed the webhook: nothing more is to be sent from here.</summary>
    public async ValueTask<bool> SaveAsync(bool force, CancellationToken cancellation)
    {
        if (Standing == _saved || (!force && services.Time.GetUtcNow() < _at + services.Options.SaveAfter(services.Pumps, _sent)))
        {
            return true;
        }

        var standing = Standing;
        if (!await services.Store.SaveStandingAsync(webhook, standing, cancellation))
        {
            return false;
        }

        (_saved, _at, _sent) = (standing, services.Time.GetUtcNow(), false);
        return true;
    }

    /// <summary>Writes down that the receiver is gone.</summary>
    public async ValueTask EndAsync(CancellationToken cancellation)
    {
        await services.Store.EndAsync(webhook, Standing, cancellation);
        _saved = Standing;
    }

    private void Show(WebhookStanding standing)
    {
        Standing = standing;
        services.Tally.Stands(webhook, standing);
    }
}
