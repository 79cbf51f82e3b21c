using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Busbar.Core.Webhooks;

namespace Busbar.Gateway.Tests.Webhooks;

/// <summary>A receiver that answers as a test says, without a network.</summary>
internal sealed class ScriptedReceiver : IWebhookSender
{
    private readonly ConcurrentQueue<(WebhookMessage Message, bool Taken)> _messages = [];

    /// <summary>How it answers; 200 when it is null.</summary>
    public Func<WebhookMessage, Task<WebhookAnswer>>? Answer { get; set; }

    /// <summary>Every attempt, in order.</summary>
    public IReadOnlyList<WebhookMessage> Attempts => [.. _messages.Select(entry => entry.Message)];

    /// <summary>What it took.</summary>
    public IReadOnlyList<WebhookMessage> Taken => [.. _messages.Where(entry => entry.Taken).Select(entry => entry.Message)];

    public static WebhookAnswer Status(int status, TimeSpan? retryAfter = null) => new()
    {
        HttpStatus = status, Problem = status is >= 200 and < 300 ? null : $"The receiver answered {status}.", RetryAfter = retryAfter,
    };

    public static JsonElement Body(WebhookMessage message) => JsonDocument.Parse(Encoding.UTF8.GetString(message.Body.Span)).RootElement;

    public static long Sequence(WebhookMessage message) => Body(message).GetProperty("data").GetProperty("sequence").GetInt64();

    public async Task<WebhookAnswer> SendAsync(WebhookMessage message, TimeSpan limit, CancellationToken cancellation)
    {
        var answer = Answer is { } script ? await script(message).WaitAsync(cancellation) : Status(200);
        _messages.Enqueue((message, answer.IsDelivered));
        return answer;
    }
}
