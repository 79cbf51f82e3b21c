using System.Text.Json;
using System.Text.Json.Nodes;

namespace Busbar.Gateway.Tests.Fuzzing;

/// <summary>What the gateway answered.</summary>
internal sealed record FuzzAnswer(int HttpStatus, string Text)
{
    /// <summary>The OCPI status; null where the body is no envelope.</summary>
    public int? Status { get; } = Read(Text);

    /// <summary>What the envelope says of it.</summary>
    public string? Message => Status is null ? null : JsonNode.Parse(Text)!["status_message"]?.GetValue<string>();

    public bool IsRefusal => HttpStatus >= 300 || Status is null or >= 2000;

    private static int? Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement is { ValueKind: JsonValueKind.Object } envelope
                && envelope.TryGetProperty("timestamp", out _) && envelope.TryGetProperty("status_code", out var status) && status.TryGetInt32(out var code)
                ? code
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
