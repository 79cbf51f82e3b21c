using System.Net;
using System.Text.Json;

namespace Busbar.Gateway.Tests.Admin;

/// <summary>An answer of the operator API, read.</summary>
internal sealed record Reply(HttpStatusCode Status, string? ContentType, string Text, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    /// <summary>Field and rule of every error of a problem.</summary>
    public IReadOnlyList<(string Field, string Rule)> Errors =>
        [.. Json.GetProperty("errors").EnumerateArray().Select(error => (error.GetProperty("field").GetString()!, error.GetProperty("rule").GetString()!))];

    public static async Task<Reply> ReadAsync(HttpResponseMessage response) => new(
        response.StatusCode,
        response.Content.Headers.ContentType?.MediaType,
        await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
        response.Headers.ToDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase));

    public string this[string property] => Json.GetProperty(property).ToString();

    /// <summary>Checks that it is a problem of that status.</summary>
    public Reply IsProblem(HttpStatusCode status)
    {
        Assert.True(status == Status, $"{(int)Status}: {Text}");
        Assert.Equal("application/problem+json", ContentType);
        Assert.Equal((int)status, Json.GetProperty("status").GetInt32());
        Assert.False(string.IsNullOrEmpty(this["title"]));
        return this;
    }

    public Reply Is(HttpStatusCode status)
    {
        Assert.True(status == Status, $"{(int)Status}: {Text}");
        return this;
    }
}
