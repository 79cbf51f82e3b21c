using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Busbar.EndToEnd.Tests.Outside;

/// <summary>What a plain partner keeps: it takes what is pushed to its receivers, shows it by GET, and lists its own objects page by page.</summary>
internal sealed class Shelf
{
    private readonly PlainPartner _partner;

    private Shelf(PlainPartner partner) => _partner = partner;

    /// <summary>What its receivers hold, by path.</summary>
    public ConcurrentDictionary<string, JsonNode> Held { get; } = [];

    /// <summary>What it lists as a sender, by module.</summary>
    public ConcurrentDictionary<string, IReadOnlyList<JsonNode>> Lists { get; } = [];

    /// <summary>Called before a page is answered, with its query and offset.</summary>
    public Action<string, int> Asked { get; set; } = (_, _) => { };

    public static Shelf Of(PlainPartner partner)
    {
        var shelf = new Shelf(partner);
        partner.Handler = shelf.ServeAsync;
        return shelf;
    }

    private async Task<bool> ServeAsync(HttpContext http, string body)
    {
        var path = http.Request.Path.Value!.ToLowerInvariant().TrimEnd('/');
        if (http.Request.Method == "GET" && path.EndsWith("/sender", StringComparison.Ordinal) && Lists.TryGetValue(path.Split('/')[1], out var list))
        {
            var since = http.Request.Query["date_from"].ToString();
            await ListAsync(http, path, [.. list.Where(item => string.CompareOrdinal((string)item["last_updated"]!, since) >= 0)], since);
            return true;
        }

        if (path.Split('/').Length < 5)
        {
            return false;
        }

        switch (http.Request.Method)
        {
            case "PUT":
                Held[path] = JsonNode.Parse(body)!;
                return false;
            case "DELETE":
                Held.TryRemove(path, out _);
                return false;
            case "GET" when Held.TryGetValue(path, out var held):
                await AnswerAsync(http, 200, new JsonObject { ["status_code"] = 1000, ["timestamp"] = "2026-01-01T00:00:00Z", ["data"] = held.DeepClone() });
                return true;
            case "GET":
                await AnswerAsync(http, 404, new JsonObject { ["status_code"] = 2003, ["status_message"] = "Unknown here", ["timestamp"] = "2026-01-01T00:00:00Z" });
                return true;
            default:
                return false;
        }
    }

    private async Task ListAsync(HttpContext http, string path, IReadOnlyList<JsonNode> list, string since)
    {
        var offset = int.TryParse(http.Request.Query["offset"], NumberStyles.None, CultureInfo.InvariantCulture, out var start) ? start : 0;
        var limit = int.TryParse(http.Request.Query["limit"], NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : 50;
        Asked(http.Request.QueryString.Value!, offset);
        http.Response.Headers["X-Total-Count"] = list.Count.ToString(CultureInfo.InvariantCulture);
        http.Response.Headers["X-Limit"] = limit.ToString(CultureInfo.InvariantCulture);
        if (offset + limit < list.Count)
        {
            http.Response.Headers.Link = $"<{new Uri(_partner.Url, $"{path}?offset={offset + limit}&limit={limit}{(since.Length == 0 ? "" : $"&date_from={since}")}").AbsoluteUri}>; rel=\"next\"";
        }

        await AnswerAsync(http, 200, new JsonObject
        {
            ["status_code"] = 1000, ["timestamp"] = "2026-01-01T00:00:00Z", ["data"] = new JsonArray([.. list.Skip(offset).Take(limit).Select(item => item.DeepClone())]),
        });
    }

    private static async Task AnswerAsync(HttpContext http, int status, JsonObject envelope)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(envelope.ToJsonString());
    }
}
