using System.Globalization;
using Busbar.Ocpi.Client.Common;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Server;
using Busbar.Ocpi.Server.Common;
using Busbar.Ocpi.Server.Hosting;
using Busbar.Simulator.Platforms;
using Busbar.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Busbar.EndToEnd.Tests.Durability;

/// <summary>A partner's platform whose troubles a test decides: it can be down, slow, refuse, fail, or lose its answers. It always listens at the same place.</summary>
internal sealed class ScriptedPlatform : IAsyncDisposable
{
    private readonly PlatformOptions _options;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromMinutes(2) };
    private WebApplication? _server;

    public ScriptedPlatform(string name, PartyId party, Role role, OcpiVersion version, bool cdrLocations = true)
    {
        IReadOnlyList<(ModuleId, InterfaceRole)> modules = role == Role.Cpo
            ? [(ModuleId.Locations, InterfaceRole.Sender), (ModuleId.Tariffs, InterfaceRole.Sender), (ModuleId.Tokens, InterfaceRole.Receiver), (ModuleId.Commands, InterfaceRole.Receiver)]
            : [.. new[] { ModuleId.Locations, ModuleId.Tariffs, ModuleId.Sessions, ModuleId.Cdrs }.Select(module => (module, InterfaceRole.Receiver)), (ModuleId.Commands, InterfaceRole.Sender)];
        BaseUrl = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{TestPort.Take()}"));
        _options = new PlatformOptions { Name = name, Party = party, Role = role, Version = version, Modules = modules };
        Link = new PartnerLink(_options, _http, () => VersionsUrl);
        Inbox = new Inbox(cdrLocations);
    }

    public string Name => _options.Name;

    public Uri BaseUrl { get; }

    public Uri VersionsUrl => new(BaseUrl, "/ocpi/versions");

    public PartnerLink Link { get; }

    /// <summary>The gateway, as this platform reaches it.</summary>
    public OcpiClient Gateway => Link.Client;

    public Inbox Inbox { get; }

    /// <summary>What it lists to those who pull.</summary>
    public Outbox Outbox { get; } = new();

    public CallDesk Calls { get; } = new();

    /// <summary>Decides about each request before anything is done; null lets it through.</summary>
    public Func<HttpRequest, Verdict?> Script { get; set; } = _ => null;

    /// <summary>Starts to listen, for the first time or again.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(BaseUrl.AbsoluteUri);
        var server = builder.Build();
        server.Use(async (HttpContext context, RequestDelegate next) =>
        {
            if (Script(context.Request) is { } verdict)
            {
                await verdict.CarryOutAsync(context, next);
            }
            else
            {
                await next(context);
            }
        });
        var door = new PlatformDoor(Link);
        server.MapOcpi("/ocpi", new OcpiServerSetup
        {
            Options = new OcpiServerOptions { PublicUrl = () => new Uri(BaseUrl, "/ocpi"), Versions = [_options.Version], Modules = _options.Modules },
            Authenticator = door,
            Credentials = door,
            Sender = Outbox,
            Receiver = Inbox,
            Calls = Calls,
        });
        await server.StartAsync(cancellation);
        _server = server;
    }

    /// <summary>Stops to listen: connections are refused until it starts again.</summary>
    public async Task StopAsync()
    {
        if (_server is { } server)
        {
            _server = null;
            using var atOnce = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
            await server.StopAsync(atOnce.Token);
            await server.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _http.Dispose();
    }
}
