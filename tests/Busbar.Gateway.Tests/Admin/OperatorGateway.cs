using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Busbar.Core.Connections;
using Busbar.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Busbar.Gateway.Tests.Admin;

/// <summary>The whole gateway as `busbar serve` runs it, on a free port of the loopback interface and a database in a temporary folder.</summary>
internal sealed class OperatorGateway : IAsyncDisposable
{
    public const string Key = "a-key-for-tests-only";

    private readonly DirectoryInfo _folder;
    private readonly bool _ownsFolder;

    private OperatorGateway(WebApplication app, DirectoryInfo folder, bool ownsFolder, string terminal)
    {
        App = app;
        _folder = folder;
        _ownsFolder = ownsFolder;
        Terminal = terminal;
        Http = new HttpClient { BaseAddress = app.Services.GetRequiredService<IGatewayAddress>().BaseUrl };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
    }

    public WebApplication App { get; }

    /// <summary>With the operator's key.</summary>
    public HttpClient Http { get; }

    /// <summary>What was printed while it was built.</summary>
    public string Terminal { get; }

    public static async Task<OperatorGateway> StartAsync(DirectoryInfo? folder = null, string? key = Key, params string[] settings)
    {
        var home = folder ?? Directory.CreateTempSubdirectory("busbar-admin-");
        var terminal = new StringWriter();
        string[] arguments =
        [
            "--urls=http://127.0.0.1:0",
            $"--Busbar:Database=Data Source={Path.Combine(home.FullName, "busbar.db")}",
            "--Busbar:AllowPrivateNetworks=true",
            "--Logging:Console:LogLevel:Default=None",
            .. key is null ? Array.Empty<string>() : [$"--Busbar:AdminKey={key}"],
            .. settings,
        ];
        var app = await GatewayHost.BuildAsync(arguments, terminal, TestContext.Current.CancellationToken);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new OperatorGateway(app, home, folder is null, terminal.ToString());
    }

    public async Task<Reply> SendAsync(HttpMethod method, string path, string? json = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (json is not null)
        {
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        }

        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        return await Reply.ReadAsync(response);
    }

    public Task<Reply> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<Reply> PostAsync(string path, string? json = null) => SendAsync(HttpMethod.Post, path, json);

    public Task<Reply> PutAsync(string path, string? json = null) => SendAsync(HttpMethod.Put, path, json);

    public Task<Reply> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await App.StopAsync();
        await App.DisposeAsync();
        if (_ownsFolder)
        {
            _folder.Delete(recursive: true);
        }
    }
}
