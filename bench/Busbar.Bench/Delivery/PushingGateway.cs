using Busbar.Core.Connections;
using Busbar.Core.Delivery;
using Busbar.Core.Objects;
using Busbar.Core.Parties;
using Busbar.Delivery;
using Busbar.Delivery.Http;
using Busbar.Delivery.Push;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Busbar.Bench.Delivery;

/// <summary>The gateway's store and delivery as the gateway composes them, on a database in a temporary folder, with the exchange record on.</summary>
internal sealed class PushingGateway : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("busbar-bench-").FullName;
    private readonly ServiceProvider _services;

    public PushingGateway() => _services = new ServiceCollection()
        .AddLogging()
        .AddSingleton<ISecretProtector, Plain>()
        .AddBusbarSqlite($"Data Source={_folder}/busbar.db")
        .AddSingleton<ConnectionDirectory>()
        .AddSingleton(_ => GuardedHttp.CreateClient(new OutgoingOptions { AllowPrivateNetworks = true }))
        .AddBusbarDelivery()
        .BuildServiceProvider();

    public IObjectStore Objects => _services.GetRequiredService<IObjectStore>();

    /// <summary>How many changes the slowest partner is behind.</summary>
    public long Behind => Status.Max(status => status.Lag);

    private IReadOnlyList<DeliveryStatus> Status => _services.GetRequiredService<IDeliveryStatus>().List();

    public async Task StartAsync(IReadOnlyList<Uri> receivers, int concurrency, CancellationToken cancellation)
    {
        var directory = _services.GetRequiredService<ConnectionDirectory>();
        for (var i = 0; i < receivers.Count; i++)
        {
            var connection = new Connection
            {
                Id = Guid.NewGuid(),
                Name = $"Partner {i}",
                State = ConnectionState.Connected,
                Version = OcpiVersion.V221,
                Endpoints = [new PartnerEndpoint(ModuleId.Locations, InterfaceRole.Receiver, new Uri(receivers[i], "/r/locations"))],
                Parties = [new PlatformParty(new PartyId("DE", $"M{i:00}"), Role.Emsp, $"Partner {i}")],
                Profile = new PartnerProfile { Concurrency = concurrency },
                CreatedAt = DateTimeOffset.UnixEpoch,
            };
            await directory.ChangeAsync(_ => new ConnectionChange(connection, new TokenChanges { PartnerToken = "bench-token" }), cancellation);
        }

        await _services.GetRequiredService<PumpHost>().StartAsync(cancellation);
    }

    /// <summary>Waits until every partner has everything.</summary>
    public async Task IdleAsync(CancellationToken cancellation)
    {
        var log = _services.GetRequiredService<IChangeLog>();
        while (await log.LastSequenceAsync(cancellation) is var last && !Status.All(status => status is { State: DeliveryState.Idle } && status.Cursor >= last))
        {
            await Task.Delay(1, cancellation);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _services.GetRequiredService<PumpHost>().StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>There is nothing to protect here.</summary>
    private sealed class Plain : ISecretProtector
    {
        public byte[] Protect(string secret) => System.Text.Encoding.UTF8.GetBytes(secret);

        public string Unprotect(byte[] secret) => System.Text.Encoding.UTF8.GetString(secret);
    }
}
