namespace Busbar.Core.Webhooks;

/// <summary>Port: sends one message to a webhook, through the one guarded client.</summary>
public interface IWebhookSender
{
    /// <summary>Sends, and says what came of it; never throws for what the receiver or the network did.</summary>
    /// <param name="message">What.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="cancellation">Gives it up.</param>
    Task<WebhookAnswer> SendAsync(WebhookMessage message, TimeSpan limit, CancellationToken cancellation);
}

/// <summary>One message, signed.</summary>
/// <param name="Url">Where to.</param>
/// <param name="Id">The same for every attempt to deliver the same event, so that receivers can drop repetitions.</param>
/// <param name="At">When this attempt was made.</param>
/// <param name="Signature">The signatures, separated by spaces.</param>
/// <param name="Body">JSON.</param>
public sealed record WebhookMessage(Uri Url, string Id, DateTimeOffset At, string Signature, ReadOnlyMemory<byte> Body);

/// <summary>What a receiver made of a message.</summary>
public sealed record WebhookAnswer
{
    /// <summary>Null when it did not answer.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>Why it did not go well, in one sentence without the message's content, its address or a secret; null when it did.</summary>
    public string? Problem { get; init; }

    /// <summary>How long the receiver asks us to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public TimeSpan Duration { get; init; }

    public bool IsDelivered => Problem is null;

    /// <summary>The receiver says that it will never take anything again.</summary>
    public bool IsGone => HttpStatus == 410;
}
