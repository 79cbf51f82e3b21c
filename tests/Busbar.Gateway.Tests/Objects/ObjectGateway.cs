using System.Text;
using Busbar.Core.Agreements;
using Busbar.Core.Bookings;
using Busbar.Core.Calls;
using Busbar.Core.Connections;
using Busbar.Core.Exchanges;
using Busbar.Core.Intake;
using Busbar.Core.Losses;
using Busbar.Core.Objects;
using Busbar.Core.Parties;
using Busbar.Core.Payments;
using Busbar.Core.Registration;
using Busbar.Endpoints.Bookings;
using Busbar.Endpoints.Callers;
using Busbar.Endpoints.Objects;
using Busbar.Endpoints.Payments;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Server;
using Busbar.Ocpi.Server.Common;
using Busbar.Ocpi.Server.Hosting;
using Busbar.Gateway.Tests.AddOns;
using Busbar.Storage.Sqlite;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Busbar.Gateway.Tests.Objects;

/// <summary>The object endpoints over real HTTP on SQLite, with partners that are registered already.</summary>
internal sealed class ObjectGateway : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly DirectoryInfo _folder;
    private readonly HttpClient _http = new();

    private ObjectGateway(WebApplication app, DirectoryInfo folder)
    {
        _app = app;
        _folder = folder;
    }

    public static PartyId OwnParty { get; } = new("XX", "BBR");

    public Uri Root { get; private set; } = null!;

    public RecordedExchanges Exchanges { get; } = new();

    public ManualClock Clock { get; private init; } = null!;

    public IObjectStore Store => Get<IObjectStore>();

    public IChangeLog Changes => Get<IChangeLog>();

    public AgreementBook Agreements => Get<AgreementBook>();

    public ObjectIntake Intake => Get<ObjectIntake>();

    public ConnectionDirectory Directory => Get<ConnectionDirectory>();

    /// <summary>The partners that calls go out to.</summary>
    public AskedPartners Asked => Get<AskedPartners>();

    public BookingCalls BookingCalls => Get<BookingCalls>();

    public BookingDesk BookingDesk => Get<BookingDesk>();

    public TerminalCalls TerminalCalls => Get<TerminalCalls>();

    /// <summary>The newest call that was written down.</summary>
    public async Task<Call> LastCallAsync() => (await Get<ICallStore>().ListAsync(null, 1, default))[0];

    /// <summary>Declares a party that the gateway hosts itself.</summary>
    public async Task HostAsync(string party, Role role)
    {
        await Get<IHostedPartyStore>().SaveAsync(new PlatformParty(Party(party), role, party), default);
        await Directory.RefreshAsync(default);
    }

    public static async Task<ObjectGateway> StartAsync(int maxPageSize = 100)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("busbar-objects-");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var clock = new ManualClock();
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton<ISecretProtector, PlainSecrets>();
        builder.Services.AddBusbarSqlite($"Data Source={Path.Combine(folder.FullName, "busbar.db")}");
        builder.Services.AddSingleton<ConnectionDirectory>();
        builder.Services.AddSingleton(services => new AgreementBook(services.GetRequiredService<IAgreementStore>()));
        builder.Services.AddSingleton<IntakeBook>();
        builder.Services.AddSingleton<TokenBook>();
        builder.Services.AddSingleton<ChargeBook>();
        builder.Services.AddSingleton<DriverLinks>();
        builder.Services.AddSingleton<DriverFinder>();
        builder.Services.AddSingleton<LongIdBook>();
        builder.Services.AddSingleton<CreditedCharges>();
        builder.Services.AddSingleton<LinkKeeper>();
        builder.Services.AddSingleton<ObjectTranslator>();
        builder.Services.AddSingleton<ObjectIntake>();
        builder.Services.AddSingleton<QuarantineDesk>();
        builder.Services.AddSingleton<ObjectForm>();
        builder.Services.AddSingleton<LossCounters>();
        builder.Services.AddSingleton<LossReader>();
        builder.Services.AddSingleton<TranslationMeter>();
        builder.Services.AddSingleton<PageCache>();
        builder.Services.AddSingleton<ObjectSender>();
        builder.Services.AddSingleton<ObjectReceiver>();
        builder.Services.AddSingleton<CallRouter>().AddSingleton<PaymentAddressing>().AddSingleton<TerminalCalls>().AddSingleton<PaymentsHandler>();
        builder.Services.AddSingleton<BookingDesk>().AddSingleton<BookingCalls>().AddSingleton<BookingsHandler>();
        builder.Services.AddSingleton<AskedPartners>().AddSingleton<IRequestSender>(services => services.GetRequiredService<AskedPartners>());
        builder.Services.AddSingleton(new GatewayFace(
            new Uri("http://gateway.test"), new PlatformParty(OwnParty, Role.Other, "Gateway"), [], OcpiVersions.All));

        var app = builder.Build();
        var gateway = new ObjectGateway(app, folder) { Clock = clock };
        app.MapOcpi("/ocpi", gateway.Setup(maxPageSize));
        await gateway.Directory.RefreshAsync(default);
        await gateway.Agreements.RefreshAsync(default);
        await app.StartAsync();
        gateway.Root = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/");
        return gateway;
    }

    /// <summary>A partner whose registration is done.</summary>
    public async Task<Partner> ConnectAsync(
        string name, OcpiVersion version, PartnerProfile? profile = null, params (string Party, Role Role)[] parties)
    {
        var token = CredentialsToken.Create();
        var connection = new Connection
        {
            Id = Guid.NewGuid(),
            Name = name,
            State = ConnectionState.Connected,
            Version = version,
            Parties = [.. parties.Select(p => new PlatformParty(Party(p.Party), p.Role, p.Party))],
            Profile = profile ?? new(),
            CreatedAt = Clock.GetUtcNow(),
        };
        await Directory.ChangeAsync(
            _ => new ConnectionChange(connection, new TokenChanges { Issue = [new(CredentialsToken.Hash(token), connection.Id, TokenKind.C, null)] }), default);
        return new Partner(_http, Root, connection, token, version);
    }

    public Task<Partner> ConnectCpoAsync(OcpiVersion version, string party = "NL/CPO") => ConnectAsync("cpo " + party, version, null, (party, Role.Cpo));

    public Task<Partner> ConnectEmspAsync(OcpiVersion version, string party = "DE/MSP") => ConnectAsync("emsp " + party, version, null, (party, Role.Emsp));

    public async Task<StoredObject?> FindAsync(ModuleId module, string owner, string id) =>
        await Store.FindAsync(new ObjectKey(module, Party(owner), id), default);

    public async Task<string> TextAsync(ModuleId module, string owner, string id) =>
        Encoding.UTF8.GetString((await FindAsync(module, owner, id))!.Utf8.Span);

    /// <summary>The newest entry of the change log.</summary>
    public async Task<Change?> LastChangeAsync()
    {
        var last = await Changes.LastSequenceAsync(default);
        return last == 0 ? null : (await Changes.ReadAsync(last - 1, 1, default)).Single();
    }

    public static PartyId Party(string text) => PartyId.TryParse(text, out var party) ? party : throw new ArgumentException(text);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _http.Dispose();
        _folder.Delete(recursive: true);
    }

    private OcpiServerSetup Setup(int maxPageSize) => new()
    {
        Options = new OcpiServerOptions { PublicUrl = () => new Uri(Root, "ocpi"), Modules = Modules, MaxPageSize = maxPageSize },
        Authenticator = new ConnectionAuthenticator(Directory, Get<GatewayFace>(), Clock),
        Credentials = new NoCredentials(),
        Sender = Get<ObjectSender>(),
        Receiver = Get<ObjectReceiver>(),
        Calls = new NoCalls(),
        Payments = Get<PaymentsHandler>(),
        Bookings = Get<BookingsHandler>(),
        Observer = new ExchangeRecorder(Exchanges, Clock, ExchangeDirection.In, peer => (peer as ConnectionCaller)?.Connection.Id),
        Clock = Clock,
        Log = NullLogger.Instance,
    };

    private static (ModuleId, InterfaceRole)[] Modules { get; } =
    [
        .. from chapter in OwnedModule.All.Select(module => module.Chapter).Distinct()
           where chapter != ModuleId.InvoiceReconciliation
           from side in new[] { InterfaceRole.Sender, InterfaceRole.Receiver }
           select (chapter, side),
    ];

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    private sealed class PlainSecrets : ISecretProtector
    {
        public byte[] Protect(string secret) => Encoding.UTF8.GetBytes(secret);

        public string Unprotect(byte[] secret) => Encoding.UTF8.GetString(secret);
    }

    private sealed class NoCredentials : ICredentialsHandler
    {
        public ValueTask<OcpiReply> GetAsync(OcpiRequest request, CancellationToken cancellation) => throw new NotSupportedException();

        public ValueTask<OcpiReply> PostAsync(OcpiRequest request, CancellationToken cancellation) => throw new NotSupportedException();

        public ValueTask<OcpiReply> PutAsync(OcpiRequest request, CancellationToken cancellation) => throw new NotSupportedException();

        public ValueTask<OcpiReply> DeleteAsync(OcpiRequest request, CancellationToken cancellation) => throw new NotSupportedException();
    }

    private sealed class NoCalls : ICallHandler
    {
        public ValueTask<OcpiReply> AuthorizeAsync(OcpiRequest request, string tokenUid, string tokenType, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public ValueTask<OcpiReply> SetChargingPreferencesAsync(OcpiRequest request, string sessionId, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public ValueTask<OcpiReply> CommandAsync(OcpiRequest request, string command, CancellationToken cancellation) => throw new NotSupportedException();

        public ValueTask<OcpiReply> CommandResultAsync(OcpiRequest request, string command, string callId, CancellationToken cancellation) =>
            throw new NotSupportedException();
    }
}
