using System.Text;
using Busbar.EndToEnd.Tests.Gateway;
using Busbar.Ocpi.Model.ChargingProfiles;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Locations;
using Busbar.Ocpi.Model.Sessions;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Common;
using Busbar.Simulator.Charging;
using Busbar.Simulator.Reporting;
using Busbar.Testing;

namespace Busbar.EndToEnd.Tests.Simulation;

/// <summary>Limits and wishes for a simulated operator's sessions.</summary>
public sealed class SimulatedSteeringTests
{
    private static readonly PartyId Operator = new("NL", "OPR");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(OcpiVersion.V22)]
    [InlineData(OcpiVersion.V221)]
    [InlineData(OcpiVersion.V230)]
    [Requirement("CHP-006", "CHP-009", "CHP-013", "CHP-015", "CHP-019", "CHP-022", "CHP-023", "CHP-031", "CHP-033", "CHP-039", "CHP-040")]
    public async Task Limit_of_a_provider_holds_until_it_is_taken_back_and_then_the_evse_gives_its_most(OcpiVersion version)
    {
        await using var pair = await SimulatedPair.CreateAsync(version, drivers: 1, speed: 5);
        Assert.True(await pair.Cpo.TapAsync(pair.Emsp.Drivers.Single(), Cancellation));
        var session = (await pair.OwnAsync<Session>(ModuleId.Sessions, ObjectType.Session, 1)).Single();
        var profiles = pair.Emsp.Profiles;

        // From the start of charging, without an end: the last period goes on.
        var profile = new ChargingProfile { ChargingRateUnit = ChargingRateUnit.W, ChargingProfilePeriod = [new() { StartPeriod = 0, Limit = 3700.5m }] };
        Assert.Equal(ChargingProfileResponseType.Accepted, (await profiles.SetAsync(session.Id, profile, Operator, Cancellation)).Result);
        var limited = await ToldAsync(pair, session.Id, limits => limits.ChargingProfile.ChargingProfilePeriod is [{ Limit: 3700.5m, StartPeriod: 0 }]);
        Assert.InRange(limited.ChargingProfile.Duration!.Value, 5 * 60, 60 * 60);

        Assert.Equal(ChargingProfileResponseType.Accepted, (await profiles.AskAsync(session.Id, TimeSpan.FromMinutes(20), Operator, Cancellation)).Result);
        await ToldAsync(pair, session.Id, limits => limits.ChargingProfile is { Duration: 20 * 60, ChargingProfilePeriod: [{ Limit: 3700.5m }] });

        Assert.Equal(ChargingProfileResponseType.Accepted, (await profiles.ClearAsync(session.Id, Operator, Cancellation)).Result);
        var freed = await ToldAsync(pair, session.Id, limits => limits.ChargingProfile.ChargingProfilePeriod is [{ Limit: > 3700.5m }]);
        Assert.Equal(await MostAsync(pair, session), freed.ChargingProfile.ChargingProfilePeriod.Single().Limit);
        Assert.InRange(freed.ChargingProfile.Duration!.Value, 5 * 60, 60 * 60);

        await profiles.ClearAsync(session.Id, Operator, Cancellation);
        await pair.Events.WaitForAsync(seen => seen is { Platform: "Provider", Kind: RoamingEventKind.Profile, Good: false } && seen.Text.EndsWith("UNKNOWN", StringComparison.Ordinal), Cancellation);
        Assert.Equal(ChargingProfileResponseType.UnknownSession, (await profiles.SetAsync("ANOTHERS", profile, Operator, Cancellation)).Result);
    }

    [Fact]
    [Requirement("CHP-033", "CHP-034")]
    public void Profile_without_a_start_counts_from_the_start_of_charging_and_without_a_duration_its_last_period_goes_on()
    {
        var began = new DateTimeOffset(2026, 5, 1, 10, 0, 0, TimeSpan.Zero);
        var profile = new ChargingProfile
        {
            ChargingRateUnit = ChargingRateUnit.W, ChargingProfilePeriod = [new() { StartPeriod = 0, Limit = 11_000 }, new() { StartPeriod = 600, Limit = 4_000 }],
        };

        Assert.Equal([(0, 11_000m), (300, 4_000m)], Periods(LimitSchedule.From(profile, began, began.AddSeconds(300), TimeSpan.FromMinutes(30), 22_000)));
        Assert.Equal([(0, 4_000m)], Periods(LimitSchedule.From(profile, began, began.AddDays(3), TimeSpan.FromMinutes(30), 22_000)));

        var dated = profile with { StartDateTime = began.AddSeconds(60), Duration = 900 };
        Assert.Equal([(0, 22_000m), (60, 11_000m), (660, 4_000m), (960, 22_000m)], Periods(LimitSchedule.From(dated, began, began, TimeSpan.FromMinutes(30), 22_000)));
        Assert.Equal([(0, 22_000m)], Periods(LimitSchedule.From(null, began, began, TimeSpan.FromMinutes(30), 22_000)));

        static IEnumerable<(int, decimal)> Periods(ActiveChargingProfile active) => active.ChargingProfile.ChargingProfilePeriod.Select(period => (period.StartPeriod, period.Limit));
    }

    [Theory]
    [InlineData(OcpiVersion.V22)]
    [InlineData(OcpiVersion.V221)]
    [InlineData(OcpiVersion.V230)]
    [Requirement("SES-028", "SES-029", "SES-030", "SES-031")]
    public async Task Charge_point_says_what_it_needs_to_know_and_what_it_cannot_do_of_a_drivers_wishes(OcpiVersion version)
    {
        await using var pair = await SimulatedPair.CreateAsync(version, drivers: 1, speed: 5);
        Assert.True(await pair.Cpo.TapAsync(pair.Emsp.Drivers.Single(), Cancellation));
        var session = (await pair.OwnAsync<Session>(ModuleId.Sessions, ObjectType.Session, 1)).Single();
        var soon = DateTimeOffset.UtcNow.AddHours(2);

        Assert.Equal("ACCEPTED", await WishAsync(new() { ProfileType = ProfileType.Fast }));
        Assert.Equal("PROFILE_TYPE_NOT_SUPPORTED", await WishAsync(new() { ProfileType = ProfileType.Green, DepartureTime = soon, EnergyNeed = 1 }));
        Assert.Equal("DEPARTURE_REQUIRED", await WishAsync(new() { ProfileType = ProfileType.Cheap, EnergyNeed = 1 }));
        Assert.Equal("ENERGY_NEED_REQUIRED", await WishAsync(new() { ProfileType = ProfileType.Cheap, DepartureTime = soon }));
        Assert.Equal("NOT_POSSIBLE", await WishAsync(new() { ProfileType = ProfileType.Cheap, DepartureTime = soon, EnergyNeed = 1_000 }));
        Assert.Equal("ACCEPTED", await WishAsync(new() { ProfileType = ProfileType.Cheap, DepartureTime = soon, EnergyNeed = 1 }));

        async Task<string> WishAsync(ChargingPreferences wanted)
        {
            var answer = await pair.Emsp.Platform.Client.SetChargingPreferencesAsync(
                session.Id, pair.Emsp.Platform.Write(ObjectType.ChargingPreferences, wanted), new() { To = Operator }, Cancellation);
            Assert.True(answer.IsSuccess, answer.Describe());
            return Encoding.UTF8.GetString(answer.Data.Span).Trim('"');
        }
    }

    private static async Task<ActiveChargingProfile> ToldAsync(SimulatedPair pair, string session, Func<ActiveChargingProfile, bool> condition)
    {
        await Eventually.TrueAsync(
            () => pair.Emsp.Profiles.Find(session) is { } limits && condition(limits), "the provider is told the limits", () => string.Join(Environment.NewLine, pair.Events.All), Cancellation);
        return pair.Emsp.Profiles.Find(session)!;
    }

    /// <summary>What the session's outlet can give, as its Location says.</summary>
    private static async Task<decimal> MostAsync(SimulatedPair pair, Session session)
    {
        var location = (await pair.OwnAsync<Location>(ModuleId.Locations, ObjectType.Location, 20)).Single(place => place.Id == session.LocationId);
        var outlet = location.Evses.Single(evse => evse.Uid == session.EvseUid).Connectors.Single(connector => connector.Id == session.ConnectorId);
        return outlet.MaxElectricPower ?? outlet.MaxVoltage * outlet.MaxAmperage * 3;
    }
}
