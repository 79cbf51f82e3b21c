using System.Collections.Concurrent;
using Busbar.EndToEnd.Tests.Gateway;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Locations;
using Busbar.Ocpi.Model.Sessions;
using Busbar.Ocpi.Model.Tokens;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Http;
using Busbar.Simulator.Cpo;
using Busbar.Simulator.Emsp;
using Busbar.Simulator.Platforms;
using Busbar.Simulator.Reporting;
using Busbar.Simulator.World;

namespace Busbar.EndToEnd.Tests.Simulation;

/// <summary>A simulated operator and a simulated provider that are registered with each other.</summary>
internal sealed class SimulatedPair : IAsyncDisposable
{
    private static readonly PartyId Operator = new("NL", "OPR");
    private static readonly PartyId Provider = new("NL", "PRV");

    private readonly ConcurrentQueue<Session> _history = [];

    private SimulatedPair(OcpiVersion version, int speed, TimeSpan plugIn)
    {
        Cpo = new SimulatedCpo(
            new PlatformOptions { Name = "Operator", Party = Operator, Role = Role.Cpo, Version = version, Modules = SimulatedCpo.Modules }, new Chance(21), speed, Events, TimeProvider.System)
        {
            PlugIn = plugIn,
        };
        Emsp = new SimulatedEmsp(
            new PlatformOptions { Name = "Provider", Party = Provider, Role = Role.Emsp, Version = version, Modules = SimulatedEmsp.Modules }, new Chance(22), Events, TimeProvider.System);
        Emsp.SessionSeen += _history.Enqueue;
    }

    public RecordedEvents Events { get; } = new();

    public SimulatedCpo Cpo { get; }

    public SimulatedEmsp Emsp { get; }

    /// <summary>Every state of a Session that the provider was told, in order.</summary>
    public IReadOnlyCollection<Session> History => _history;

    public static async Task<SimulatedPair> CreateAsync(OcpiVersion version, int drivers, int speed = 20_000, TimeSpan plugIn = default)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var pair = new SimulatedPair(version, speed, plugIn);
        await pair.Cpo.Platform.StartAsync(cancellation);
        await pair.Emsp.Platform.StartAsync(cancellation);
        pair.Cpo.Build(locations: 20);
        pair.Emsp.SignUp(drivers);
        Assert.True(
            await pair.Cpo.Platform.RegisterAsync(pair.Emsp.Platform.VersionsUrl, pair.Emsp.Platform.Link.MakeTokenA(), cancellation), string.Join(Environment.NewLine, pair.Events.All));
        return pair;
    }

    /// <summary>What a platform reported of a kind.</summary>
    public int Count(string platform, RoamingEventKind kind) => Events.All.Count(seen => seen.Platform == platform && seen.Kind == kind);

    /// <summary>The provider tells the operator of a token.</summary>
    public async Task PushAsync(Token token)
    {
        var answer = await Emsp.Platform.Client.PutAsync(
            new ObjectAddress(ModuleId.Tokens, Provider, token.Uid), Emsp.Platform.Write(ObjectType.Token, token), new() { To = Operator }, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccess, answer.Describe());
    }

    /// <summary>The operator tells the provider of an object.</summary>
    public async Task PushAsync<T>(ModuleId module, ObjectType type, string id, T canonical)
    {
        var answer = await Cpo.Platform.Client.PutAsync(
            new ObjectAddress(module, Operator, id), Cpo.Platform.Write(type, canonical), new() { To = Provider }, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccess, answer.Describe());
    }

    /// <summary>Waits until the operator has so many objects of its own, and reads them in the order in which they came.</summary>
    public async Task<IReadOnlyList<T>> OwnAsync<T>(ModuleId module, ObjectType type, int count)
        where T : notnull
    {
        await Eventually.TrueAsync(
            () => Cpo.Platform.Own.Count(module) >= count, $"the operator has {count} {module}", () => string.Join(Environment.NewLine, Events.All), TestContext.Current.CancellationToken);
        return [.. Cpo.Platform.Own.List(module).Select(shelved => Cpo.Platform.Read<T>(type, shelved.Utf8, Operator))];
    }

    /// <summary>The operator shows the provider all its Locations.</summary>
    public async Task ShowAsync()
    {
        foreach (var location in await OwnAsync<Location>(ModuleId.Locations, ObjectType.Location, 20))
        {
            await PushAsync(ModuleId.Locations, ObjectType.Location, location.Id, location);
        }
    }

    /// <summary>Waits until an EVSE of the operator has a status.</summary>
    public Task StatusAsync((string Location, string Evse) place, Status status) => Eventually.TrueAsync(
        () => Cpo.Platform.Read<Location>(ObjectType.Location, Cpo.Platform.Own.Find(ModuleId.Locations, Operator, place.Location)!.Value)
            .Evses.Single(evse => evse.Uid == place.Evse).Status == status,
        $"{place.Evse} is {status}", () => string.Join(Environment.NewLine, Events.All), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Cpo.DisposeAsync();
        await Emsp.DisposeAsync();
    }
}
