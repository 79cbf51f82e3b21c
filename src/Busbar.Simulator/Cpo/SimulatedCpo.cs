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
        Platform = new SimulatedPlatform(options, new CpoCalls(this), _ => { }, observer, clock);
        _tokens = new TokenCheck(Platform);
    }

    public SimulatedPlatform Platform { get; }

    /// <summary>Whether some of its CDRs are wrong, as those of operators are.</summary>
    public bool MakesMistakes { get; init; }

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

    /// <summary>A driver taps a card at a free charge point. Charges when the provider, or the list of its tokens, allows it; false when not.</summary>
    public async Task<bool> TapAsync(Driver driver, CancellationToken cancellation)
    {
        if (TakeFree(null, null) is not { } place)
        {
            return false;
        }

        Platform.Report(RoamingEventKind.Tap, $"{driver.Name} taps a card: {place.Location.Name}, {place.Location.City} ({place.Evse.EvseId})");
        var (start, refusal) = await _tokens.CheckAsync(driver.Token, place, cancellation);
        if (start is null)
        {
            Platform.Report(RoamingEventKind.Authorization, $"the charge point stays locked: {refusal}", good: false);
            await SetStatusAsync(place.Location.Id, place.Evse.Uid, Status.Available, cancellation);
            return false;
        }

        await ChargeAsync(place, start, cancellation);
        return true;
    }

    /// <summary>Takes a remote start: answers at once, and tells the result when the charge point has it.</summary>
    internal CommandResponseType Start(StartSession command, PartyId sender)
    {
        if (!_locations.ContainsKey(command.LocationId) || TakeFree(command.LocationId, command.EvseUid) is not { } place)
        {
            return CommandResponseType.Rejected;
        }

        Platform.Report(RoamingEventKind.Command, $"START_SESSION for {place.Location.Name}, {place.Location.City}: passed on to the charge point");
        RunInBackground(async () =>
        {
            await ReplyAsync(command.ResponseUrl, CommandResultType.Accepted, sender);
            await ChargeAsync(place, new SessionStart(command.Token, Ocpi.Model.Cdrs.AuthMethod.Command, command.AuthorizationReference), CancellationToken.None);
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

    public ValueTask DisposeAsync() => Platform.DisposeAsync();

    private async Task ChargeAsync(ChargingPlace place, SessionStart start, CancellationToken cancellation)
    {
        var number = Interlocked.Increment(ref _sessionNumber);
        var id = string.Create(CultureInfo.InvariantCulture, $"S{number:000000}");
        var tariff = place.Connector.TariffIds is [var tariffId, ..] ? _tariffs.GetValueOrDefault(tariffId) : null;
        var plan = ChargingPlan.Make(_chance, place.Connector.PowerType == PowerType.Dc);
        var session = new ChargingSession(id, Platform, place, start, plan, tariff, _speed, _clock) { Mistakes = MakesMistakes ? number : null };
        _sessions[id] = session;
        await SetStatusAsync(place.Location.Id, place.Evse.Uid, Status.Charging, cancellation);
        RunInBackground(async () =>
        {
            try
            {
                await session.RunAsync(CancellationToken.None);
            }
            finally
            {
                _sessions.TryRemove(id, out _);
                await SetStatusAsync(place.Location.Id, place.Evse.Uid, Status.Available, CancellationToken.None);
            }
        });
    }

    private async Task SetStatusAsync(string locationId, string evseUid, Status status, CancellationToken cancellation)
    {
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

    private async Task ReplyAsync(string responseUrl, CommandResultType result, PartyId sender)
    {
        var body = Platform.Write(ObjectType.CommandResult, new CommandResult { Result = result });
        var answer = await Platform.Client.PostCommandResultAsync(new Uri(responseUrl), body, new() { To = sender });
        if (!answer.IsSuccess)
        {
            Platform.Report(RoamingEventKind.Command, $"the result of a command was not taken: {answer.Describe()}", good: false);
        }
    }

    /// <summary>Finds a free charge point and blocks it, so that nobody else takes it meanwhile.</summary>
    private ChargingPlace? TakeFree(string? locationId, string? evseUid)
    {
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

    private void RunInBackground(Func<Task> work) => _ = Task.Run(async () =>
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
