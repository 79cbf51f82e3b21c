using Busbar.Ocpi.Model.Cdrs;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Sessions;
using Busbar.Ocpi.Model.Tokens;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Common;
using Busbar.Simulator.Reporting;
using Busbar.Simulator.World;
using Busbar.Testing;

namespace Busbar.EndToEnd.Tests.Simulation;

/// <summary>A simulated operator lets drivers charge as their tokens' whitelist says, and a simulated provider decides about its tokens.</summary>
public sealed class SimulatedAuthorizationTests
{
    [Theory]
    [InlineData(OcpiVersion.V211)]
    [InlineData(OcpiVersion.V22)]
    [InlineData(OcpiVersion.V221)]
    [InlineData(OcpiVersion.V230)]
    [Requirement("TOK-062", "CDR-079")]
    public async Task Token_that_is_always_allowed_charges_from_the_list_and_nobody_is_asked(OcpiVersion version)
    {
        await using var pair = await SimulatedPair.CreateAsync(version, drivers: 1);
        var driver = Listed(pair.Emsp.Drivers.Single(), WhitelistType.Always);
        await pair.PushAsync(driver.Token);

        Assert.True(await pair.Cpo.TapAsync(driver, TestContext.Current.CancellationToken));

        Assert.Equal(AuthMethod.Whitelist, (await pair.OwnAsync<Cdr>(ModuleId.Cdrs, ObjectType.Cdr, 1)).Single().AuthMethod);
        Assert.Equal(AuthMethod.Whitelist, (await pair.OwnAsync<Session>(ModuleId.Sessions, ObjectType.Session, 1)).Single().AuthMethod);
        Assert.Equal(0, pair.Count("Provider", RoamingEventKind.Authorization));

        await pair.PushAsync(driver.Token with { Valid = false });
        Assert.False(await pair.Cpo.TapAsync(driver, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(OcpiVersion.V211)]
    [InlineData(OcpiVersion.V22)]
    [InlineData(OcpiVersion.V221)]
    [InlineData(OcpiVersion.V230)]
    [Requirement("TOK-064", "TOK-065", "CDR-079")]
    public async Task Token_that_is_allowed_offline_is_asked_about_and_charges_from_the_list_only_when_no_answer_comes(OcpiVersion version)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var pair = await SimulatedPair.CreateAsync(version, drivers: 15);
        var driver = Listed(pair.Emsp.Drivers.First(candidate => candidate.Token.Valid), WhitelistType.AllowedOffline);
        var blocked = Listed(pair.Emsp.Drivers.Single(candidate => !candidate.Token.Valid), WhitelistType.AllowedOffline);
        var never = Listed(pair.Emsp.Drivers.Last(candidate => candidate.Token.Valid), WhitelistType.Never);
        await pair.PushAsync(driver.Token);
        await pair.PushAsync(blocked.Token with { Valid = true });
        await pair.PushAsync(never.Token);

        Assert.True(await pair.Cpo.TapAsync(driver, cancellation));
        Assert.False(await pair.Cpo.TapAsync(blocked, cancellation));
        Assert.Equal(2, pair.Count("Provider", RoamingEventKind.Authorization));
        Assert.Equal(AuthMethod.AuthRequest, (await pair.OwnAsync<Cdr>(ModuleId.Cdrs, ObjectType.Cdr, 1)).Single().AuthMethod);

        await pair.Emsp.DisposeAsync();
        Assert.False(await pair.Cpo.TapAsync(never, cancellation));
        Assert.True(await pair.Cpo.TapAsync(driver, cancellation));

        Assert.Equal([AuthMethod.AuthRequest, AuthMethod.Whitelist], (await pair.OwnAsync<Cdr>(ModuleId.Cdrs, ObjectType.Cdr, 2)).Select(cdr => cdr.AuthMethod));
    }

    [Theory]
    [InlineData(OcpiVersion.V22)]
    [InlineData(OcpiVersion.V221)]
    [InlineData(OcpiVersion.V230)]
    [Requirement("TOK-043")]
    public async Task The_providers_reference_stands_in_session_and_cdr(OcpiVersion version)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var pair = await SimulatedPair.CreateAsync(version, drivers: 1);
        Assert.True(await pair.Cpo.TapAsync(pair.Emsp.Drivers.Single(), cancellation));
        Assert.True(await pair.Cpo.TapAsync(pair.Emsp.Drivers.Single(), cancellation));

        var sessions = await pair.OwnAsync<Session>(ModuleId.Sessions, ObjectType.Session, 2);
        var cdrs = await pair.OwnAsync<Cdr>(ModuleId.Cdrs, ObjectType.Cdr, 2);

        // The provider makes up a new reference for every answer, and it is the only one that makes any.
        Assert.All(cdrs, cdr => Assert.True(Guid.TryParse(cdr.AuthorizationReference, out _)));
        Assert.All(cdrs, cdr => Assert.Equal(sessions.Single(session => session.Id == cdr.SessionId).AuthorizationReference, cdr.AuthorizationReference));
        Assert.NotEqual(cdrs[0].AuthorizationReference, cdrs[1].AuthorizationReference);
    }

    [Theory]
    [InlineData(OcpiVersion.V211)]
    [InlineData(OcpiVersion.V230)]
    [Requirement("TOK-007", "TOK-050")]
    public async Task Tokens_of_the_app_are_the_providers_own_and_have_to_be_asked_about(OcpiVersion version)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var pair = await SimulatedPair.CreateAsync(version, drivers: 200);
        var app = pair.Emsp.Drivers.Where(driver => driver.UsesApp).ToList();
        Assert.NotEmpty(app);
        Assert.All(app, driver => Assert.Equal(WhitelistType.Never, driver.Token.Whitelist));
        Assert.Equal(200, pair.Emsp.Drivers.Select(driver => driver.Token.Uid).Distinct(StringComparer.OrdinalIgnoreCase).Count());

        await pair.PushAsync(app[0].Token);
        Assert.Equal(app[0].Token.Valid, await pair.Cpo.TapAsync(app[0], cancellation));
        Assert.Equal(1, pair.Count("Provider", RoamingEventKind.Authorization));
    }

    private static Driver Listed(Driver driver, WhitelistType whitelist) => driver with { Token = driver.Token with { Whitelist = whitelist } };
}
