using System.Collections.Concurrent;
using System.Globalization;
using Busbar.Ocpi.Model.Commands;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Locations;
using Busbar.Ocpi.Model.Sessions;
using Busbar.Ocpi.Model.Tokens;
using Busbar.Ocpi.Model.Cdrs;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Http;
using Busbar.Ocpi.Wire.Patching;
using Busbar.Simulator.Platforms;
using Busbar.Simulator.Reporting;
using Busbar.Simulator.World;

namespace Busbar.Simulator.Emsp;

/// <summary>A simulated e-mobility provider: drivers with cards and an app, who charge wherever the partner's network shows them a free charge point.</summary>
public sealed class SimulatedEmsp : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Driver> _drivers = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, byte> _seenSessions = new(StringComparer.OrdinalIgnoreCase);
    private readonly Chance _chance;
    private readonly TimeProvider _clock;
    private int _commands;

    public SimulatedEmsp(PlatformOptions options, Chance chance, IRoamingObserver observer, TimeProvider clock)
    {
        _chance = chance;
        _clock = clock;
        Platform = new SimulatedPlatform(options, new EmspCalls(this), Profiles, OnReceived, observer, clock);
        Profiles.Attach(Platform);
    }

    /// <summary>Raised for every Session that an operator tells of, as it stands then.</summary>
    public event Action<Session>? SessionSeen;

    public SimulatedPlatform Platform { get; }

    /// <summary>Its limits on sessions.</summary>
    public EmspProfiles Profiles { get; } = new();

    public IReadOnlyCollection<Driver> Drivers => [.. _drivers.Values];

    /// <summary>The modules that a provider serves.</summary>
    public static IReadOnlyList<(ModuleId Module, InterfaceRole Side)> Modules { get; } =
    [
        (ModuleId.Tokens, InterfaceRole.Sender),
        (ModuleId.Commands, InterfaceRole.Sender),
        (ModuleId.Locations, InterfaceRole.Receiver),
        (ModuleId.Tariffs, InterfaceRole.Receiver),
        (ModuleId.Sessions, InterfaceRole.Receiver),
        (ModuleId.Cdrs, InterfaceRole.Receiver),
        (ModuleId.ChargingProfiles, InterfaceRole.Sender),
    ];

    /// <summary>Signs up drivers; their tokens can be pulled from now on.</summary>
    public void SignUp(int count)
    {
        var now = _clock.GetUtcNow();
        foreach (var driver in DriverMaker.Make(Platform.Options.Party, Platform.Options.Name, count, _chance, now))
        {
            _drivers[driver.Token.Uid] = driver;
            Platform.Publish(ModuleId.Tokens, ObjectType.Token, driver.Token.Uid, now, driver.Token);
        }
    }

    /// <summary>What the provider says of a token; null when it does not know it.</summary>
    internal AuthorizationInfo? Authorize(string uid, LocationReferences? location)
    {
        if (!_drivers.TryGetValue(uid, out var driver))
        {
            Platform.Report(RoamingEventKind.Authorization, "an unknown card is refused", good: false);
            return null;
        }

        var allowed = driver.Token.Valid;
        Platform.Report(RoamingEventKind.Authorization, allowed ? $"{driver.Name} may charge" : $"{driver.Name} may not charge: the card is blocked", allowed);
        return new AuthorizationInfo
        {
            Allowed = allowed ? AllowedType.Allowed : AllowedType.Blocked,
            Token = driver.Token,
            Location = allowed ? location : null,
            AuthorizationReference = allowed ? Guid.NewGuid().ToString() : null,
        };
    }

    /// <summary>
    /// A driver looks at the app, finds a free charge point and presses "start". False when there is none, the provider does not let the driver charge, or the
    /// operator refused.
    /// </summary>
    public async Task<bool> StartByAppAsync(Driver driver, CancellationToken cancellation)
    {
        var (location, evse) = driver.Token.Valid ? FindFree(driver.Token) : default;
        if (location is null || evse is null)
        {
            return false;
        }

        Platform.Report(RoamingEventKind.Tap, $"{driver.Name} presses start in the app: {location.Name}, {location.City} ({evse.EvseId ?? evse.Uid})");
        var number = Interlocked.Increment(ref _commands).ToString("000000", CultureInfo.InvariantCulture);
        var command = new StartSession
        {
            ResponseUrl = OcpiUrl.Join(new Uri(Platform.BaseUrl, $"/ocpi/{Platform.Options.Version.Number()}/sender/commands"), "START_SESSION", number).AbsoluteUri,
            Token = driver.Token,
            LocationId = location.Id,
            EvseUid = evse.Uid,
            AuthorizationReference = Guid.NewGuid().ToString(),
        };
        var answer = await Platform.Client.SendCommandAsync(
            "START_SESSION",
            Platform.Write(ObjectType.StartSession, command),
            new() { To = new PartyId(location.CountryCode, location.PartyId) },
            cancellation);
        var result = answer.IsSuccess ? Platform.Read<CommandResponse>(ObjectType.CommandResponse, answer.Data).Result.Value : answer.Describe();
        Platform.Report(RoamingEventKind.Command, $"START_SESSION for {driver.Name}: {result}", answer.IsSuccess);
        return answer.IsSuccess;
    }

    public ValueTask DisposeAsync() => Platform.DisposeAsync();

    private (Location? Location, Evse? Evse) FindFree(Token token)
    {
        var known = Platform.Copies.List(ModuleId.Locations);
        for (var attempt = 0; attempt < 20 && known.Count > 0; attempt++)
        {
            var shelved = _chance.OneOf(known);
            var location = Platform.Read<Location>(ObjectType.Location, shelved.Utf8, shelved.Owner);
            if (AppView.Shows(location, token) && location.Evses.FirstOrDefault(evse => evse.Status == Status.Available) is { } free)
            {
                return (location, free);
            }
        }

        return (null, null);
    }

    private void OnReceived(ReceivedObject received)
    {
        if (received.Address is { EvseUid: { } uid, ConnectorId: null } && LocationDocument.FindEvse(received.Whole, uid) is { } part)
        {
            var evse = Platform.Read<Evse>(ObjectType.Evse, part);
            Platform.Report(RoamingEventKind.Push, $"{evse.EvseId ?? evse.Uid} is {evse.Status} now");
            return;
        }

        if (received.Address.Module == ModuleId.Sessions)
        {
            OnSession(Platform.Read<Session>(ObjectType.Session, received.Whole, received.Address.Owner));
        }
        else if (received.Address.Module == ModuleId.Cdrs)
        {
            var cdr = Platform.Read<Cdr>(ObjectType.Cdr, received.Whole, received.Address.Owner);
            var total = cdr.TotalCost.BeforeTaxes + cdr.TotalCost.Taxes.Sum(tax => tax.Amount);
            Platform.Report(
                RoamingEventKind.Cdr,
                string.Create(CultureInfo.InvariantCulture, $"CDR {cdr.Id} for {NameOf(cdr.CdrToken)}: {cdr.TotalEnergy:0.00} kWh in {cdr.CdrLocation.City}, {cdr.TotalCost.BeforeTaxes:0.00} {cdr.Currency} ({total:0.00} with VAT)"));
        }
    }

    private void OnSession(Session session)
    {
        SessionSeen?.Invoke(session);
        if (_seenSessions.TryAdd(session.Id, 0))
        {
            Platform.Report(RoamingEventKind.Session, $"{NameOf(session.CdrToken)} is charging (session {session.Id})");
        }
        else if (session.Status == SessionStatus.Completed)
        {
            Platform.Report(RoamingEventKind.Session, string.Create(CultureInfo.InvariantCulture, $"{NameOf(session.CdrToken)} has finished: {session.Kwh:0.00} kWh (session {session.Id})"));
        }
    }

    private string NameOf(CdrToken token) => _drivers.TryGetValue(token.Uid, out var driver) ? driver.Name : "a driver";
}
