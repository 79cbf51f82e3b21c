using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Simulator.Reporting;

namespace Busbar.EndToEnd.Tests.Gateway;

/// <summary>The gateway's main job, whole: two networks in every pair of versions register, exchange their data, charge by card and by app, and bill.</summary>
public sealed class RoamingStoryTests
{
    [Theory]
    [InlineData(OcpiVersion.V230, OcpiVersion.V221)]
    [InlineData(OcpiVersion.V221, OcpiVersion.V230)]
    [InlineData(OcpiVersion.V221, OcpiVersion.V221)]
    [InlineData(OcpiVersion.V230, OcpiVersion.V230)]
    public async Task Two_networks_roam(OcpiVersion cpoVersion, OcpiVersion emspVersion)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var network = await RoamingNetwork.StartAsync(cpoVersion, emspVersion, locations: 12, cancellation);
        var (cpo, emsp, events) = (network.Cpo, network.Emsp, network.Events);

        await Eventually.TrueAsync(() => emsp.Platform.Copies.Count(ModuleId.Locations) == 12, "the provider has every location", () => network.Gateway.Output, cancellation);
        await Eventually.TrueAsync(() => emsp.Platform.Copies.Count(ModuleId.Tariffs) == cpo.Platform.Own.Count(ModuleId.Tariffs), "the provider has every tariff", () => network.Gateway.Output, cancellation);
        await Eventually.TrueAsync(() => cpo.Platform.Copies.Count(ModuleId.Tokens) > 0, "the operator has tokens", () => network.Gateway.Output, cancellation);

        var card = emsp.Drivers.First(driver => !driver.UsesApp && driver.Token.Valid);
        Assert.True(await cpo.TapAsync(card, cancellation), string.Join(Environment.NewLine, events.All) + network.Gateway.Output);
        await events.WaitForAsync(seen => seen is { Platform: "Provider", Kind: RoamingEventKind.Session }, cancellation);
        await events.WaitForAsync(seen => seen is { Platform: "Provider", Kind: RoamingEventKind.Cdr }, cancellation);

        var app = emsp.Drivers.First(driver => driver.UsesApp && driver.Token.Valid);
        Assert.True(await emsp.StartByAppAsync(app, cancellation), string.Join(Environment.NewLine, events.All));
        await events.WaitForAsync(seen => seen.Text.Contains("the charge point says ACCEPTED", StringComparison.Ordinal), cancellation);
        await Eventually.TrueAsync(() => emsp.Platform.Copies.Count(ModuleId.Cdrs) == 2, "the provider has both bills", () => string.Join(Environment.NewLine, events.All), cancellation);
        Assert.DoesNotContain(events.All, seen => !seen.Good);
    }
}
