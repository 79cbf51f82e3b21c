using System.Text;
using Busbar.Bench.Samples;
using Busbar.Core.Connections;
using Busbar.Core.Objects;
using Busbar.Core.Parties;
using Busbar.Hosting;
using Busbar.Ocpi.Model.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Busbar.Bench.Gateway;

/// <summary>The whole gateway as <c>busbar serve</c> runs it, listening on loopback.</summary>
internal sealed class RunningGateway : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly BenchDatabase _database;

    private RunningGateway(WebApplication app, BenchDatabase database)
    {
        _app = app;
        _database = database;
    }

    public BenchDatabase Database => _database;

    public int Port { get; private set; }

    public IServiceProvider Services => _app.Services;

    public IObjectStore Objects => _app.Services.GetRequiredService<IObjectStore>();

    public static async Task<RunningGateway> StartAsync(BenchDatabase database, CancellationToken cancellation)
    {
        var app = await GatewayHost.BuildAsync(
            [
                "--urls=http://127.0.0.1:0", $"--Busbar:Database={database.ConnectionString}", $"--Busbar:KeyFolder={database.Folder}/keys",
                "--Busbar:AdminKey=bench-bench-bench-bench", "--Busbar:AllowPrivateNetworks=true", "--Logging:LogLevel:Default=Warning",
            ],
            TextWriter.Null,
            cancellation);
        await app.StartAsync(cancellation);
        return new RunningGateway(app, database) { Port = new Uri(app.Urls.Single()).Port };
    }

    /// <summary>A registered partner; returns its Authorization header.</summary>
    public Task<string> ConnectAsync(PartyId party, Role role, CancellationToken cancellation) => ConnectAsync(party, role, OcpiVersion.V221, [], cancellation);

    /// <summary>A registered partner with endpoints; returns its Authorization header.</summary>
    public async Task<string> ConnectAsync(PartyId party, Role role, OcpiVersion version, IReadOnlyList<PartnerEndpoint> endpoints, CancellationToken cancellation)
    {
        var token = CredentialsToken.Create();
        var connection = new Connection
        {
            Id = Guid.NewGuid(), Name = party.ToString(), State = ConnectionState.Connected, Version = version, Endpoints = endpoints,
            Parties = [new PlatformParty(party, role, party.ToString())], CreatedAt = SampleLocations.Start,
        };
        await _app.Services.GetRequiredService<ConnectionDirectory>().ChangeAsync(
            _ => new ConnectionChange(
                connection, new TokenChanges { Issue = [new(CredentialsToken.Hash(token), connection.Id, TokenKind.C, null)], PartnerToken = endpoints.Count > 0 ? "bench-token" : null }),
            cancellation);
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
        _database.Dispose();
    }
}
