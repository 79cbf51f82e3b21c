using System.Globalization;
using Busbar.EndToEnd.Tests.Gateway;
using Busbar.Ocpi.Client.Common;
using Busbar.Ocpi.Model.Cdrs;
using Busbar.Ocpi.Model.Commands;
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

/// <summary>A simulated operator keeps EVSEs for drivers: by whom, for how long, and what becomes of it.</summary>
public sealed class SimulatedReservationTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(OcpiVersion.V22)]
    [InlineData(OcpiVersion.V221)]
    [InlineData(OcpiVersion.V230)]
    [Requirement("CMD-036", "SES-011", "SES-057", "CDR-045", "SES-010", "CDR-046")]
    public async Task Reservation_is_a_session_and_the_same_one_charges_with_the_last_reference_and_the_last_way_of_being_allowed(OcpiVersion version)
    {
        await using var pair = await SimulatedPair.CreateAsync(version, drivers: 2);
        var places = await FreeAsync(pair);
        var (tapper, starter) = (pair.Emsp.Drivers.First(), pair.Emsp.Drivers.Last());
        await ReserveAsync(pair, tapper, "R1", places[0], "FIRST-REFERENCE");
        await ReserveAsync(pair, starter, "R2", places[1], "SECOND-REFERENCE");
        await UntilAsync(pair, sessions => sessions.Count == 2 && sessions.Values.All(session => session.Status == SessionStatus.Reservation));
        var reserved = Sessions(pair).Values.ToDictionary(session => session.CdrToken.Uid);
        Assert.Equal("FIRST-REFERENCE", reserved[tapper.Token.Uid].AuthorizationReference);
        Assert.All(reserved.Values, session => Assert.Equal(AuthMethod.Command, session.AuthMethod));

        // One taps the card: the provider is asked, and makes a new reference. The other one is started by command.
        Assert.True(await pair.Cpo.TapAsync(tapper, Cancellation));
        var start = new StartSession
        {
            ResponseUrl = Url(pair, "START_SESSION"), Token = starter.Token, LocationId = places[1].Location, EvseUid = places[1].Evse, AuthorizationReference = "LAST-REFERENCE",
        };
        Assert.Equal(CommandResponseType.Accepted, await SendAsync(pair, "START_SESSION", ObjectType.StartSession, start));

        var cdrs = (await pair.OwnAsync<Cdr>(ModuleId.Cdrs, ObjectType.Cdr, 2)).ToDictionary(cdr => cdr.CdrToken.Uid);
        await UntilAsync(pair, sessions => sessions.Count == 2 && sessions.Values.All(session => session.Status == SessionStatus.Completed));
        var tapped = cdrs[tapper.Token.Uid];
        Assert.Equal((reserved[tapper.Token.Uid].Id, AuthMethod.AuthRequest, places[0].Evse), (tapped.SessionId, tapped.AuthMethod, tapped.CdrLocation.EvseUid));
        Assert.NotEqual("FIRST-REFERENCE", tapped.AuthorizationReference);
        Assert.Equal(Sessions(pair)[tapped.SessionId!].AuthorizationReference, tapped.AuthorizationReference);
        var started = cdrs[starter.Token.Uid];
        Assert.Equal((reserved[starter.Token.Uid].Id, AuthMethod.Command, "LAST-REFERENCE"), (started.SessionId, started.AuthMethod, started.AuthorizationReference));
        Assert.Equal("LAST-REFERENCE", Sessions(pair)[started.SessionId!].AuthorizationReference);
    }

    [Theory]
    [InlineData(OcpiVersion.V22)]
    [InlineData(OcpiVersion.V221)]
    [InlineData(OcpiVersion.V230)]
    [Requirement("SES-012", "CMD-031")]
    public async Task Reservation_that_nobody_uses_ends_completed_whether_it_is_cancelled_or_runs_out(OcpiVersion version)
    {
        await using var pair = await SimulatedPair.CreateAsync(version, drivers: 2);
        var places = await FreeAsync(pair);
        await ReserveAsync(pair, pair.Emsp.Drivers.First(), "R1", places[0]);
        await ReserveAsync(pair, pair.Emsp.Drivers.Last(), "R2", places[1], until: DateTimeOffset.UtcNow.AddMilliseconds(300));
        await CancelAsync(pair, "R1", CommandResultType.Accepted);
        await UntilAsync(pair, sessions => sessions.Count == 2 && sessions.Values.All(session => session is { Status: var status, Kwh: 0, EndDateTime: not null } && status == SessionStatus.Completed));
        Assert.Equal(0, pair.Cpo.Platform.Own.Count(ModuleId.Cdrs));

        // Both are free again, and neither is known any more.
        await CancelAsync(pair, "R1", CommandResultType.UnknownReservation);
        await CancelAsync(pair, "R2", CommandResultType.UnknownReservation);
        await ReserveAsync(pair, pair.Emsp.Drivers.First(), "R3", places[0]);
        await ReserveAsync(pair, pair.Emsp.Drivers.Last(), "R4", places[1]);
    }

    [Theory]
    [InlineData(OcpiVersion.V211)]
    [InlineData(OcpiVersion.V22)]
    [InlineData(OcpiVersion.V221)]
    [InlineData(OcpiVersion.V230)]
    [Requirement("CMD-035")]
    public async Task Reservation_with_the_same_id_at_the_same_location_replaces_the_one_before(OcpiVersion version)
    {
        await using var pair = await SimulatedPair.CreateAsync(version, drivers: 1);
        var places = await FreeAsync(pair, two: true);
        var (place, other) = (places[0], places[1]);
        var driver = pair.Emsp.Drivers.Single();
        await ReserveAsync(pair, driver, "17", place);
        await ReserveAsync(pair, driver, "17", place);
        await pair.StatusAsync(place, Status.Reserved);

        await ReserveAsync(pair, driver, "17", other);
        await pair.StatusAsync(other, Status.Reserved);
        await pair.StatusAsync(place, Status.Available);

        // There is one, not three: once it has run out nothing is kept any more, neither for the first nor for the second of them.
        await ReserveAsync(pair, driver, "17", other, until: DateTimeOffset.UtcNow.AddMilliseconds(300));
        await pair.StatusAsync(other, Status.Available);
        Assert.Single(pair.Events.All.Where(seen => seen.Text.Contains("as reservation ", StringComparison.Ordinal)).Select(seen => seen.Text[seen.Text.LastIndexOf(' ')..]).Distinct());
        await ReserveAsync(pair, driver, "18", place);
        await pair.StatusAsync(place, Status.Reserved);
    }

    [Theory]
    [InlineData(OcpiVersion.V22)]
    [InlineData(OcpiVersion.V221)]
    [InlineData(OcpiVersion.V230)]
    [Requirement("CMD-038", "CMD-039")]
    public async Task Charge_point_gets_a_number_of_its_own_so_that_no_provider_touches_anothers_reservation(OcpiVersion version)
    {
        await using var pair = await SimulatedPair.CreateAsync(version, drivers: 2);
        var places = await FreeAsync(pair);
        var another = new PartyId("NL", "ZZZ");
        await ReserveAsync(pair, pair.Emsp.Drivers.First(), "SAME-ID-4711", places[0]);
        await ReserveAsync(pair, pair.Emsp.Drivers.Last(), "SAME-ID-4711", places[1], from: another);
        await pair.StatusAsync(places[0], Status.Reserved);
        await pair.StatusAsync(places[1], Status.Reserved);

        var told = pair.Events.All.Where(seen => seen is { Platform: "Operator", Kind: RoamingEventKind.Command } && seen.Text.Contains("as reservation ", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, told.Select(seen => seen.Text[seen.Text.LastIndexOf(' ')..]).Distinct().Count());
        Assert.All(told, seen => Assert.DoesNotContain("4711", seen.Text, StringComparison.Ordinal));

        await CancelAsync(pair, "SAME-ID-4711", CommandResultType.Accepted);
        await pair.StatusAsync(places[0], Status.Available);
        await pair.StatusAsync(places[1], Status.Reserved);
        await CancelAsync(pair, "SAME-ID-4711", CommandResultType.UnknownReservation);
        await CancelAsync(pair, "SAME-ID-4711", CommandResultType.Accepted, another);
        await pair.StatusAsync(places[1], Status.Available);
    }

    /// <summary>Free EVSEs: at locations of their own, or two of one location.</summary>
    private static async Task<IReadOnlyList<(string Location, string Evse)>> FreeAsync(SimulatedPair pair, bool two = false)
    {
        var locations = (await pair.OwnAsync<Location>(ModuleId.Locations, ObjectType.Location, 20)).Select(location => location with { Evses = [.. location.Evses.Where(evse => evse.Status == Status.Available)] }).ToList();
        return two
            ? [.. locations.First(location => location.Evses.Count > 1) is var shared ? shared.Evses.Take(2).Select(evse => (shared.Id, evse.Uid)) : []]
            : [.. locations.Where(location => location.Evses.Count > 0).Take(2).Select(location => (location.Id, location.Evses[0].Uid))];
    }

    private static Dictionary<string, Session> Sessions(SimulatedPair pair) => pair.Emsp.Platform.Copies.List(ModuleId.Sessions)
        .Select(shelved => pair.Emsp.Platform.Read<Session>(ObjectType.Session, shelved.Utf8)).ToDictionary(session => session.Id);

    private static Task UntilAsync(SimulatedPair pair, Func<Dictionary<string, Session>, bool> condition) => Eventually.TrueAsync(
        () => condition(Sessions(pair)), "the provider sees the sessions", () => string.Join(Environment.NewLine, pair.Events.All), Cancellation);

    private static async Task ReserveAsync(
        SimulatedPair pair, Driver driver, string id, (string Location, string Evse) place, string? reference = null, DateTimeOffset? until = null, PartyId? from = null)
    {
        var command = new ReserveNow
        {
            ResponseUrl = Url(pair, "RESERVE_NOW"),
            Token = driver.Token,
            ExpiryDate = until ?? DateTimeOffset.UtcNow.AddMinutes(20),
            ReservationId = id,
            LocationId = place.Location,
            EvseUid = place.Evse,
            AuthorizationReference = reference,
        };
        Assert.Equal(CommandResponseType.Accepted, await SendAsync(pair, "RESERVE_NOW", ObjectType.ReserveNow, command, from));
    }

    private static async Task CancelAsync(SimulatedPair pair, string id, CommandResultType expected, PartyId? from = null)
    {
        var before = Results(pair, expected);
        var command = new CancelReservation { ResponseUrl = Url(pair, "CANCEL_RESERVATION"), ReservationId = id };
        Assert.Equal(CommandResponseType.Accepted, await SendAsync(pair, "CANCEL_RESERVATION", ObjectType.CancelReservation, command, from));
        await Eventually.TrueAsync(
            () => Results(pair, expected) == before + 1, $"the result is {expected}", () => string.Join(Environment.NewLine, pair.Events.All), Cancellation);
    }

    private static int Results(SimulatedPair pair, CommandResultType result) =>
        pair.Events.All.Count(seen => seen is { Platform: "Provider", Kind: RoamingEventKind.Command } && seen.Text == $"CANCEL_RESERVATION: the charge point says {result}");

    private static async Task<CommandResponseType> SendAsync<T>(SimulatedPair pair, string name, ObjectType type, T command, PartyId? from = null)
    {
        var options = new CallOptions { To = new PartyId("NL", "OPR"), From = from };
        var answer = await pair.Emsp.Platform.Client.SendCommandAsync(name, pair.Emsp.Platform.Write(type, command), options, Cancellation);
        Assert.True(answer.IsSuccess, answer.Describe());
        return pair.Emsp.Platform.Read<CommandResponse>(ObjectType.CommandResponse, answer.Data).Result;
    }

    private static string Url(SimulatedPair pair, string command) => new Uri(
        pair.Emsp.Platform.BaseUrl,
        string.Create(CultureInfo.InvariantCulture, $"/ocpi/{pair.Emsp.Platform.Options.Version.Number()}/sender/commands/{command}/{Guid.NewGuid():N}")).AbsoluteUri;
}
