using System.Globalization;
using Busbar.Core.Connections;
using Busbar.Core.Delivery;
using Busbar.Core.Hubs;
using Busbar.Core.Intake;
using Busbar.Core.Nodes;
using Busbar.Core.Parties;
using Busbar.Core.Registration;
using Busbar.Delivery.Partners;
using Busbar.Delivery.Pull;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging.Abstractions;

namespace Busbar.Gateway.Tests.Delivery;

/// <summary>The real pull over a memory store, from a scripted partner that offers lists.</summary>
internal sealed class PullRig : IAsyncDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
    private readonly PartnerClients _clients;

    private PullRig(ScriptedPartner partner, Connection connection, TimeProvider time, PullOptions options)
    {
        (Partner, Connection) = (partner, connection);
        Pulls = new MemoryPulls(time);
        Store = new MemoryStore(time) { StandsAbsent = Pulls.Stands };
        Directory = new ConnectionDirectory(Ports, Ports);
        _clients = new PartnerClients(_http, Ports, Directory, null, time);
        var own = new PlatformParty(new PartyId("XX", "BBR"), Role.Other, "Busbar");
        var face = new GatewayFace(new Uri("http://gateway.test/"), own, [], [OcpiVersion.V221, OcpiVersion.V230]);
        Intake = new ObjectIntake(Store, time, absences: Pulls);
        Marks = new PullMarks(Ports);
        var puller = new ModulePuller(Intake, Marks, Pulls, new Removals(Store, Store, Pulls, Pulls, Intake, options, time), new PageReader(options, time), Store, Leases.Alone, options, time);
        Reports = new HubReports(Store, Directory, time);
        Pull = new PullService(
            Directory, _clients, new PresentedParties(Directory, Ports, face, time), puller, new ClientInfoPuller(Reports, Store), time, NullLogger<PullService>.Instance);
        Schedule = new PullSchedule(Pull, Pulls, Directory, Leases.Alone, options, time, NullLogger<PullSchedule>.Instance);
        Partner.Answer = request => Task.FromResult(Serve(request));
    }

    public ScriptedPartner Partner { get; }

    public Connection Connection { get; }

    public MemoryPorts Ports { get; } = new();

    public MemoryStore Store { get; }

    public ConnectionDirectory Directory { get; }

    public PullMarks Marks { get; }

    public MemoryPulls Pulls { get; }

    public ObjectIntake Intake { get; }

    public PullService Pull { get; }

    public HubReports Reports { get; }

    public PullSchedule Schedule { get; }

    /// <summary>What the partner lists, by module.</summary>
    public Dictionary<string, List<string>> Lists { get; } = [];

    /// <summary>Overrules the list for a request.</summary>
    public Func<Received, Reply?> Script { get; set; } = _ => null;

    public static async Task<PullRig> StartAsync(TimeProvider? time = null, int pageSize = 3, PullOptions? options = null, PlatformParty[]? parties = null, params ModuleId[] modules)
    {
        var partner = await ScriptedPartner.StartAsync();
        var connection = new Connection
        {
            Id = Guid.NewGuid(),
            Name = "Posts",
            State = ConnectionState.Connected,
            Version = OcpiVersion.V230,
            Endpoints = [.. modules.Select(m => new PartnerEndpoint(m, InterfaceRole.Sender, new Uri(partner.Url, $"/s/{m}")))],
            Parties = parties ?? [new PlatformParty(DeliveryRig.Cpo, Role.Cpo, "Posts")],
            Profile = new PartnerProfile { PageSize = pageSize },
            CreatedAt = DateTimeOffset.MinValue,
        };
        var rig = new PullRig(partner, connection, time ?? TimeProvider.System, options ?? new PullOptions { FirstWait = TimeSpan.FromMilliseconds(1) });
        await rig.Directory.ChangeAsync(_ => new ConnectionChange(connection, TokenChanges.None), TestContext.Current.CancellationToken);
        return rig;
    }

    public async Task<ModulePull> PullAsync(bool full = false)
    {
        var report = await Pull.PullAsync(new PullRequest(Connection.Id, full), TestContext.Current.CancellationToken);
        Assert.Null(report.Problem);
        return Assert.Single(report.Modules);
    }

    public Task SetAsync(Func<PartnerProfile, PartnerProfile> change) => Directory.ChangeAsync(
        snapshot => snapshot.Find(Connection.Id) is { } current ? new ConnectionChange(current with { Profile = change(current.Profile) }, TokenChanges.None) : null,
        TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Schedule.Dispose();
        _clients.Dispose();
        Directory.Dispose();
        _http.Dispose();
        await Partner.DisposeAsync();
    }

    /// <summary>Pages by offset and limit, with the Link header.</summary>
    private Reply Serve(Received request)
    {
        if (Script(request) is { } scripted)
        {
            return scripted;
        }

        var url = new Uri(Partner.Url, request.Path);
        var query = QueryHelpers.ParseQuery(url.Query);
        var list = Lists[url.Segments[^1]];
        var offset = query.TryGetValue("offset", out var o) ? int.Parse(o!, CultureInfo.InvariantCulture) : 0;
        var limit = int.Parse(query["limit"]!, CultureInfo.InvariantCulture);
        var next = offset + limit < list.Count ? QueryHelpers.AddQueryString(new Uri(url, url.AbsolutePath).AbsoluteUri, new Dictionary<string, string?>
        {
            ["offset"] = (offset + limit).ToString(CultureInfo.InvariantCulture),
            ["limit"] = limit.ToString(CultureInfo.InvariantCulture),
            ["date_from"] = query.TryGetValue("date_from", out var from) ? from.ToString() : null,
        }) : null;
        return new Reply(200, Data: $"[{string.Join(',', list.Skip(offset).Take(limit))}]", Link: next, Total: list.Count);
    }
}
