using System.Text;
using Busbar.Bench.Samples;
using Busbar.Core.Agreements;
using Busbar.Core.Connections;
using Busbar.Core.Exchanges;
using Busbar.Core.Intake;
using Busbar.Core.Losses;
using Busbar.Core.Objects;
using Busbar.Core.Parties;
using Busbar.Core.Registration;
using Busbar.Endpoints.Callers;
using Busbar.Endpoints.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Server;
using Busbar.Ocpi.Server.Common;
using Busbar.Ocpi.Server.Hosting;
using Busbar.Storage.Sqlite;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Busbar.Bench.Gateway;

/// <summary>The object endpoints with everything that a request passes in the gateway: token check, ownership, agreements, the store, the exchange log.</summary>
internal sealed class BenchGateway : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _folder;

    private BenchGateway(WebApplication app, string folder)
    {
        _app = app;
        _folder = folder;
    }

    public string Folder => _folder;

    public int Port { get; private set; }

    public IObjectStore Objects => _app.Services.GetRequiredService<IObjectStore>();

    /// <summary>The body that the path /bare sends: Kestrel with nothing around it.</summary>
    public byte[] Bare { get; set; } = [];

    public static async Task<BenchGateway> StartAsync(CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("busbar-bench-").FullName;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<ISecretProtector, NoSecrets>();
        builder.Services.AddBusbarSqlite($"Data Source={folder}/busbar.db");
        builder.Services.AddSingleton<ConnectionDirectory>();
        builder.Services.AddSingleton(services => new AgreementBook(services.GetRequiredService<IAgreementStore>()));
        builder.Services.AddSingleton<TokenBook>().AddSingleton<ChargeBook>().AddSingleton<DriverLinks>().AddSingleton<DriverFinder>().AddSingleton<ObjectTranslator>();
        builder.Services.AddSingleton<IntakeBook>().AddSingleton<ObjectIntake>().AddSingleton<LossCounters>().AddSingleton<TranslationMeter>().AddSingleton<ObjectForm>();
        builder.Services.AddSingleton<ObjectSender>().AddSingleton<ObjectReceiver>();
        builder.Services.AddSingleton(new GatewayFace(
            new Uri("http://bench.example"), new PlatformParty(new PartyId("XX", "BBR"), Role.Other, "Bench"), [], [OcpiVersion.V221, OcpiVersion.V230]));
        var app = builder.Build();
        var gateway = new BenchGateway(app, folder);
        app.MapOcpi("/ocpi", Setup(app.Services));
        app.MapGet("/bare", context =>
        {
            context.Response.ContentType = "application/json; charset=utf-8";
            context.Response.ContentLength = gateway.Bare.Length;
            return context.Response.Body.WriteAsync(gateway.Bare).AsTask();
        });
        await app.Services.GetRequiredService<ConnectionDirectory>().RefreshAsync(cancellation);
        await app.Services.GetRequiredService<AgreementBook>().RefreshAsync(cancellation);
        await app.StartAsync(cancellation);
        gateway.Port = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;
        return gateway;
    }

    /// <summary>A registered partner; returns its Authorization header.</summary>
    public async Task<string> ConnectAsync(PartyId party, Role role, CancellationToken cancellation)
    {
        var token = CredentialsToken.Create();
        var connection = new Connection
        {
            Id = Guid.NewGuid(), Name = party.ToString(), State = ConnectionState.Connected, Version = OcpiVersion.V221,
            Parties = [new PlatformParty(party, role, party.ToString())], CreatedAt = SampleLocations.Start,
        };
        await _app.Services.GetRequiredService<ConnectionDirectory>().ChangeAsync(
            _ => new ConnectionChange(connection, new TokenChanges { Issue = [new(CredentialsToken.Hash(token), connection.Id, TokenKind.C, null)] }), cancellation);
        return "Token " + Convert.ToBase64String(Encoding.UTF8.GetBytes(token));
    }

    public async Task FillAsync(int locations, CancellationToken cancellation)
    {
        foreach (var chunk in Enumerable.Range(0, locations).Chunk(500))
        {
            await Objects.WriteManyAsync(
                [.. chunk.Select(number =>
                {
                    var decision = SampleLocations.Store(SampleLocations.Json(number, SampleLocations.Start), SampleLocations.Start);
                    return new ObjectWrite { Key = SampleLocations.Key(number), Source = null, Decide = _ => decision };
                })],
                cancellation);
        }
    }

    public static byte[] Request(string method, string path, string authorization, ReadOnlySpan<byte> body) =>
    [
        .. Encoding.ASCII.GetBytes(
            $"{method} {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: {authorization}\r\nX-Request-ID: 1\r\nX-Correlation-ID: 1\r\n"
            + $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n"),
        .. body,
    ];

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static OcpiServerSetup Setup(IServiceProvider services) => new()
    {
        Options = new OcpiServerOptions
        {
            PublicUrl = () => new Uri("http://bench.example/ocpi"),
            Modules = [(ModuleId.Locations, InterfaceRole.Sender), (ModuleId.Locations, InterfaceRole.Receiver)],
        },
        Authenticator = new ConnectionAuthenticator(services.GetRequiredService<ConnectionDirectory>(), services.GetRequiredService<GatewayFace>(), TimeProvider.System),
        Credentials = new NoCredentials(),
        Sender = services.GetRequiredService<ObjectSender>(),
        Receiver = services.GetRequiredService<ObjectReceiver>(),
        Observer = new ExchangeRecorder(
            services.GetRequiredService<IExchangeLog>(), TimeProvider.System, ExchangeDirection.In, peer => (peer as ConnectionCaller)?.Connection.Id),
    };

    /// <summary>Nothing here has a secret.</summary>
    private sealed class NoSecrets : ISecretProtector
    {
        public byte[] Protect(string secret) => throw new NotSupportedException("The bench keeps no secrets.");

        public string Unprotect(byte[] secret) => throw new NotSupportedException("The bench keeps no secrets.");
    }

    /// <summary>Nobody registers here.</summary>
    private sealed class NoCredentials : ICredentialsHandler
    {
        public ValueTask<OcpiReply> GetAsync(OcpiRequest request, CancellationToken cancellation) => throw new NotSupportedException();

        public ValueTask<OcpiReply> PostAsync(OcpiRequest request, CancellationToken cancellation) => throw new NotSupportedException();

        public ValueTask<OcpiReply> PutAsync(OcpiRequest request, CancellationToken cancellation) => throw new NotSupportedException();

        public ValueTask<OcpiReply> DeleteAsync(OcpiRequest request, CancellationToken cancellation) => throw new NotSupportedException();
    }
}
