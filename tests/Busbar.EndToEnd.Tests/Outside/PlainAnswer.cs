using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Busbar.EndToEnd.Tests.Outside;

/// <summary>An answer as it came over the wire.</summary>
public sealed record PlainAnswer(int Status, HttpResponseHeaders Headers, string? ContentType, IReadOnlyCollection<string> Allow, string Text)
{
    public JsonObject Envelope => JsonNode.Parse(Text)!.AsObject();

    public int Code => (int)Envelope["status_code"]!;

    public string Message => (string?)Envelope["status_message"] ?? "";

    public JsonNode? Data => Envelope["data"];

    public JsonArray List => Data!.AsArray();

    /// <summary>The ids of the objects of a page, in its order.</summary>
    public IReadOnlyList<string> Ids => [.. List.Select(item => (string)(item!["id"] ?? item["uid"])!)];

    public string? Header(string name) => Headers.TryGetValues(name, out var values) ? Assert.Single(values) : null;

    public int Count(string header) => int.Parse(Header(header)!, CultureInfo.InvariantCulture);

    /// <summary>The URL of the Link header; null on the last page.</summary>
    public string? Next
    {
        get
        {
            if (Header("Link") is not { } link)
            {
                return null;
            }

            Assert.EndsWith(">; rel=\"next\"", link, StringComparison.Ordinal);
            return link[1..link.IndexOf('>', StringComparison.Ordinal)];
        }
    }

    /// <summary>Checks what every answer has: HTTP and OCPI status, a complete envelope, and JSON as its type.</summary>
    public PlainAnswer Is(int status, int code)
    {
        Assert.True(status == Status && Text.Length > 0 && code == Code, $"Expected HTTP {status} with {code}, got HTTP {Status}: {Text}");
        Assert.Equal("application/json", ContentType);
        Assert.EndsWith("Z", (string?)Envelope["timestamp"], StringComparison.Ordinal);
        Assert.NotNull(Header("X-Request-ID"));
        Assert.NotNull(Header("X-Correlation-ID"));
        return this;
    }
}
