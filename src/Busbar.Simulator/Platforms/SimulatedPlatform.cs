using System.Text.Json;
using System.Text.Json.Nodes;
using Busbar.Ocpi.Client.Common;
using Busbar.Ocpi.Server;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Locations;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Server.Common;
using Busbar.Ocpi.Server.Hosting;
using Busbar.Ocpi.Translation;
using Busbar.Ocpi.Translation.Common;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Http;
using Busbar.Ocpi.Wire.Json;
using Busbar.Simulator.Reporting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Busbar.Simulator.Platforms;

/// <summary>One party's platform: an OCPI server with its data, and a client towards the one partner that it registers with.</summary>
public sealed class SimulatedPlatform : IAsyncDisposable
{
    private readonly IRoamingObserver _observer;
    private readonly HttpClient _http = new();
    private readonly WebApplication _server;
    private Uri? _baseUrl;

    public SimulatedPlatform(
        PlatformOptions options, ICallHandler calls, IChargingProfileHandler profiles, Action<ReceivedObject> received, IRoamingObserver observer, TimeProvider clock)
    {
        Options = options;
        _observer = observer;
        Link = new PartnerLink(options, _http, () => new Uri(BaseUrl, "/ocpi/versions"));
        var identity = new PlatformIdentity(Link, (text, good) => Report(RoamingEventKind.Handshake, text, good));
        var objects = new PlatformObjects(options, Link, Own, Copies, received);

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(options.Listen);
        _server = builder.Build();
        _server.MapOcpi("/ocpi", new OcpiServerSetup
        {
            Options = new OcpiServerOptions { PublicUrl = () => new Uri(BaseUrl, "/ocpi"), Versions = [options.Version], Modules = options.Modules },
            Authenticator = identity,
            Credentials = identity,
            Sender = objects,
            Receiver = objects,
            Calls = calls,
            ChargingProfiles = profiles,
            Clock = clock,
        });
    }

    public PlatformOptions Options { get; }

    /// <summary>The platform's own objects, in its version.</summary>
    public ObjectShelf Own { get; } = new();

    /// <summary>Copies of others' objects, as they were pushed.</summary>
    public ObjectShelf Copies { get; } = new();

    public PartnerLink Link { get; }

    public OcpiClient Client => Link.Client;

    /// <summary>Where the platform listens; known once started.</summary>
    public Uri BaseUrl => _baseUrl ?? throw new InvalidOperationException($"{Options.Name} is not started.");

    public Uri VersionsUrl => new(BaseUrl, "/ocpi/versions");

    public async Task StartAsync(CancellationToken cancellation)
    {
        await _server.StartAsync(cancellation);
        _baseUrl = new Uri(_server.Urls.First());
    }

    /// <summary>Registers with a partner that gave us its versions URL and a token. False, and reported, when it failed.</summary>
    public async Task<bool> RegisterAsync(Uri partnerVersionsUrl, string tokenA, CancellationToken cancellation)
    {
        var problem = await Link.RegisterAsync(partnerVersionsUrl, tokenA, cancellation);
        Report(RoamingEventKind.Handshake, problem is null ? $"registered at {partnerVersionsUrl.Authority} with OCPI {Options.Version.Number()}" : $"could not register: {problem}", problem is null);
        return problem is null;
    }

    /// <summary>Whether the platform's version has a form for a canonical object.</summary>
    public bool CanSay<T>(ObjectType type, T canonical) => !Translate(type, canonical).IsWithheld;

    /// <summary>Writes a canonical object in the platform's version.</summary>
    public ReadOnlyMemory<byte> Write<T>(ObjectType type, T canonical)
    {
        var translated = Translate(type, canonical);
        return translated.IsWithheld
            ? throw new InvalidOperationException($"{type} cannot be said in OCPI {Options.Version.Number()}: {translated.Withheld}")
            : translated.Utf8;
    }

    /// <summary>Reads an object of the platform's version as the canonical record.</summary>
    /// <param name="type">What it is.</param>
    /// <param name="utf8">The object.</param>
    /// <param name="owner">Whose it is, where 2.1.1 does not say it; the partner's when null.</param>
    /// <param name="asked">The token that an authorization was asked for.</param>
    public T Read<T>(ObjectType type, ReadOnlyMemory<byte> utf8, PartyId? owner = null, RequestedToken? asked = null)
        where T : notnull
    {
        var translated = Translator.Translate(type, Options.Version, OcpiVersion.V230, utf8, Context(owner ?? Link.Partner) with { RequestedToken = asked });
        return translated.IsWithheld
            ? throw new InvalidOperationException($"{type} cannot be read: {translated.Withheld}")
            : OcpiJson.Deserialize<T>(translated.Utf8.Span);
    }

    /// <summary>Puts an own object on the shelf, for partners to pull.</summary>
    public ReadOnlyMemory<byte> Publish<T>(ModuleId module, ObjectType type, string id, DateTimeOffset lastUpdated, T canonical)
    {
        var utf8 = Write(type, canonical);
        Own.Put(module, Options.Party, id, lastUpdated, utf8);
        return utf8;
    }

    /// <summary>Tells the partner that an EVSE's status changed.</summary>
    public Task<OcpiResponse> PatchEvseStatusAsync(string locationId, string evseUid, Status status, DateTimeOffset at, CancellationToken cancellation)
    {
        var patch = new JsonObject { ["status"] = status.Value, ["last_updated"] = OcpiDateTime.Format(at) };
        return Client.PatchAsync(
            new ObjectAddress(ModuleId.Locations, Options.Party, locationId, evseUid), JsonSerializer.SerializeToUtf8Bytes(patch), cancellation: cancellation);
    }

    public void Report(RoamingEventKind kind, string text, bool good = true) => _observer.OnEvent(new RoamingEvent(Options.Name, kind, text, good));

    private TranslationResult Translate<T>(ObjectType type, T canonical) =>
        Translator.Translate(type, OcpiVersion.V230, Options.Version, OcpiJson.Serialize(canonical), Context(Options.Party));

    /// <summary>What objects of 2.1.1 do not say: their owner, and what they refer to. Whoever is no operator is the provider.</summary>
    private TranslationContext Context(PartyId? owner) => new()
    {
        Owner = owner,
        TokenOwner = Options.Role == Role.Cpo ? Link.Partner : Options.Party,
        Related = new ShelvedObjects(Options.Version, Own, Copies),
    };

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _http.Dispose();
    }
}
