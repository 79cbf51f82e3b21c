using System.Net;
using System.Text.RegularExpressions;

namespace Busbar.EndToEnd.Tests.Console;

/// <summary>A browser without a screen and without scripts: keeps cookies, follows nothing by itself.</summary>
public sealed partial class ConsoleVisitor(Uri gateway) : IDisposable
{
    private readonly CookieContainer _cookies = new();
    private HttpClient? _http;

    private HttpClient Http => _http ??= new HttpClient(new HttpClientHandler { CookieContainer = _cookies, AllowAutoRedirect = false }) { BaseAddress = gateway };

    public Task<HttpResponseMessage> GetAsync(string path) => Http.GetAsync(new Uri(path, UriKind.Relative));

    /// <summary>A page's HTML; fails when it is not there.</summary>
    public async Task<string> ReadAsync(string path)
    {
        using var answer = await GetAsync(path);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {(int)answer.StatusCode} {answer.Headers.Location} {text}");
        return text;
    }

    /// <summary>Fills in the form of a page and submits it.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string page, string action, params (string Name, string Value)[] fields)
    {
        var token = ForgeryToken().Match(await ReadAsync(page)).Groups[1].Value;
        return await PostAsync(action, [("__RequestVerificationToken", token), .. fields]);
    }

    public async Task<HttpResponseMessage> PostAsync(string action, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await Http.PostAsync(new Uri(action, UriKind.Relative), content);
    }

    public void Present(string name, string value) => _cookies.Add(gateway, new Cookie(name, value));

    public string? Cookie(string name) => _cookies.GetCookies(gateway)[name]?.Value;

    public void Dispose() => _http?.Dispose();

    [GeneratedRegex("""name="__RequestVerificationToken" value="([^"]+)""")]
    private static partial Regex ForgeryToken();
}
