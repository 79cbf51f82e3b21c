using System.Net.Http.Headers;
using System.Text.Json;

namespace Busbar.Gateway.Tests.Objects;

/// <summary>An answer as a partner sees it.</summary>
internal sealed record Answer(int Http, JsonElement Envelope, HttpResponseHeaders Headers, string Text)
{
    public int Status => Envelope.GetProperty("status_code").GetInt32();

    public string? Message => Envelope.TryGetProperty("status_message", out var message) ? message.GetString() : null;

    public bool HasData => Envelope.TryGetProperty("data", out _);

    public JsonElement Data => Envelope.GetProperty("data");

    /// <summary>The ids of the objects of a page.</summary>
    public IReadOnlyList<string> Ids(string field = "id") => [.. Data.EnumerateArray().Select(o => o.GetProperty(field).GetString()!)];

    public string? Header(string name) => Headers.TryGetValues(name, out var values) ? values.Single() : null;

    /// <summary>The URL of the next page, when there is one.</summary>
    public Uri? Next => Header("Link") is { } link ? new Uri(link[1..link.IndexOf('>', StringComparison.Ordinal)]) : null;
}
