using Busbar.EndToEnd.Tests.Gateway;
using Busbar.Ocpi.Model.Cdrs;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Locations;
using Busbar.Ocpi.Model.Sessions;
using Busbar.Ocpi.Model.Tokens;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Common;
using Busbar.Simulator.Reporting;
using Busbar.Simulator.World;
using Busbar.Testing;

namespace Busbar.EndToEnd.Tests.Simulation;

/// <summary>How a simulated operator's sessions begin and end: whom it asks, what it waits for, which cards it heeds.</summary>
public sealed class SimulatedStartTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(OcpiVersion.V22)]
    [InlineData(OcpiVersion.V221)]
    [InlineData(OcpiVersion.V230)]
    [Requirement("CMD-043", "CMD-044")]
    public async Task Who_sent_a_command_for_a_token_is_not_asked_about_it_again_at_that_evse(OcpiVersion version)
    {
        await using var pair = await SimulatedPair.CreateAsync(version, drivers: 30);
        await pair.ShowAsync();
        var card = pair.Emsp.Drivers.First(driver => driver is { UsesApp: false, Token.Valid: true });
        var app = pair.Emsp.Drivers.First(driver => driver is { UsesApp: true, Token.Valid: true });

        Assert.True(await pair.Emsp.StartByAppAsync(card, Cancellation));
        Assert.True(await pair.Emsp.StartByAppAsync(app, Cancellation));
        var cdrs = (await pair.OwnAsync<Cdr>(ModuleId.Cdrs, ObjectType.Cdr, 2)).ToDictionary(cdr => cdr.CdrToken.Uid);
        Assert.Equal(0, pair.Count("Provider", RoamingEventKind.Authorization));

        // The card is shown there soon afterwards, and so is the app's token: the command still counts. Elsewhere it does not.
        foreach (var driver in (Driver[])[card, app])
        {
            var place = cdrs[driver.Token.Uid].CdrLocation;
            await pair.StatusAsync((place.Id, place.EvseUid), Status.Available);
            Assert.True(await pair.Cpo.TapAsync(driver, Cancellation, (place.Id, place.EvseUid)));
            Assert.Equal(0, pair.Count("Provider", RoamingEventKind.Authorization));
        }

        var elsewhere = (await pair.OwnAsync<Location>(ModuleId.Locations, ObjectType.Location, 20))
            .First(location => cdrs.Values.All(cdr => cdr.CdrLocation.Id != location.Id) && location.Evses[0].Status == Status.Available);
        Assert.True(await pair.Cpo.TapAsync(card, Cancellation, (elsewhere.Id, elsewhere.Evses[0].Uid)));
        Assert.Equal(1, pair.Count("Provider", RoamingEventKind.Authorization));
    }

    [Theory]
    [InlineData(OcpiVersion.V211)]
    [InlineData(OcpiVersion.V22)]
    [InlineData(OcpiVersion.V221)]
    [InlineData(OcpiVersion.V230)]
    [Requirement("SES-052", "SES-053", "SES-074")]
    public async Task Session_is_pending_until_the_car_is_there_and_starts_then_or_never(OcpiVersion version)
    {
        await using var pair = await SimulatedPair.CreateAsync(version, drivers: 1, speed: 10_000, plugIn: TimeSpan.FromHours(5));
        await pair.ShowAsync();
        Assert.True(await pair.Emsp.StartByAppAsync(pair.Emsp.Drivers.Single(), Cancellation));
        var pending = await SeenAsync(pair, SessionStatus.Pending);
        Assert.Equal(0, pending.Kwh);
        var active = await SeenAsync(pair, SessionStatus.Active);
        Assert.Equal((pending.Id, pending.StartDateTime.AddHours(5)), (active.Id, active.StartDateTime));
        var cdr = (await pair.OwnAsync<Cdr>(ModuleId.Cdrs, ObjectType.Cdr, 1)).Single();
        Assert.Equal(active.StartDateTime, cdr.StartDateTime);

        Assert.True(await pair.Emsp.StartByAppAsync(pair.Emsp.Drivers.Single(), Cancellation));
        var second = await SeenAsync(pair, SessionStatus.Pending, except: pending.Id);
        Assert.True(pair.Cpo.TapToStop(pair.Emsp.Drivers.Single(), second.Id));
        await SeenAsync(pair, SessionStatus.Invalid, except: pending.Id);
        await pair.Events.WaitForAsync(seen => seen.Platform == "Operator" && seen.Text == $"session {second.Id} ended before the car came", Cancellation);
        Assert.Equal(1, pair.Cpo.Platform.Own.Count(ModuleId.Cdrs));
        Assert.DoesNotContain(pair.History, session => session.Id == second.Id && session.Status == SessionStatus.Active);
    }

    [Theory]
    [InlineData(OcpiVersion.V22)]
    [InlineData(OcpiVersion.V221)]
    [InlineData(OcpiVersion.V230)]
    [Requirement("TOK-052")]
    public async Task Session_is_ended_by_another_card_of_its_group_and_by_no_other(OcpiVersion version)
    {
        await using var pair = await SimulatedPair.CreateAsync(version, drivers: 3, speed: 5);
        var drivers = pair.Emsp.Drivers.ToList();
        var (first, second) = (Grouped(drivers[0], "FLEET-1"), Grouped(drivers[1], "fleet-1"));
        await pair.PushAsync(first.Token with { Whitelist = WhitelistType.Always });
        Assert.True(await pair.Cpo.TapAsync(first, Cancellation));
        var id = (await pair.OwnAsync<Session>(ModuleId.Sessions, ObjectType.Session, 1)).Single().Id;

        Assert.False(pair.Cpo.TapToStop(drivers[2], id));
        Assert.False(pair.Cpo.TapToStop(Grouped(drivers[2], "FLEET-2"), id));
        Assert.False(pair.Cpo.TapToStop(second with { Token = second.Token with { PartyId = "ZZZ" } }, id));
        Assert.Equal(0, pair.Cpo.Platform.Own.Count(ModuleId.Cdrs));

        Assert.True(pair.Cpo.TapToStop(second, id));
        Assert.Equal(first.Token.Uid, (await pair.OwnAsync<Cdr>(ModuleId.Cdrs, ObjectType.Cdr, 1)).Single().CdrToken.Uid);
    }

    private static async Task<Session> SeenAsync(SimulatedPair pair, SessionStatus status, string? except = null) => await Eventually.GetAsync(
        () => Task.FromResult(pair.History.FirstOrDefault(session => session.Status == status && session.Id != except)),
        $"the provider is told of a session that is {status}", () => string.Join(Environment.NewLine, pair.Events.All), Cancellation);

    private static Driver Grouped(Driver driver, string group) => driver with { Token = driver.Token with { GroupId = group } };
}
