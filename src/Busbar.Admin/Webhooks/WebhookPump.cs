using System.Security.Cryptography;
using Busbar.Admin.Contracts;
using Busbar.Admin.Events;
using Busbar.Core.Nodes;
using Busbar.Core.Webhooks;
using Microsoft.Extensions.Logging;

namespace Busbar.Admin.Webhooks;

/// <summary>Sends one webhook its events, one after the other in the order of the log, each until it is taken.</summary>
internal sealed partial class WebhookPump : IDisposable
{
    private readonly WebhookServices _services;
    private readonly EventFilter _filter;
    private readonly string _work;
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _givingUp;
    private WebhookPlace? _place;
    private WebhookKeys? _keys;
    private int _troubles;

    public WebhookPump(WebhookServices services, Webhook webhook)
    {
        (_services, Webhook) = (services, webhook);
        _filter = new EventFilter(webhook.Types, webhook.Modules);
        _work = Work.OfWebhook(webhook.Id);
        _givingUp = new CancellationTokenSource(Timeout.InfiniteTimeSpan, services.Time);
    }

    /// <summary>The webhook as it was when sending began.</summary>
    public Webhook Webhook { get; }

    /// <summary>Completes when nothing more is sent from here.</summary>
    public Task Ended { get; private set; } = Task.CompletedTask;

    /// <param name="ended">Called when it has ended, for whatever reason.</param>
    public void Start(Action ended)
    {
        Ended = Task.Run(RunAsync);
        _ = Ended.ContinueWith(_ => ended(), TaskScheduler.Default);
    }

    /// <summary>Lets what is under way come to its end, for a while, and sends nothing more.</summary>
    public void Stop()
    {
        if (!_stopping.IsCancellationRequested)
        {
            _stopping.Cancel();
            _givingUp.CancelAfter(_services.Options.StopPatience);
        }
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _givingUp.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await FollowAsync(_stopping.Token);
                break;
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                break;
            }
            catch (LeaseLostException)
            {
                // Another process goes on. Should this one believe that it still may, it does not begin again in the same moment.
                await PauseAsync(1);
                break;
            }
            catch (Exception failure)
            {
                // The store is in trouble: nothing is lost, the place stands.
                LogFailed(_services.Log, failure, Webhook.Id);
                await PauseAsync(++_troubles);
            }
        }

        await FinishAsync();
        _services.Tally.Left(Webhook.Id);
    }

    /// <summary>Returns when the webhook is not to be sent to from here any more.</summary>
    private async Task FollowAsync(CancellationToken cancellation)
    {
        if (await OpenAsync(cancellation) is not { } place)
        {
            // It was removed a moment ago; whoever started this is about to hear of it.
            await Task.Delay(Timeout.InfiniteTimeSpan, _services.Time, cancellation);
            return;
        }

        await foreach (var batch in _services.Feed.ReadAsync(place.Standing.Sequence, _services.Options.Quiet, cancellation))
        {
            foreach (var happened in batch)
            {
                if (!_filter.Wants(happened))
                {
                    place.Reach(happened.Sequence);
                }
                else if (!await DeliverAsync(place, happened, cancellation))
                {
                    return;
                }
            }

            if (!await place.SaveAsync(force: false, cancellation))
            {
                return;
            }

            _troubles = 0;
        }
    }

    /// <summary>Asked right before each request: once the operator was answered that something is otherwise, nothing is begun as it was before.</summary>
    private bool MaySend => _services.Leases.MayGoOn(_work) && _services.Store.Find(Webhook.Id) is { IsSentTo: true } known && known.IsServedAlike(Webhook);

    private async Task<WebhookPlace?> OpenAsync(CancellationToken cancellation)
    {
        if (_place is null && await _services.Store.FindStandingAsync(Webhook.Id, cancellation) is { } standing)
        {
            _place = new WebhookPlace(_services, Webhook.Id, standing);
            _services.Tally.Stands(Webhook.Id, standing);
        }

        try
        {
            _keys ??= await _services.Store.ReadKeysAsync(Webhook.Id, cancellation);
        }
        catch (CryptographicException)
        {
            // Told where the operator looks, and tried again: the right key ring may be put in its place.
            _place?.Fail(new WebhookAnswer { Problem = "The secret cannot be read with the key ring that there is; rotate it, or bring the key ring back." });
            throw;
        }

        return _keys is null ? null : _place;
    }

    /// <summary>Sends an event until it is taken; false when nothing more is to be sent from here.</summary>
    private async Task<bool> DeliverAsync(WebhookPlace place, EventView happened, CancellationToken cancellation)
    {
        var body = WebhookMessages.Body(happened);
        while (true)
        {
            if (place.Standing.NextAttemptAt is { } due && due - _services.Time.GetUtcNow() is var wait && wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, _services.Time, cancellation);
            }

            cancellation.ThrowIfCancellationRequested();
            if (!MaySend)
            {
                return false;
            }

            var message = WebhookMessages.Compose(Webhook, _keys!, happened, body, _services.Time.GetUtcNow());
            var answer = await _services.Sender.SendAsync(message, _services.Options.Timeout, _givingUp.Token);
            if (answer.IsDelivered)
            {
                _services.Tally.Delivered(Webhook.Id);
                return await place.SaveAsync(force: place.Succeed(happened.Sequence), CancellationToken.None);
            }

            _services.Tally.Failed(Webhook.Id);
            place.Fail(answer);
            if (answer.IsGone)
            {
                LogGone(_services.Log, Webhook.Id);
                await place.EndAsync(CancellationToken.None);
                return false;
            }

            if (place.Standing.FailedAttempts == 1)
            {
                LogRefused(_services.Log, Webhook.Id, answer.Problem!);
            }

            if (!await place.SaveAsync(force: true, CancellationToken.None))
            {
                return false;
            }
        }
    }

    private async Task FinishAsync()
    {
        try
        {
            if (_place is { } place)
            {
                await place.SaveAsync(force: true, CancellationToken.None);
            }
        }
        catch (LeaseLostException)
        {
            // Whoever has it now sends again what was not written down.
        }
        catch (Exception failure)
        {
            LogFailed(_services.Log, failure, Webhook.Id);
        }
    }

    private async Task PauseAsync(int failures)
    {
        try
        {
            await Task.Delay(_services.Options.BackOff(failures, null, Random.Shared.NextDouble()), _services.Time, _stopping.Token);
        }
        catch (OperationCanceledException)
        {
            // It is stopped, and need not wait.
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Webhook {Webhook}: the gateway itself failed; it is tried again.")]
    private static partial void LogFailed(ILogger log, Exception failure, Guid webhook);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Webhook {Webhook} does not take its events and is tried again: {Reason}")]
    private static partial void LogRefused(ILogger log, Guid webhook, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Webhook {Webhook} answered that it is gone; nothing is sent to it until it is resumed.")]
    private static partial void LogGone(ILogger log, Guid webhook);
}
