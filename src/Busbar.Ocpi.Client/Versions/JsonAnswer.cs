using System.Text.Json;

namespace Busbar.Ocpi.Client.Versions;

/// <summary>Reads members of small answers without assuming their form.</summary>
internal static class JsonAnswer
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    public static JsonDocument? Parse(ReadOnlyMemory<byte> data)
    {
        try
        {
            return data.IsEmpty ? null : JsonDocument.Parse(data, Lenient);
        }
        catch (JsonException)
        {
            return null; // Not JSON: said by the result.
        }
    }

    public static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    public static Uri? Url(JsonElement element, string name, Uri baseUrl) =>
        Text(element, name) is { Length: > 0 } text && Uri.TryCreate(baseUrl, text.Trim(), out var url) && url.Scheme is "http" or "https" ? url : null;
}
