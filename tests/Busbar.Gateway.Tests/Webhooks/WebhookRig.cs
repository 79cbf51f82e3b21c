using System.Text;
using Busbar.Admin.Events;
using Busbar.Admin.Webhooks;
using Busbar.Core.Connections;
using Busbar.Core.Nodes;
using Busbar.Core.Objects;
using Busbar.Core.Webhooks;
using Busbar.Gateway.Tests.Admin;
using Busbar.Gateway.Tests.Delivery;
using Busbar.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Busbar.Gateway.Tests.Webhooks;

/// <summary>Sending to webhooks on a store of its own, with a clock that moves when the test says so, and a receiver that answers as the test says.</summary>
internal sealed class WebhookRig : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("busbar-webhooks-");
    private ServiceProvider _services = null!;
    private WebhookHost _host = null!;

    private WebhookRig()
    {
    }

    public ManualTime Time { get; } = new();

    public ScriptedReceiver Receiver { get; } = new();

    public WebhookBook Book { get; private set; } = null!;

    public CountingWebhooks Store { get; private set; } = null!;

    public WebhookTally Tally { get; private set; } = null!;

    public IChangeLog Log => _services.GetRequiredService<IChangeLog>();

    public EventFeed Feed => new(Log);

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public static async Task<WebhookRig> StartAsync()
    {
        var rig = new WebhookRig();
        await rig.OpenAsync();
        return rig;
    }

    /// <summary>Stops as the process does, and starts again on the same database.</summary>
    public async Task RestartAsync()
    {
        await CloseAsync();
        await OpenAsync();
    }

    public async Task<Webhook> AddAsync(long? after = null, params string[] types)
    {
        var webhook = new Webhook { Id = Guid.NewGuid(), Url = new Uri("https://backend.example/hook"), Types = types, CreatedAt = Time.GetUtcNow() };
        Assert.True(await Book.AddAsync(webhook, WebhookSecret.New(), after, 10, Cancellation));
        return webhook;
    }

    /// <summary>Something happens, so many times.</summary>
    public async Task HappenAsync(int count = 1, ChangeKind kind = ChangeKind.AgreementChanged)
    {
        for (var number = 0; number < count; number++)
        {
            await Log.AppendAsync(kind, null, "{}", Cancellation);
        }
    }

    /// <summary>Where a webhook stands that is sent to; null when it is not.</summary>
    public WebhookStanding? Standing(Webhook webhook) => Tally.Standings.GetValueOrDefault(webhook.Id);

    /// <summary>Waits while the clock goes on.</summary>
    public Task PassUntilAsync(Func<bool> condition, int seconds = 1) => Until.TrueAsync(() =>
    {
        Time.Advance(TimeSpan.FromSeconds(seconds));
        return Task.FromResult(condition());
    });

    /// <summary>Waits while the clock stands still.</summary>
    public static Task UntilAsync(Func<bool> condition) => Until.TrueAsync(() => Task.FromResult(condition()));

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _folder.Delete(recursive: true);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private async Task OpenAsync()
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton<ISecretProtector, PlainSecrets>();
        services.AddBusbarSqlite($"Data Source={Path.Combine(_folder.FullName, "busbar.db")}");
        _services = services.BuildServiceProvider();
        Store = new CountingWebhooks(_services.GetRequiredService<IWebhookStore>());
        Book = new WebhookBook(Store);
        Tally = new WebhookTally();
        await Book.RefreshAsync(Cancellation);
        _host = new WebhookHost(new WebhookServices(Book, Feed, Receiver, Tally, Leases.Alone, new WebhookOptions { Quiet = TimeSpan.FromMilliseconds(50) }, Time, NullLogger<WebhookHost>.Instance));
        await _host.StartAsync(Cancellation);
    }

    private async Task CloseAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
        await _services.DisposeAsync();
    }

    private sealed class PlainSecrets : ISecretProtector
    {
        public byte[] Protect(string secret) => Encoding.UTF8.GetBytes(secret);

        public string Unprotect(byte[] secret) => Encoding.UTF8.GetString(secret);
    }
}
