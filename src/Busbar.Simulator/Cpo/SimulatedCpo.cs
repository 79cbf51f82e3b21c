using System.Collections.Concurrent;
using System.Globalization;
using Busbar.Ocpi.Model.Commands;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Locations;
using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Common;
using Busbar.Simulator.Charging;
using Busbar.Simulator.Platforms;
using Busbar.Simulator.Reporting;
using Busbar.Simulator.World;

namespace Busbar.Simulator.Cpo;

/// <summary>A simulated charge point operator: locations, tariffs, and charge points at which cards are tapped and cars charge.</summary>
public sealed class SimulatedCpo : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Location> _locations = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, Tariff> _tariffs = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, ChargingSession> _sessions = new(StringComparer.OrdinalIgnoreCase);
    private readonly TokenCheck _tokens;
    private readonly CommandedTokens _commanded;
    private readonly Chance _chance;
    private readonly TimeProvider _clock;
    private readonly int _speed;
    private int _sessionNumber;

    /// <param name="options">What the platform is.</param>
    /// <param name="chance">Where its accidents come from.</param>
    /// <param name="speed">How many times faster than the clock cars charge.</param>
    /// <param name="observer">Is told what happens.</param>
    /// <param name="clock">The clock.</param>
    public SimulatedCpo(PlatformOptions options, Chance chance, int speed, IRoamingObserver observer, TimeProvider clock)
    {
        _chance = chance;
        _clock = clock;
        _speed = speed;
        Platform = new SimulatedPlatform(options, new CpoCalls(this, clock), new CpoProfiles(this), _ => { }, observer, clock);
        _commanded = new CommandedTokens(clock);
        _tokens = new TokenCheck(Platform, _commanded);
        Reservations = new Reservations(this, clock);
    }

    public SimulatedPlatform Platform { get; }

    /// <summary>Whether some of its CDRs are wrong, as those of operators are.</summary>
    public bool MakesMistakes { get; init; }

    /// <summary>How long, in the cars' time, drivers who start by app take to plug in: the session is pending until then.</summary>
    public TimeSpan PlugIn { get; init; }

    internal Reservations Reservations { get; }

    /// <summary>Sessions that are going on.</summary>
    public int ActiveSessions => _sessions.Count;

    /// <summary>The modules that an operator serves.</summary>
    public static IReadOnlyList<(ModuleId Module, InterfaceRole Side)> Modules { get; } =
    [
        (ModuleId.Locations, InterfaceRole.Sender),
        (ModuleId.Tariffs, InterfaceRole.Sender),
        (ModuleId.Sessions, InterfaceRole.Sender),
        (ModuleId.Cdrs, InterfaceRole.Sender),
        (ModuleId.Tokens, InterfaceRole.Receiver),
        (ModuleId.Commands, InterfaceRole.Receiver),
        (ModuleId.ChargingProfiles, InterfaceRole.Receiver),
    ];

    /// <summary>Builds the network; it can be pulled from now on.</summary>
    public void Build(int locations)
    {
        var now = _clock.GetUtcNow();
        foreach (var tariff in TariffMaker.Make(Platform.Options.Party, now))
        {
            _tariffs[tariff.Id] = tariff;
            if (Platform.CanSay(ObjectType.Tariff, tariff))
            {
                Platform.Publish(ModuleId.Tariffs, ObjectType.Tariff, tariff.Id, now, tariff);
            }
        }

        foreach (var location in new LocationMaker(Platform.Options.Party, Platform.Options.Name, _chance, now).Make(locations))
        {
            _locations[location.Id] = location;
            Platform.Publish(ModuleId.Locations, ObjectType.Location, location.Id, now, location);
        }
    }

    /// <summary>
    /// A driver taps a card where an EVSE is kept for it, or at a free charge point. Charges when the provider, or the list of its tokens, allows it; false when not.
    /// </summary>
    /// <param name="driver">The driver.</param>
    /// <param name="cancellation">Gives it up.</param>
    /// <param name="at">The EVSE, with its Location; null for any.</param>
    public async Task<bool> TapAsync(Driver driver, CancellationToken cancellation, (string Location, string Evse)? at = null)
    {
        var reserved = Reservations.Use(driver.Token, at?.Location, at?.Evse);
        if ((reserved?.Place ?? TakeFree(at?.Location, at?.Evse)) is not { } place)
        {
            return false;
        }

        Platform.Report(RoamingEventKind.Tap, $"{driver.Name} taps a card: {place.Location.Name}, {place.Location.City} ({place.Evse.EvseId})");
        var (start, refusal) = await _tokens.CheckAsync(driver.Token, place, cancellation);
        if (start is null)
        {
            Platform.Report(RoamingEventKind.Authorization, $"the charge point stays locked: {refusal}", good: false);
            await (reserved is null ? SetStatusAsync(place, Status.Available, cancellation) : Reservations.EndAsync(reserved));
            return false;
        }

        await ChargeAsync(place, reserved, start, TimeSpan.Zero, cancellation);
        return true;
    }

    /// <summary>A driver taps a card where a car charges: that ends it, if the card is the one that began it or one of its group. False when it is not.</summary>
    public bool TapToStop(Driver driver, string sessionId)
    {
        var stops = Find(sessionId) is { } session && session.IsEndedBy(driver.Token);
        Platform.Report(RoamingEventKind.Tap, stops ? $"{driver.Name} ends session {sessionId}" : $"{driver.Name}'s card does not end session {sessionId}", stops);
        if (stops)
        {
            Find(sessionId)?.Stop();
        }

        return stops;
    }

    /// <summary>Takes a remote start: answers at once, and tells the result when the charge point has it.</summary>
    internal CommandResponseType Start(StartSession command, PartyId sender)
    {
        var reserved = Reservations.Use(command.Token, command.LocationId, command.EvseUid);
        if ((reserved?.Place ?? TakeFree(command.LocationId, command.EvseUid)) is not { } place)
        {
            return CommandResponseType.Rejected;
        }

        Platform.Report(RoamingEventKind.Command, $"START_SESSION for {place.Location.Name}, {place.Location.City}: passed on to the charge point");
        RunInBackground(async () =>
        {
            _commanded.Note(place, new SessionStart(command.Token, Ocpi.Model.Cdrs.AuthMethod.Command, command.AuthorizationReference));
            await ReplyAsync(command.ResponseUrl, CommandResultType.Accepted, sender);

            // The charge point asks, as it asks about every token; the provider need not be asked, for the command is its word.
            var (start, _) = await _tokens.CheckAsync(command.Token, place, CancellationToken.None);
            await ChargeAsync(place, reserved, start!, PlugIn, CancellationToken.None);
        });
        return CommandResponseType.Accepted;
    }

    /// <summary>Takes a remote stop.</summary>
    internal CommandResponseType Stop(StopSession command, PartyId sender)
    {
        if (!_sessions.TryGetValue(command.SessionId, out var session))
        {
            return CommandResponseType.UnknownSession;
        }

        session.Stop();
        RunInBackground(() => ReplyAsync(command.ResponseUrl, CommandResultType.Accepted, sender));
        return CommandResponseType.Accepted;
    }

    public ValueTask DisposeAsync()
    {
        Reservations.Dispose();
        return Platform.DisposeAsync();
    }

    /// <summary>A session that goes on; null when there is none of that id.</summary>
    internal ChargingSession? Find(string sessionId) => _sessions.GetValueOrDefault(sessionId);

    internal string NextSessionId() => string.Create(CultureInfo.InvariantCulture, $"S{Interlocked.Increment(ref _sessionNumber):000000}");

    /// <summary>A car charges; where an EVSE was kept for it, in the session that this is already, under the last reference that the provider gave.</summary>
    private async Task ChargeAsync(ChargingPlace place, Reservation? reserved, SessionStart start, TimeSpan plugIn, CancellationToken cancellation)
    {
        var id = reserved?.SessionId ?? NextSessionId();
        var number = int.Parse(id.AsSpan(1), CultureInfo.InvariantCulture);
        await (reserved?.Told ?? Task.CompletedTask);
        start = start with { AuthorizationReference = start.AuthorizationReference ?? reserved?.Start.AuthorizationReference };
        var tariff = place.Connector.TariffIds is [var tariffId, ..] ? _tariffs.GetValueOrDefault(tariffId) : null;
        var plan = ChargingPlan.Make(_chance, place.Connector.PowerType == PowerType.Dc) with { Waiting = plugIn };
        var session = new ChargingSession(id, Platform, place, start, plan, tariff, _speed, _clock) { Mistakes = MakesMistakes ? number : null };
        _sessions[id] = session;
        await SetStatusAsync(place, Status.Charging, cancellation);
        RunInBackground(async () =>
        {
            try
            {
                await session.RunAsync(CancellationToken.None);
            }
            finally
            {
                _sessions.TryRemove(id, out _);
                await SetStatusAsync(place, Status.Available, CancellationToken.None);
            }
        });
    }

    internal async Task SetStatusAsync(ChargingPlace place, Status status, CancellationToken cancellation)
    {
        var (locationId, evseUid) = (place.Location.Id, place.Evse.Uid);
        var now = _clock.GetUtcNow();
        var location = _locations.AddOrUpdate(
            locationId,
            _ => throw new InvalidOperationException("The location is gone."),
            (_, present) => present with
            {
                Evses = [.. present.Evses.Select(evse => evse.Uid == evseUid ? evse with { Status = status, LastUpdated = now } : evse)],
                LastUpdated = now,
            });
        Platform.Publish(ModuleId.Locations, ObjectType.Location, locationId, now, location);
        var answer = await Platform.PatchEvseStatusAsync(locationId, evseUid, status, now, cancellation);
        if (!answer.IsSuccess)
        {
            Platform.Report(RoamingEventKind.Push, $"the status of {evseUid} was not taken: {answer.Describe()}", good: false);
        }
    }

    internal async Task ReplyAsync(string responseUrl, CommandResultType result, PartyId sender)
    {
        var body = Platform.Write(ObjectType.CommandResult, new CommandResult { Result = result });
        var answer = await Platform.Client.PostCommandResultAsync(new Uri(responseUrl), body, new() { To = sender });
        if (!answer.IsSuccess)
        {
            Platform.Report(RoamingEventKind.Command, $"the result of a command was not taken: {answer.Describe()}", good: false);
        }
    }

    /// <summary>Finds a free charge point and blocks it, so that nobody else takes it meanwhile.</summary>
    internal ChargingPlace? TakeFree(string? locationId, string? evseUid)
    {
        if (locationId is not null && !_locations.ContainsKey(locationId))
        {
            return null;
        }

        var ids = locationId is null ? _locations.Keys.ToList() : [locationId];
        for (var attempt = 0; attempt < 50; attempt++)
        {
            var location = _locations[_chance.OneOf(ids)];
            var free = location.Evses.FirstOrDefault(evse => evse.Status == Status.Available && (evseUid is null || evse.Uid == evseUid));
            if (free is not null && _locations.TryUpdate(location.Id, Blocked(location, free), location))
            {
                return new ChargingPlace(location, free, free.Connectors[0]);
            }
        }

        return null;
    }

    private static Location Blocked(Location location, Evse taken) =>
        location with { Evses = [.. location.Evses.Select(evse => evse.Uid == taken.Uid ? evse with { Status = Status.Blocked } : evse)] };

    internal void RunInBackground(Func<Task> work) => _ = Task.Run(async () =>
    {
        try
        {
            await work();
        }
        catch (Exception exception) when (exception is HttpRequestException or InvalidOperationException or OperationCanceledException or ObjectDisposedException)
        {
            Platform.Report(RoamingEventKind.Session, $"a charge point gave up: {exception.Message}", good: false);
        }
    });
}
