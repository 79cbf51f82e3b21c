using Busbar.Core.Connections;
using Busbar.Core.Delivery;
using Busbar.Core.Losses;
using Busbar.Core.Hubs;
using Busbar.Core.Nodes;
using Busbar.Core.Objects;
using Busbar.Core.Parties;
using Busbar.Core.Registration;
using Busbar.Delivery.Partners;
using Busbar.Delivery.Push;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Microsoft.Extensions.Logging.Abstractions;

namespace Busbar.Gateway.Tests.Delivery;

/// <summary>Real pumps over memory stores, towards scripted partners on loopback, with a clock that the test moves.</summary>
internal sealed class DeliveryRig : IAsyncDisposable
{
    public static readonly PartyId Cpo = new("NL", "CPO");
    public static readonly PartyId Msp = new("DE", "MSP");
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
    private readonly List<ScriptedPartner> _partners = [];
    private PartnerClients? _clients;
    private PumpHost? _host;

    public DeliveryRig()
    {
        Store = new MemoryStore(Time);
        Translator = MemoryLinks.Translator(Store, Time);
        Directory = new ConnectionDirectory(Ports, Ports);
        Reports = new HubReports(Store, Directory, Time);
        Reachability = new Reachability(Time);
    }

    public ManualTime Time { get; } = new();

    public MemoryStore Store { get; }

    public ObjectTranslator Translator { get; }

    public MemoryPorts Ports { get; } = new();

    public ConnectionDirectory Directory { get; }

    /// <summary>The gateway's own party; a hub where its role is HUB.</summary>
    public PlatformParty Own { get; set; } = new(new PartyId("XX", "BBR"), Role.Other, "Busbar");

    public HubReports Reports { get; }

    public Reachability Reachability { get; }

    /// <summary>The list of clients that this gateway keeps, where it is a hub.</summary>
    public ClientBoard Board => new(Directory, Face, Reports, Reachability, Store, Time);

    private GatewayFace Face => new(new Uri("https://roam.example"), Own, [], [OcpiVersion.V221, OcpiVersion.V230]);

    public PushOptions Options { get; set; } = new();

    public PumpHost Host => _host!;

    /// <summary>What partners pull.</summary>
    public PullWatch Pulls { get; private set; } = null!;

    public Replay Replay { get; private set; } = null!;

    public PartnerClients Clients => _clients!;

    public async Task<(ScriptedPartner Partner, Connection Connection)> ConnectAsync(
        Func<Connection, Connection>? shape = null, PartyId? party = null, Role? role = null)
    {
        var partner = await ScriptedPartner.StartAsync();
        _partners.Add(partner);
        ModuleId[] modules = [ModuleId.Locations, ModuleId.Tariffs, ModuleId.Tokens, ModuleId.Sessions, ModuleId.Cdrs, ModuleId.HubClientInfo];
        var connection = new Connection
        {
            Id = Guid.NewGuid(),
            Name = $"Partner {_partners.Count}",
            State = ConnectionState.Connected,
            Version = OcpiVersion.V230,
            Endpoints = [.. modules.Select(m => new PartnerEndpoint(m, InterfaceRole.Receiver, new Uri(partner.Url, $"/r/{m}")))],
            Parties = [new PlatformParty(party ?? Msp, role ?? Role.Emsp, "Driver Club")],
            CreatedAt = Time.GetUtcNow(),
        };
        connection = shape?.Invoke(connection) ?? connection;
        await SaveAsync(connection);
        return (partner, connection);
    }

    public Task SaveAsync(Connection connection) =>
        Directory.ChangeAsync(_ => new ConnectionChange(connection, TokenChanges.None), TestContext.Current.CancellationToken);

    /// <summary>Starts the deliveries, or starts them anew after <see cref="StopAsync"/>, as a process does.</summary>
    public async Task StartAsync()
    {
        await Directory.RefreshAsync(TestContext.Current.CancellationToken);
        _clients = new PartnerClients(_http, Ports, Directory, null, Time);
        var feed = new ChangeFeed(Store, Directory);
        Pulls = new PullWatch(feed, Time);
        var services = new PumpServices(
            feed, new OutgoingObjects(Store, Translator, Options), Store, new PartnerLink(_clients, Leases.Alone),
            new PartnerViews(Ports, new HubRules(Directory, Face), Reports, Time),
            Ports, Ports, Ports, Ports, new Turns(), Leases.Alone, Pulls, Options, new LossCounters(new MemoryLosses()), Time, NullLogger<PumpHost>.Instance);
        _host = new PumpHost(services, Directory);
        Replay = new Replay(services, Directory);
        await _host.StartAsync(TestContext.Current.CancellationToken);

        // From here on a change is a change, not part of what a new partner gets at first: where there is nothing to load, until that is found out.
        var empty = Store.LastSequence == 0;
        await Until(() => Directory.Current.Connections.All(
            c => !c.Profile.Push || (empty ? Ports.Reach(c.Id) is { Loading.Count: 0 } : Ports.Cursor(c.Id) is not null)));
    }

    public async Task StopAsync()
    {
        await _host!.StopAsync(CancellationToken.None);
        _host.Dispose();
        _clients!.Dispose();
        _host = null;
    }

    public DeliveryStatus Status(Connection connection) => Host.Find(connection.Id)!;

    /// <summary>Waits until everything is delivered: the cursor has passed the whole log.</summary>
    public Task IdleAsync(Connection connection) =>
        Until(() => Status(connection) is { State: DeliveryState.Idle, Lag: 0, Pending: 0, Sweeping: false } status && status.Cursor == Store.LastSequence);

    /// <summary>Waits for a condition, and fails when it does not come true.</summary>
    public static async Task Until(Func<bool> condition, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(condition))] string? what = null)
    {
        for (var began = System.Diagnostics.Stopwatch.StartNew(); began.Elapsed < TimeSpan.FromMinutes(5);)
        {
            if (condition())
            {
                return;
            }

            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        Assert.Fail($"It never came true: {what}");
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await StopAsync();
        }

        foreach (var partner in _partners)
        {
            await partner.DisposeAsync();
        }

        Directory.Dispose();
        _http.Dispose();
    }

    public static ObjectKey Key(ModuleId module, string id, PartyId? owner = null) => new(module, owner ?? Cpo, id);

    public static string Location(string id, string status = "AVAILABLE", int version = 1, string tariff = "T1", string? note = null) => $$"""
        {"country_code":"NL","party_id":"CPO","id":"{{id}}","publish":true,"name":"v{{version}}","address":"Street 1","city":"Town","country":"NLD",
        "coordinates":{"latitude":"52.1","longitude":"4.9"},"time_zone":"Europe/Amsterdam",
        "evses":[
        {"uid":"E1","status":"{{status}}","connectors":[{"id":"1","standard":"IEC_62196_T2","format":"SOCKET","power_type":"AC_3_PHASE",
        "max_voltage":230,"max_amperage":32,"tariff_ids":["{{tariff}}"],"last_updated":"2026-01-01T00:00:00Z"}],
        {{(note is null ? "" : $"\"physical_reference\":\"{note}\",")}}"last_updated":"2026-05-04T08:00:{{version % 60:00}}Z"},
        {"uid":"E2","status":"AVAILABLE","connectors":[{"id":"1","standard":"IEC_62196_T2","format":"SOCKET","power_type":"AC_3_PHASE",
        "max_voltage":230,"max_amperage":32,"last_updated":"2026-01-01T00:00:00Z"}],"last_updated":"2026-01-01T00:00:00Z"}],
        "last_updated":"2026-05-04T08:00:{{version % 60:00}}Z"}
        """;

    public static string Tariff(string id) => $$"""
        {"country_code":"NL","party_id":"CPO","id":"{{id}}","currency":"EUR","tax_included":"NO",
        "elements":[{"price_components":[{"type":"ENERGY","price":0.25,"step_size":1}]}],"last_updated":"2026-05-04T08:00:00Z"}
        """;

    public static string Token(string uid, string type = "RFID") => $$"""
        {"country_code":"DE","party_id":"MSP","uid":"{{uid}}","type":"{{type}}","contract_id":"DEMSPC1","issuer":"Driver Club","valid":true,
        "whitelist":"ALLOWED","last_updated":"2026-05-04T08:00:00Z"}
        """;

    public static string Session(string id, string location, string kwh = "1.5") => $$"""
        {"country_code":"NL","party_id":"CPO","id":"{{id}}","start_date_time":"2026-05-04T07:00:00Z","kwh":{{kwh}},
        "cdr_token":{"country_code":"DE","party_id":"MSP","uid":"U1","type":"RFID","contract_id":"DEMSPC1"},"auth_method":"WHITELIST",
        "location_id":"{{location}}","evse_uid":"E1","connector_id":"1","currency":"EUR","status":"ACTIVE","last_updated":"2026-05-04T08:00:00Z"}
        """;

    public static string Cdr(string id, string session = "S0") => $$"""
        {"country_code":"NL","party_id":"CPO","id":"{{id}}","start_date_time":"2026-05-04T07:00:00Z","end_date_time":"2026-05-04T07:30:00Z",
        "session_id":"{{session}}","cdr_token":{"country_code":"DE","party_id":"MSP","uid":"U1","type":"RFID","contract_id":"DEMSPC1"},
        "auth_method":"WHITELIST","cdr_location":{"id":"L1","address":"Street 1","city":"Town","country":"NLD",
        "coordinates":{"latitude":"52.1","longitude":"4.9"},"evse_uid":"E1","evse_id":"NL*CPO*E1","connector_id":"1",
        "connector_standard":"IEC_62196_T2","connector_format":"SOCKET","connector_power_type":"AC_3_PHASE"},"currency":"EUR",
        "charging_periods":[{"start_date_time":"2026-05-04T07:00:00Z","dimensions":[{"type":"ENERGY","volume":10.0}]}],
        "total_cost":{"before_taxes":2.5},"total_energy":10.0,"total_time":0.5,"last_updated":"2026-05-04T08:00:00Z"}
        """;

    public long PutLocation(string id, string status = "AVAILABLE", int version = 1, string? evse = null, string tariff = "T1", string? note = null, Guid? source = null) =>
        Store.Put(Key(ModuleId.Locations, id), Location(id, status, version, tariff, note), source, evse: evse);

    /// <summary>A Location that its owner publishes, or does not.</summary>
    public long PutLocation(string id, bool published, int version = 1) => Store.Put(
        Key(ModuleId.Locations, id), Location(id, version: version).Replace("\"publish\":true", published ? "\"publish\":true" : "\"publish\":false", StringComparison.Ordinal),
        published: published);

    /// <summary>Puts these agreements in the place of all others.</summary>
    public async Task AgreeAsync(params Busbar.Core.Agreements.Agreement[] agreements)
    {
        Busbar.Core.Agreements.IAgreementStore store = Ports;
        foreach (var known in await store.ListAsync(TestContext.Current.CancellationToken))
        {
            await store.DeleteAsync(known.Id, TestContext.Current.CancellationToken);
        }

        foreach (var agreement in agreements)
        {
            await store.SaveAsync(agreement, TestContext.Current.CancellationToken);
        }

        await Store.AppendAsync(ChangeKind.AgreementChanged, null, "{}", TestContext.Current.CancellationToken);
    }

    public long PutTariff(string id) => Store.Put(Key(ModuleId.Tariffs, id), Tariff(id));

    public long PutSession(string id, string location = "L1", string kwh = "1.5") =>
        Store.Put(Key(ModuleId.Sessions, id), Session(id, location, kwh), audience: Msp);

    public long PutCdr(string id, string session = "S0") => Store.Put(Key(ModuleId.Cdrs, id), Cdr(id, session), audience: Msp);
}
