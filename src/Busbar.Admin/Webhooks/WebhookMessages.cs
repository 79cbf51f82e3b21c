using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Busbar.Admin.Contracts;
using Busbar.Admin.Events;
using Busbar.Core.Webhooks;

namespace Busbar.Admin.Webhooks;

/// <summary>What is sent to a webhook: {"type","timestamp","data"}, where the data is the event as /api/events has it.</summary>
internal static class WebhookMessages
{
    /// <summary>The type of the event that a test sends; no filter keeps it back.</summary>
    public const string Test = "webhook.test";

    private static readonly JsonWriterOptions Written = new() { Encoder = AnswerJson.Encoder };

    /// <summary>
    /// The same for every attempt, and another one for every event and webhook. What is not kept any more must not look like an event that was sent once, nor
    /// an event of a database that was restored like the one that had its sequence before: the time tells them apart.
    /// </summary>
    public static string Id(Guid webhook, EventView happened) => string.Create(
        CultureInfo.InvariantCulture, $"{(happened.Type == EventTypes.Gap ? "gap" : "evt")}_{webhook:N}_{happened.Sequence}_{happened.At.UtcTicks:x}");

    public static WebhookMessage Compose(Webhook webhook, WebhookKeys keys, EventView happened, ReadOnlyMemory<byte> body, DateTimeOffset now)
    {
        var id = Id(webhook.Id, happened);
        return new WebhookMessage(webhook.Url, id, now, keys.Sign(id, now, body.Span), body);
    }

    public static ReadOnlyMemory<byte> Body(EventView happened) =>
        Write(happened.Type, happened.At, writer => JsonSerializer.Serialize(writer, happened, AnswerJson.Context.EventView));

    /// <summary>A message that says only that it is one.</summary>
    public static WebhookMessage ComposeTest(Webhook webhook, WebhookKeys keys, DateTimeOffset now)
    {
        var id = $"test_{Guid.CreateVersion7(now):N}";
        var body = Write(Test, now, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("webhook", webhook.Id);
            writer.WriteEndObject();
        });
        return new WebhookMessage(webhook.Url, id, now, keys.Sign(id, now, body.Span), body);
    }

    private static ReadOnlyMemory<byte> Write(string type, DateTimeOffset at, Action<Utf8JsonWriter> data)
    {
        var output = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(output, Written);
        writer.WriteStartObject();
        writer.WriteString("type", type);
        writer.WriteString("timestamp", at);
        writer.WritePropertyName("data");
        data(writer);
        writer.WriteEndObject();
        writer.Flush();
        return output.WrittenMemory;
    }
}
