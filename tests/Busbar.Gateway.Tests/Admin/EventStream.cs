namespace Busbar.Gateway.Tests.Admin;

/// <summary>Reads server-sent events.</summary>
internal static class EventStream
{
    public sealed record Happened(long Id, string Type, string Data);

    /// <summary>The first events of a stream.</summary>
    public static async Task<IReadOnlyList<Happened>> ReadAsync(OperatorGateway gateway, string path, int count, string? lastEventId = null, Func<Task>? meanwhile = null)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(5));
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        using var response = await gateway.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
        response.EnsureSuccessStatusCode();
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        if (meanwhile is not null)
        {
            await meanwhile();
        }

        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(limit.Token));
        var events = new List<Happened>();
        var (id, type, data) = (0L, "", "");
        while (events.Count < count)
        {
            var line = await reader.ReadLineAsync(limit.Token) ?? throw new EndOfStreamException();
            if (line.StartsWith("id: ", StringComparison.Ordinal))
            {
                id = long.Parse(line[4..], System.Globalization.CultureInfo.InvariantCulture);
            }
            else if (line.StartsWith("event: ", StringComparison.Ordinal))
            {
                type = line[7..];
            }
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                data = line[6..];
            }
            else if (line.Length == 0 && data.Length > 0)
            {
                events.Add(new Happened(id, type, data));
                data = "";
            }
        }

        return events;
    }
}
