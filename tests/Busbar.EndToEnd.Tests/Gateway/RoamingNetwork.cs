using System.Text.Json.Nodes;
using Busbar.EndToEnd.Tests.Simulation;
using Busbar.Ocpi.Model.Common;
using Busbar.Simulator.Cpo;
using Busbar.Simulator.Emsp;
using Busbar.Simulator.Platforms;
using Busbar.Simulator.World;

namespace Busbar.EndToEnd.Tests.Gateway;

/// <summary>A gateway process with an operator and a provider registered on it, each in its own version and from its own side of the handshake.</summary>
public sealed class RoamingNetwork : IAsyncDisposable
{
    private RoamingNetwork(GatewayProcess gateway, SimulatedCpo cpo, SimulatedEmsp emsp, RecordedEvents events) =>
        (Gateway, Cpo, Emsp, Events) = (gateway, cpo, emsp, events);

    public GatewayProcess Gateway { get; }

    public SimulatedCpo Cpo { get; }

    public SimulatedEmsp Emsp { get; }

    public RecordedEvents Events { get; }

    public static async Task<RoamingNetwork> StartAsync(OcpiVersion cpoVersion, OcpiVersion emspVersion, int locations, CancellationToken cancellation)
    {
        var events = new RecordedEvents();
        var chance = new Chance(11);
        var cpo = new SimulatedCpo(
            new PlatformOptions { Name = "Operator", Party = new PartyId("NL", "OPR"), Role = Role.Cpo, Version = cpoVersion, Modules = SimulatedCpo.Modules },
            chance,
            speed: 10_000,
            events,
            TimeProvider.System);
        var emsp = new SimulatedEmsp(
            new PlatformOptions { Name = "Provider", Party = new PartyId("NL", "PRV"), Role = Role.Emsp, Version = emspVersion, Modules = SimulatedEmsp.Modules },
            chance,
            events,
            TimeProvider.System);
        await cpo.Platform.StartAsync(cancellation);
        await emsp.Platform.StartAsync(cancellation);
        cpo.Build(locations);
        emsp.SignUp(10);
        var network = new RoamingNetwork(await GatewayProcess.StartAsync(cancellation), cpo, emsp, events);
        await network.RegisterAsync(cancellation);
        return network;
    }

    public async ValueTask DisposeAsync()
    {
        await Cpo.DisposeAsync();
        await Emsp.DisposeAsync();
        await Gateway.DisposeAsync();
    }

    private async Task RegisterAsync(CancellationToken cancellation)
    {
        var invitation = await Gateway.Api.PostAsync("/api/connections", new JsonObject { ["name"] = "Operator" });
        Assert.True(
            await Cpo.Platform.RegisterAsync(new Uri((string)invitation["versions_url"]!), (string)invitation["token"]!, cancellation),
            string.Join(Environment.NewLine, Events.All) + Gateway.Output);
        var registered = await Gateway.Api.PostAsync("/api/connections", new JsonObject
        {
            ["name"] = "Provider",
            ["versions_url"] = Emsp.Platform.VersionsUrl.AbsoluteUri,
            ["token"] = Emsp.Platform.Link.MakeTokenA(),
        });
        Assert.Equal("connected", (string?)registered["state"]);
    }
}
