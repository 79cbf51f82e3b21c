using System.Text;
using Busbar.Bench.Samples;
using Busbar.Core.Connections;
using Busbar.Core.Delivery;
using Busbar.Core.Objects;
using Busbar.Core.Parties;
using Busbar.Hosting;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Busbar.Bench.Gateway;

/// <summary>The whole gateway as <c>busbar serve</c> runs it, listening on loopback.</summary>
internal sealed class RunningGateway : IAsyncDisposable
{
    public const string AdminKey = "bench-bench-bench-bench";

    private readonly WebApplication _app;
    private readonly BenchDatabase _database;

    private RunningGateway(WebApplication app, BenchDatabase database)
    {
        _app = app;
        _database = database;
    }

    public BenchDatabase Database => _database;

    public int Port { get; private set; }

    public IObjectStore Objects => _app.Services.GetRequiredService<IObjectStore>();

    /// <summary>How many changes the slowest partner is behind.</summary>
    public long Behind => Status.Max(status => status.Lag);

    private IReadOnlyList<DeliveryStatus> Status => _app.Services.GetRequiredService<IDeliveryStatus>().List();

    public static async Task<RunningGateway> StartAsync(BenchDatabase database, CancellationToken cancellation)
    {
        var app = await GatewayHost.BuildAsync(
            [
                "--urls=http://127.0.0.1:0", $"--Busbar:Database={database.ConnectionString}", $"--Busbar:KeyFolder={database.Folder}/keys",
                $"--Busbar:AdminKey={AdminKey}", "--Busbar:AllowPrivateNetworks=true", "--Logging:LogLevel:Default=Warning",
            ],
            TextWriter.Null,
            cancellation);
        await app.StartAsync(cancellation);
        return new RunningGateway(app, database) { Port = new Uri(app.Urls.Single()).Port };
    }

    /// <summary>A registered partner that only asks and sends.</summary>
    public Task<BenchPartner> ConnectAsync(PartyId party, Role role, CancellationToken cancellation) =>
        ConnectAsync(party, role, OcpiVersion.V221, [], new PartnerProfile(), cancellation);

    /// <summary>A registered partner with endpoints.</summary>
    public async Task<BenchPartner> ConnectAsync(
        PartyId party, Role role, OcpiVersion version, IReadOnlyList<PartnerEndpoint> endpoints, PartnerProfile profile, CancellationToken cancellation)
    {
        var (change, token) = Registered(party, role, version, endpoints, profile);
        await _app.Services.GetRequiredService<ConnectionDirectory>().ChangeAsync(_ => change, cancellation);
        return new BenchPartner(change.Connection.Id, "Token " + Convert.ToBase64String(Encoding.UTF8.GetBytes(token)));
    }

    /// <summary>Registers many partners at once, as a start finds them.</summary>
    public async Task ConnectAllAsync(IEnumerable<ConnectionChange> partners, CancellationToken cancellation)
    {
        var store = _app.Services.GetRequiredService<IConnectionStore>();
        foreach (var chunk in partners.Chunk(50))
        {
            await Task.WhenAll(chunk.Select(change => store.SaveAsync(change.Connection, change.Tokens, cancellation)));
        }

        await _app.Services.GetRequiredService<ConnectionDirectory>().RefreshAsync(cancellation);
    }

    /// <summary>A partner as the store keeps it, and its token.</summary>
    public static (ConnectionChange Change, string Token) Registered(PartyId party, Role role, OcpiVersion version, IReadOnlyList<PartnerEndpoint> endpoints, PartnerProfile profile)
    {
        var token = CredentialsToken.Create();
        var connection = new Connection
        {
            Id = Guid.NewGuid(), Name = party.ToString(), State = ConnectionState.Connected, Version = version, Endpoints = endpoints, Profile = profile,
            Parties = [new PlatformParty(party, role, party.ToString())], CreatedAt = SampleLocations.Start,
        };
        var changes = new TokenChanges { Issue = [new(CredentialsToken.Hash(token), connection.Id, TokenKind.C, null)] };
        return (new ConnectionChange(connection, endpoints.Count > 0 ? changes with { PartnerToken = "bench-token" } : changes), token);
    }

    /// <summary>Waits until everything that a partner has of a module was pulled.</summary>
    public async Task PulledAsync(Guid connection, ModuleId module, CancellationToken cancellation)
    {
        var pulls = _app.Services.GetRequiredService<IPullStore>();
        while (await pulls.FindAsync(connection, module, cancellation) is not { Complete: true })
        {
            await Task.Delay(5, cancellation);
        }
    }

    /// <summary>Waits until every partner has everything.</summary>
    public async Task IdleAsync(CancellationToken cancellation)
    {
        var log = _app.Services.GetRequiredService<IChangeLog>();
        var glance = Math.Max(1, Status.Count / 50);
        while (await log.LastSequenceAsync(cancellation) is var last
            && !Status.All(status => status is { State: DeliveryState.Idle, Sweeping: false } && status.Cursor >= last))
        {
            await Task.Delay(glance, cancellation);
        }
    }

    public Task FillAsync(int locations, CancellationToken cancellation) => FillAsync(
        Enumerable.Range(0, locations), number => SampleLocations.Store(SampleLocations.Json(number, SampleLocations.Start), SampleLocations.Start), cancellation);

    public async Task FillAsync(IEnumerable<int> numbers, Func<int, ObjectDecision.Store> make, CancellationToken cancellation)
    {
        // The next ones are made while the ones before are written.
        var writing = Task.CompletedTask;
        foreach (var chunk in numbers.Chunk(500))
        {
            List<ObjectWrite> writes = [.. chunk.Select(number =>
            {
                var decision = make(number);
                return new ObjectWrite { Key = SampleLocations.Key(number), Source = null, Decide = _ => decision };
            })];
            await writing;
            writing = Objects.WriteManyAsync(writes, cancellation).AsTask();
        }

        await writing;
    }

    public static byte[] Request(string method, string path, string authorization, ReadOnlySpan<byte> body, string headers = "") =>
    [
        .. Encoding.ASCII.GetBytes(
            $"{method} {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: {authorization}\r\nX-Request-ID: 1\r\nX-Correlation-ID: 1\r\n{headers}"
            + $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n"),
        .. body,
    ];

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _database.Dispose();
    }
}

/// <summary>A partner that was registered.</summary>
/// <param name="Id">Its connection.</param>
/// <param name="Authorization">Its Authorization header.</param>
internal sealed record BenchPartner(Guid Id, string Authorization);
