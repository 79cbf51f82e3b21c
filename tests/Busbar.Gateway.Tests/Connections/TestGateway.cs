using System.Text;
using System.Text.Json;
using Busbar.Core.Agreements;
using Busbar.Core.Connections;
using Busbar.Core.Parties;
using Busbar.Core.Registration;
using Busbar.Delivery.Http;
using Busbar.Delivery.Registration;
using Busbar.Endpoints.Callers;
using Busbar.Endpoints.Credentials;
using Busbar.Endpoints.Versions;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Server;
using Busbar.Ocpi.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Busbar.Gateway.Tests.Connections;

/// <summary>The gateway's registration side over real HTTP on loopback, with stores in memory.</summary>
internal sealed class TestGateway : IAsyncDisposable, IGatewayAddress
{
    private static readonly (ModuleId Module, InterfaceRole Side)[] Served =
        [(ModuleId.Locations, InterfaceRole.Sender), (ModuleId.Locations, InterfaceRole.Receiver), (ModuleId.Tariffs, InterfaceRole.Sender)];

    private readonly WebApplication _app;
    private readonly HttpClient _outgoing;
    private readonly HttpClient _http = new();

    private TestGateway(TestGatewayOptions options)
    {
        Clock = new ShiftedClock();
        Store = new MemoryConnections(Clock);
        Directory = new ConnectionDirectory(Store, Hosted);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(Log).SetMinimumLevel(LogLevel.Trace);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();

        var offered = Served.Select(served => new OfferedEndpoint(served.Module, served.Side)).Concat(options.AlsoOffered);
        var face = new GatewayFace(this, options.OwnParty, [.. offered], options.Versions);
        var presented = new PresentedParties(Directory, Agreements, face, Clock);
        var offer = new PartnerOffer(face, presented);
        var gate = new HandshakeGate();
        var times = new RegistrationOptions { CallBackLimit = options.CallBackLimit, RepeatGrace = options.RepeatGrace, HandshakeLimit = TimeSpan.FromMinutes(5) };
        _outgoing = GuardedHttp.CreateClient(new OutgoingOptions { AllowPrivateNetworks = options.AllowPrivateNetworks });
        var handshake = new PartnerHandshake(_outgoing, observer: null, Clock);
        Inbound = new InboundRegistration(Directory, Store, handshake, presented, face, gate, times, Clock);
        Outbound = new OutboundRegistration(Directory, Store, handshake, presented, face, gate, times, Clock);
        Operator = new ConnectionService(Directory, Outbound, new Departures(new Delivery.MemoryStore(Clock), Directory, Clock), face, Clock);
        var modules = new EmptyModules();
        _app.MapOcpi("/ocpi", new OcpiServerSetup
        {
            Options = new OcpiServerOptions
            {
                PublicUrl = () => new Uri(BaseUrl, "/ocpi"),
                Versions = options.Versions,
                Modules = Served,
            },
            Authenticator = new ConnectionAuthenticator(Directory, face, Clock),
            Versions = new VersionsHandler(Directory, face, offer),
            Credentials = new CredentialsHandler(Inbound, new Logger<CredentialsHandler>(new LoggerFactory([Log]))),
            Sender = modules,
            Receiver = modules,
            Clock = Clock,
            Log = Log,
        });
    }

    public ShiftedClock Clock { get; }

    public MemoryConnections Store { get; }

    public MemoryParties Hosted { get; } = new();

    public MemoryAgreements Agreements { get; } = new();

    public ConnectionDirectory Directory { get; }

    public InboundRegistration Inbound { get; }

    public OutboundRegistration Outbound { get; }

    public ConnectionService Operator { get; }

    public CapturedLog Log { get; } = new();

    public Uri BaseUrl { get; private set; } = new("http://127.0.0.1/");

    public Uri VersionsUrl => new(BaseUrl, "/ocpi/versions");

    public static async Task<TestGateway> StartAsync(TestGatewayOptions? options = null)
    {
        var gateway = new TestGateway(options ?? new TestGatewayOptions());
        await gateway._app.StartAsync(TestContext.Current.CancellationToken);
        gateway.BaseUrl = new Uri(gateway._app.Urls.First());
        foreach (var party in options?.Hosted ?? [])
        {
            await gateway.Directory.HostAsync(party, TestContext.Current.CancellationToken);
        }

        return gateway;
    }

    /// <summary>A connection that waits for its partner.</summary>
    public Task<CreatedConnection> WaitForAsync(string name, params PlatformParty[] declared) =>
        Operator.CreateAsync(new NewConnection { Name = name, Parties = declared }, TestContext.Current.CancellationToken);

    /// <summary>A connection that registers with a partner at once.</summary>
    public Task<CreatedConnection> RegisterWithAsync(string name, Uri versionsUrl, string token, OcpiVersion? version = null, PartnerProfile? profile = null) =>
        Operator.CreateAsync(
            new NewConnection { Name = name, VersionsUrl = versionsUrl, Token = token, Version = version, Profile = profile ?? new PartnerProfile() },
            TestContext.Current.CancellationToken);

    public Connection Find(Guid id) => Directory.Current.Find(id)!;

    public Task<Answer> CredentialsAsync(HttpMethod method, string token, string? body = null, string version = "2.2.1") =>
        SendAsync(method, $"/ocpi/{version}/credentials", Encoded(token), body);

    public Task<Answer> GetAsync(string path, string token) => SendAsync(HttpMethod.Get, path, Encoded(token));

    /// <summary>Sends a request as it is written, with any Authorization header or none.</summary>
    public async Task<Answer> SendAsync(HttpMethod method, string path, string? authorization, string? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(BaseUrl, path));
        request.Headers.Add("X-Request-ID", Guid.NewGuid().ToString());
        request.Headers.Add("X-Correlation-ID", Guid.NewGuid().ToString());
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var envelope = text.Length > 0 ? JsonElement.Parse(text) : default;
        var headers = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        return new Answer(
            (int)response.StatusCode,
            envelope.ValueKind == JsonValueKind.Object && envelope.TryGetProperty("status_code", out var code) ? code.GetInt32() : null,
            envelope.ValueKind == JsonValueKind.Object && envelope.TryGetProperty("status_message", out var message) ? message.GetString() : null,
            envelope.ValueKind == JsonValueKind.Object && envelope.TryGetProperty("data", out var data) ? data : default,
            headers);
    }

    public static string Encoded(string token) => "Token " + Convert.ToBase64String(Encoding.UTF8.GetBytes(token));

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _outgoing.Dispose();
        _http.Dispose();
        Directory.Dispose();
        Log.Dispose();
    }
}

internal sealed record TestGatewayOptions
{
    public PlatformParty OwnParty { get; init; } = new(new PartyId("XX", "BBR"), Role.Other, "Busbar");

    public IReadOnlyList<PlatformParty> Hosted { get; init; } = [];

    public IReadOnlyList<OcpiVersion> Versions { get; init; } = [OcpiVersion.V221, OcpiVersion.V230];

    /// <summary>What the version details say besides what is served here.</summary>
    public IReadOnlyList<OfferedEndpoint> AlsoOffered { get; init; } = [];

    public bool AllowPrivateNetworks { get; init; } = true;

    public TimeSpan RepeatGrace { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Long, for busy machines; a test of slow partners makes it short.</summary>
    public TimeSpan CallBackLimit { get; init; } = TimeSpan.FromMinutes(2);
}
