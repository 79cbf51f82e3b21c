using Busbar.Ocpi.Model.Common;
using Busbar.Simulator.Cpo;
using Busbar.Simulator.Emsp;
using Busbar.Simulator.Platforms;
using Busbar.Simulator.Reporting;
using Busbar.Simulator.World;

namespace Busbar.EndToEnd.Tests.Simulation;

/// <summary>The simulated platforms roam with each other directly: they must be right before they can judge a gateway.</summary>
public sealed class PeerToPeerTests
{
    [Theory]
    [InlineData(OcpiVersion.V211)]
    [InlineData(OcpiVersion.V22)]
    [InlineData(OcpiVersion.V221)]
    [InlineData(OcpiVersion.V230)]
    public async Task A_card_holder_charges_and_is_billed(OcpiVersion version)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var events = new RecordedEvents();
        var chance = new Chance(7);
        await using var cpo = new SimulatedCpo(
            new PlatformOptions { Name = "Operator", Party = new PartyId("NL", "OPR"), Role = Role.Cpo, Version = version, Modules = SimulatedCpo.Modules },
            chance,
            speed: 20_000,
            events,
            TimeProvider.System);
        await using var emsp = new SimulatedEmsp(
            new PlatformOptions { Name = "Provider", Party = new PartyId("NL", "PRV"), Role = Role.Emsp, Version = version, Modules = SimulatedEmsp.Modules },
            chance,
            events,
            TimeProvider.System);
        await cpo.Platform.StartAsync(cancellation);
        await emsp.Platform.StartAsync(cancellation);
        cpo.Build(locations: 5);
        emsp.SignUp(3);

        Assert.True(await cpo.Platform.RegisterAsync(emsp.Platform.VersionsUrl, emsp.Platform.Link.MakeTokenA(), cancellation), string.Join(Environment.NewLine, events.All));
        Assert.True(await cpo.TapAsync(emsp.Drivers.First(driver => driver.Token.Valid), cancellation), string.Join(Environment.NewLine, events.All));

        await events.WaitForAsync(seen => seen is { Platform: "Operator", Kind: RoamingEventKind.Cdr, Good: true }, cancellation);
        var bill = await events.WaitForAsync(seen => seen is { Platform: "Provider", Kind: RoamingEventKind.Cdr }, cancellation);
        Assert.Contains("kWh", bill.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(events.All, seen => seen is { Kind: RoamingEventKind.Session, Good: false });
    }
}
