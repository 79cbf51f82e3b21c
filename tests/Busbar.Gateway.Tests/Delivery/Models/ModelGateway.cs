using System.Diagnostics;
using Busbar.Composition;
using Busbar.Configuration;
using Busbar.Core.Agreements;
using Busbar.Core.Connections;
using Busbar.Core.Delivery;
using Busbar.Core.Nodes;
using Busbar.Core.Objects;
using Busbar.Core.Parties;
using Busbar.Core.Retention;
using Busbar.Delivery;
using Busbar.Delivery.Nodes;
using Busbar.Delivery.Push;
using Busbar.Hosting;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Microsoft.Extensions.DependencyInjection;

namespace Busbar.Gateway.Tests.Delivery.Models;

/// <summary>The gateway's real stores and deliveries on a real database, towards a partner without a network; it can crash and start anew.</summary>
internal sealed class ModelGateway(Action<IServiceCollection> addDatabase, ModelPartner partner) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Connection _connection = new()
    {
        Id = Guid.NewGuid(),
        Name = "Partner",
        State = ConnectionState.Connected,
        Version = OcpiVersion.V230,
        Endpoints = [.. ((ModuleId[])[ModuleId.Locations, ModuleId.Tariffs, ModuleId.Sessions, ModuleId.Cdrs]).Select(module => new PartnerEndpoint(module, InterfaceRole.Receiver, new Uri(ModelPartner.Url, $"{module}")))],
        Parties = [new PlatformParty(DeliveryRig.Msp, Role.Emsp, "Driver Club")],
        CreatedAt = DateTimeOffset.UnixEpoch,
    };

    private ServiceProvider _services = null!;
    private LeaseHost _leases = null!;
    private PumpHost _pumps = null!;
    private ForgetfulCursors _cursors = null!;

    public IObjectStore Objects => _services.GetRequiredService<IObjectStore>();

    public IChangeLog Changes => _services.GetRequiredService<IChangeLog>();

    public DeliveryStatus Status => _pumps.Find(_connection.Id)!;

    public ValueTask<DeliveryCursor?> CursorAsync() => _cursors.FindAsync(_connection.Id, TestContext.Current.CancellationToken);

    public async Task StartAsync(bool first = false)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<ISecretProtector, PlainSecrets>();
        services.AddSingleton<IGatewayAddress, Address>();
        addDatabase(services);
        services.AddGatewayCore(new GatewayOptions { Database = "", Retention = new RetentionPolicy(), Party = new PlatformParty(new PartyId("XX", "BBR"), Role.Other, "Busbar") });
        services.AddBusbarDelivery();
        services.AddSingleton<IPartnerLink>(partner);
        services.AddSingleton(new LeaseOptions { Interval = TimeSpan.FromMilliseconds(100), TrustedFor = TimeSpan.FromMinutes(1) });
        services.AddSingleton(new PushOptions
        {
            FirstBackOff = TimeSpan.FromMilliseconds(1), LongestBackOff = TimeSpan.FromMilliseconds(4), CursorInterval = TimeSpan.FromMilliseconds(1), PoisonAfter = int.MaxValue,
        });
        services.Decorate<ICursorStore>((_, store) => _cursors = new ForgetfulCursors(store));
        _services = services.BuildServiceProvider();
        _ = _services.GetRequiredService<ICursorStore>();
        var directory = _services.GetRequiredService<ConnectionDirectory>();
        if (first)
        {
            await directory.ChangeAsync(_ => new ConnectionChange(_connection, TokenChanges.None), cancellation);
        }

        await directory.RefreshAsync(cancellation);
        await _services.GetRequiredService<AgreementBook>().RefreshAsync(cancellation);
        _leases = ActivatorUtilities.CreateInstance<LeaseHost>(_services);
        _pumps = _services.GetRequiredService<PumpHost>();
        await _leases.StartAsync(cancellation);
        await _pumps.StartAsync(cancellation);
    }

    /// <param name="crash">What of the cursor is not written down yet is lost.</param>
    public async Task StopAsync(bool crash = false)
    {
        _cursors.Forgets = crash;
        await _pumps.StopAsync(CancellationToken.None);
        await _leases.StopAsync(CancellationToken.None);
        _leases.Dispose();
        await _services.DisposeAsync();
    }

    /// <summary>Waits until everything was delivered and the cursor stands at the end of the log.</summary>
    public async Task IdleAsync()
    {
        var last = await Changes.LastSequenceAsync(TestContext.Current.CancellationToken);
        await UntilAsync(() => Status is { State: DeliveryState.Idle, Pending: 0, Sweeping: false } status && status.Cursor >= last, $"everything up to {last} is delivered");
    }

    /// <summary>Waits for a condition, and says where the delivery stands when it does not come true.</summary>
    public async Task UntilAsync(Func<bool> condition, string what)
    {
        for (var began = Stopwatch.StartNew(); !condition(); await Task.Delay(1, TestContext.Current.CancellationToken))
        {
            if (began.Elapsed > Patience)
            {
                Assert.Fail($"It never came true that {what}: {Status}");
            }
        }
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private sealed class PlainSecrets : ISecretProtector
    {
        public byte[] Protect(string secret) => System.Text.Encoding.UTF8.GetBytes(secret);

        public string Unprotect(byte[] secret) => System.Text.Encoding.UTF8.GetString(secret);
    }

    private sealed class Address : IGatewayAddress
    {
        public Uri BaseUrl { get; } = new("https://roam.example");
    }
}
