using Busbar.Ocpi.Model.Cdrs;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Locations;
using Busbar.Ocpi.Model.Sessions;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Common;
using Busbar.Simulator.Reporting;
using Busbar.Testing;

namespace Busbar.EndToEnd.Tests.Simulation;

/// <summary>A simulated provider shows its drivers what they may see, sends commands for those that may charge, and bills from CDRs alone.</summary>
public sealed class SimulatedProviderTests
{
    [Theory]
    [InlineData(OcpiVersion.V22)]
    [InlineData(OcpiVersion.V221)]
    [InlineData(OcpiVersion.V230)]
    [Requirement("LOC-066", "LOC-067")]
    public async Task Location_that_is_not_published_is_shown_only_to_a_token_that_equals_all_of_an_entry(OcpiVersion version)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var pair = await SimulatedPair.CreateAsync(version, drivers: 1);
        var driver = pair.Emsp.Drivers.Single();
        var location = (await pair.OwnAsync<Location>(ModuleId.Locations, ObjectType.Location, 20)).First(place => place.Evses.All(evse => evse.Status == Status.Available)) with { Publish = false };
        var half = new PublishTokenType { Issuer = driver.Token.Issuer, GroupId = "ANOTHER-GROUP" };
        var full = new PublishTokenType { Uid = driver.Token.Uid, Type = driver.Token.Type, Issuer = driver.Token.Issuer };

        await pair.PushAsync(ModuleId.Locations, ObjectType.Location, location.Id, location);
        Assert.False(await pair.Emsp.StartByAppAsync(driver, cancellation));
        await pair.PushAsync(ModuleId.Locations, ObjectType.Location, location.Id, location with { PublishAllowedTo = [half] });
        Assert.False(await pair.Emsp.StartByAppAsync(driver, cancellation));
        Assert.Equal(0, pair.Count("Operator", RoamingEventKind.Command));

        await pair.PushAsync(ModuleId.Locations, ObjectType.Location, location.Id, location with { PublishAllowedTo = [half, full] });
        Assert.True(await pair.Emsp.StartByAppAsync(driver, cancellation));
    }

    [Theory]
    [InlineData(OcpiVersion.V22)]
    [InlineData(OcpiVersion.V221)]
    [InlineData(OcpiVersion.V230)]
    [Requirement("CMD-041")]
    public async Task Driver_whose_token_is_not_valid_sends_no_command(OcpiVersion version)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var pair = await SimulatedPair.CreateAsync(version, drivers: 15);
        await pair.ShowAsync();

        Assert.False(await pair.Emsp.StartByAppAsync(pair.Emsp.Drivers.Single(driver => !driver.Token.Valid), cancellation));
        Assert.Equal(0, pair.Count("Operator", RoamingEventKind.Command));
        Assert.True(await pair.Emsp.StartByAppAsync(pair.Emsp.Drivers.First(driver => driver.Token.Valid), cancellation));
        Assert.Equal(1, pair.Count("Operator", RoamingEventKind.Command));
    }

    [Theory]
    [InlineData(OcpiVersion.V211)]
    [InlineData(OcpiVersion.V22)]
    [InlineData(OcpiVersion.V221)]
    [InlineData(OcpiVersion.V230)]
    [Requirement("CDR-002", "SES-071")]
    public async Task Driver_is_billed_from_the_cdr_alone(OcpiVersion version)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var pair = await SimulatedPair.CreateAsync(version, drivers: 1);
        var driver = pair.Emsp.Drivers.Single();
        Assert.True(await pair.Cpo.TapAsync(driver, cancellation));
        var bill = await pair.Events.WaitForAsync(seen => seen is { Platform: "Provider", Kind: RoamingEventKind.Cdr }, cancellation);
        var session = (await pair.OwnAsync<Session>(ModuleId.Sessions, ObjectType.Session, 1)).Single();
        Assert.NotNull(session.TotalCost);
        Assert.Contains((await pair.OwnAsync<Cdr>(ModuleId.Cdrs, ObjectType.Cdr, 1)).Single().Id, bill.Text, StringComparison.Ordinal);

        await pair.PushAsync(ModuleId.Sessions, ObjectType.Session, "DONE", session with { Id = "DONE" });
        await pair.PushAsync(ModuleId.Sessions, ObjectType.Session, "WRONG", session with { Id = "WRONG", Status = SessionStatus.Invalid });

        Assert.Equal(3, pair.Emsp.Platform.Copies.Count(ModuleId.Sessions));
        Assert.Equal(1, pair.Count("Provider", RoamingEventKind.Cdr));
    }
}
