using System.Collections.Concurrent;
using System.Text;
using Busbar.Core.Agreements;
using Busbar.Core.Calls;
using Busbar.Core.Connections;
using Busbar.Core.Objects;
using Busbar.Core.Parties;
using Busbar.Core.Registration;
using Busbar.Gateway.Tests.Connections;
using Busbar.Gateway.Tests.Delivery;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Microsoft.Extensions.Logging.Abstractions;

namespace Busbar.Gateway.Tests.Calls;

/// <summary>The real call services over memory stores, with an operator on 2.3.0, two providers (2.2.1 and 2.3.0), and a scripted wire.</summary>
internal sealed class CallRig : IDisposable
{
    public static readonly PartyId Cpo = new("NL", "CPO");
    public static readonly PartyId Msp = new("DE", "MSP");
    public static readonly PartyId OtherMsp = new("FR", "EMP");
    public static readonly Uri ResponseUrl = new("https://msp.example/ocpi/commands/START_SESSION/77");

    private readonly MemoryPorts _ports = new();
    private readonly MemoryParties _parties = new();

    private CallRig()
    {
        Store = new MemoryStore(Time);
        Links = new MemoryLinks(Time);
        Directory = new ConnectionDirectory(_ports, _parties);
        Agreements = new AgreementBook(_ports);
        var face = new GatewayFace(new Uri("https://roam.example"), new PlatformParty(new("XX", "BBR"), Role.Other, "Busbar"), [], [OcpiVersion.V221, OcpiVersion.V230]);
        var router = new CallRouter(Directory, face, Agreements, Store, Time, new LongIdBook(Links, Time));
        var translator = Links.Translator(Store);
        var charges = new ChargeBook(Links, Time);
        Authorizations = new AuthorizationCalls(
            router, new HostedAuthorization(Store, translator), Wire, Calls, translator, charges, Time, NullLogger<AuthorizationCalls>.Instance);
        var passage = new CommandPassage(translator, Links, charges, new ConnectorRule(Store));
        Commands = new CommandCalls(router, new ConnectorRule(Store), passage, Wire, Calls, new Address(), Time, new ReservationBook(Store, Time), NullLogger<CommandCalls>.Instance);
        Results = new CommandResults(Directory, Wire, Calls, Time, NullLogger<CommandResults>.Instance);
        Preferences = new PreferenceCalls(router, Store, Wire, new HostedPreferences(Calls, Time));
        Book = new ProfileBook(Store, Time);
        Profiles = new ProfileCalls(router, Store, Wire, Calls, Book, new Address(), Time, NullLogger<ProfileCalls>.Instance);
        ProfileResults = new ProfileResults(Results, Calls, Book);
        Active = new ActiveProfiles(Directory, Agreements, Store, Wire, Book, Time, NullLogger<ActiveProfiles>.Instance);
    }

    public ManualTime Time { get; } = new();

    public MemoryStore Store { get; }

    public MemoryLinks Links { get; }

    public ConnectionDirectory Directory { get; }

    public AgreementBook Agreements { get; }

    public MemoryCalls Calls { get; } = new();

    public ScriptedWire Wire { get; } = new();

    public AuthorizationCalls Authorizations { get; }

    public CommandCalls Commands { get; }

    public CommandResults Results { get; }

    public PreferenceCalls Preferences { get; }

    public ProfileBook Book { get; }

    public ProfileCalls Profiles { get; }

    public ProfileResults ProfileResults { get; }

    public ActiveProfiles Active { get; }

    public Connection Operator { get; private set; } = null!;

    public Connection Provider { get; private set; } = null!;

    public static async Task<CallRig> CreateAsync(bool hostedCpo = false, bool hostedMsp = false)
    {
        var rig = new CallRig();
        if (hostedCpo)
        {
            await rig._parties.SaveAsync(new PlatformParty(Cpo, Role.Cpo, "Own network"), default);
        }
        else
        {
            rig.Operator = await rig.ConnectAsync("Operator", Cpo, Role.Cpo, OcpiVersion.V230, "https://cpo.example");
        }

        if (hostedMsp)
        {
            await rig._parties.SaveAsync(new PlatformParty(Msp, Role.Emsp, "Own cards"), default);
        }
        else
        {
            rig.Provider = await rig.ConnectAsync("Provider", Msp, Role.Emsp, OcpiVersion.V221, "https://msp.example");
        }

        await rig.ConnectAsync("Other provider", OtherMsp, Role.Emsp, OcpiVersion.V230, "https://emp.example");
        await rig.Directory.RefreshAsync(default);
        await rig.Agreements.RefreshAsync(default);
        return rig;
    }

    public async Task ConnectOtherOperatorAsync()
    {
        await ConnectAsync("Other operator", new("BE", "CPX"), Role.Cpo, OcpiVersion.V230, "https://cpx.example");
        await Directory.RefreshAsync(default);
    }

    public Caller AsProvider(PartyId? to = null) => new(Provider, Msp, to, OcpiVersion.V221, "conversation-1");

    /// <summary>The operator of the gateway, on behalf of a hosted provider.</summary>
    public static Caller AsHostedProvider() => new(null, Msp, null, OcpiVersion.V230, null);

    public Caller AsOperator(PartyId? to = null) => new(Operator, Cpo, to, OcpiVersion.V230, "conversation-1");

    public void PutLocation(string id) => Store.Put(
        new ObjectKey(ModuleId.Locations, Cpo, id),
        $$"""{"country_code":"NL","party_id":"CPO","id":"{{id}}","publish":true,"last_updated":"2026-01-01T00:00:00Z"}""");

    public void PutToken(PartyId owner, string uid, bool valid = true) => Store.Put(new ObjectKey(ModuleId.Tokens, owner, uid), Token(owner, uid, valid));

    public void PutToken(PartyId owner, string uid, string type, bool valid, string whitelist = "ALLOWED") => Store.Put(
        TokenKey.Of(owner, uid, type),
        Token(owner, uid, valid)
            .Replace("\"type\":\"RFID\"", $"\"type\":\"{type}\"", StringComparison.Ordinal)
            .Replace("\"whitelist\":\"ALLOWED\"", $"\"whitelist\":\"{whitelist}\"", StringComparison.Ordinal));

    public void PutSession(string id, PartyId audience, string status = "ACTIVE") => Store.Put(
        new ObjectKey(ModuleId.Sessions, Cpo, id),
        $$"""{"country_code":"NL","party_id":"CPO","id":"{{id}}","location_id":"L1","evse_uid":"E1","status":"{{status}}","last_updated":"2026-01-01T00:00:00Z"}""",
        audience: audience);

    /// <summary>A Location whose EVSE E1 has these capabilities.</summary>
    public void PutLocation(string id, params string[] capabilities) => Store.Put(
        new ObjectKey(ModuleId.Locations, Cpo, id),
        $$"""
        {"country_code":"NL","party_id":"CPO","id":"{{id}}","publish":true,"evses":[{"uid":"E1","status":"CHARGING",
         "capabilities":[{{string.Join(',', capabilities.Select(capability => $"\"{capability}\""))}}],"last_updated":"2026-01-01T00:00:00Z"}],"last_updated":"2026-01-01T00:00:00Z"}
        """);

    public static string Token(PartyId owner, string uid, bool valid = true) =>
        $$"""
        {"country_code":"{{owner.CountryCode}}","party_id":"{{owner.Code}}","uid":"{{uid}}","type":"RFID","contract_id":"DE-MSP-C1234567-8",
         "issuer":"Driver Club","valid":{{(valid ? "true" : "false")}},"whitelist":"ALLOWED","last_updated":"2026-01-01T00:00:00Z"}
        """;

    public static byte[] StartSession(PartyId? tokenOwner = null, string location = "L1", string? responseUrl = null, string extra = "") => Utf8(
        $$"""
        {"response_url":"{{responseUrl ?? ResponseUrl.AbsoluteUri}}","token":{{Token(tokenOwner ?? Msp, "CARD1")}},"location_id":"{{location}}","evse_uid":"E1"{{extra}}}
        """);

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public void Dispose() => Directory.Dispose();

    public async Task ChangeAsync(Connection connection)
    {
        await ((IConnectionStore)_ports).SaveAsync(connection, TokenChanges.None, default);
        await Directory.RefreshAsync(default);
    }

    public async Task<Connection> ConnectAsync(string name, PartyId party, Role role, OcpiVersion version, string host)
    {
        var connection = new Connection
        {
            Id = Guid.NewGuid(),
            Name = name,
            State = ConnectionState.Connected,
            Version = version,
            VersionsUrl = new Uri(host + "/ocpi/versions"),
            Parties = [new PlatformParty(party, role, name)],
            Endpoints =
            [
                new PartnerEndpoint(ModuleId.ChargingProfiles, role == Role.Cpo ? InterfaceRole.Receiver : InterfaceRole.Sender, new Uri(host + "/ocpi/chargingprofiles")),
            ],
            CreatedAt = Time.GetUtcNow(),
        };
        await ((IConnectionStore)_ports).SaveAsync(connection, TokenChanges.None, default);
        return connection;
    }

    private sealed class Address : IGatewayAddress
    {
        public Uri BaseUrl { get; } = new("https://roam.example");
    }
}

/// <summary>Answers calls as the test says, and keeps what was sent.</summary>
internal sealed class ScriptedWire : ICallSender, IProfileSender
{
    public ConcurrentQueue<SentCall> Sent { get; } = [];

    public Func<SentCall, CallReply> Answer { get; set; } = _ => new CallReply(CallOutcome.Unreachable, 0, null, "nobody scripted an answer", default);

    public static CallReply Ok(string data) => new(CallOutcome.Answered, 200, 1000, "Success", CallRig.Utf8(data));

    public Task<CallReply> AuthorizeAsync(CallLeg leg, string tokenUid, string? tokenType, ReadOnlyMemory<byte> locationReferences, CancellationToken cancellation) =>
        SendAsync(new SentCall("AUTHORIZE", leg, null, locationReferences));

    public Task<CallReply> SendCommandAsync(CallLeg leg, string command, ReadOnlyMemory<byte> body, CancellationToken cancellation) => SendAsync(new SentCall(command, leg, null, body));

    public Task<CallReply> PostResultAsync(CallLeg leg, Uri responseUrl, ReadOnlyMemory<byte> body, CancellationToken cancellation) =>
        SendAsync(new SentCall("RESULT", leg, responseUrl, body));

    public Task<CallReply> SetChargingPreferencesAsync(CallLeg leg, string sessionId, ReadOnlyMemory<byte> body, CancellationToken cancellation) =>
        SendAsync(new SentCall("PREFERENCES", leg, null, body));

    public Task<CallReply> GetProfileAsync(CallLeg leg, string sessionId, int duration, Uri responseUrl, CancellationToken cancellation) =>
        SendAsync(new SentCall($"GET {sessionId} {duration}", leg, responseUrl, default));

    public Task<CallReply> SetProfileAsync(CallLeg leg, string sessionId, ReadOnlyMemory<byte> body, CancellationToken cancellation) =>
        SendAsync(new SentCall($"PUT {sessionId}", leg, null, body));

    public Task<CallReply> ClearProfileAsync(CallLeg leg, string sessionId, Uri responseUrl, CancellationToken cancellation) =>
        SendAsync(new SentCall($"DELETE {sessionId}", leg, responseUrl, default));

    public Task<CallReply> PushActiveProfileAsync(CallLeg leg, string sessionId, ReadOnlyMemory<byte> profile, CancellationToken cancellation) =>
        SendAsync(new SentCall($"ACTIVE {sessionId}", leg, null, profile));

    private Task<CallReply> SendAsync(SentCall call)
    {
        Sent.Enqueue(call);
        return Task.FromResult(Answer(call));
    }
}

internal sealed record SentCall(string What, CallLeg Leg, Uri? Url, ReadOnlyMemory<byte> Body)
{
    public string Text => Encoding.UTF8.GetString(Body.Span);
}

/// <summary>Calls in memory.</summary>
internal sealed class MemoryCalls : ICallStore
{
    private readonly ConcurrentDictionary<Guid, Call> _calls = [];

    public IReadOnlyList<Call> All => [.. _calls.Values.OrderBy(call => call.CreatedAt)];

    public ValueTask SaveAsync(Call call, CancellationToken cancellation)
    {
        _calls[call.Id] = call;
        return ValueTask.CompletedTask;
    }

    public ValueTask<Call?> ChangeAsync(Guid id, Func<Call, Call?> change, CancellationToken cancellation)
    {
        lock (_calls)
        {
            if (!_calls.TryGetValue(id, out var present) || change(present) is not { } changed)
            {
                return new((Call?)null);
            }

            _calls[id] = changed;
            return new(changed);
        }
    }

    public ValueTask<Call?> FindAsync(Guid id, CancellationToken cancellation) => new(_calls.GetValueOrDefault(id));

    public ValueTask<IReadOnlyList<Call>> ListAsync(DateTimeOffset? before, int limit, CancellationToken cancellation) => new(All);

    public ValueTask<IReadOnlyList<Call>> ListOverdueAsync(DateTimeOffset now, CancellationToken cancellation) =>
        new([.. All.Where(call => call.ResultDueAt <= now)]);
}
