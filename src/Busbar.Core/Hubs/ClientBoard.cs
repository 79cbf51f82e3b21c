using System.Buffers.Binary;
using System.Security.Cryptography;
using Busbar.Core.Connections;
using Busbar.Core.Objects;
using Busbar.Core.Parties;
using Busbar.Core.Registration;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.HubClientInfo;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Json;

namespace Busbar.Core.Hubs;

/// <summary>
/// The hub's list of who is connected: works out how every party stands, and writes what changed as ClientInfo objects, which are pulled and pushed like any
/// others. Entries are never removed; a party that is gone is SUSPENDED.
/// </summary>
public sealed class ClientBoard(
    ConnectionDirectory directory, GatewayFace face, HubReports reports, Reachability reachability, IObjectStore objects, TimeProvider clock) : IDisposable
{
    private const int Step = 1000;

    private static readonly HashSet<Role> Known = [Role.Cpo, Role.Emsp, Role.Nap, Role.Nsp, Role.Other, Role.Scsp];

    private readonly SemaphoreSlim _updating = new(1, 1);

    /// <summary>Whether anybody is told: this gateway is a hub, or the module is switched on for some connection.</summary>
    public bool IsKept => face.IsHub || directory.Current.Connections.Any(connection => connection.Profile.Modules.Uses(ModuleId.HubClientInfo, InterfaceRole.Sender));

    /// <summary>Brings the list in line with how things stand. Returns how many entries changed.</summary>
    public async Task<int> UpdateAsync(CancellationToken cancellation)
    {
        if (!IsKept)
        {
            return 0;
        }

        await _updating.WaitAsync(cancellation);
        try
        {
            return await WriteChangesAsync(cancellation);
        }
        finally
        {
            _updating.Release();
        }
    }

    public void Dispose() => _updating.Dispose();

    private async Task<int> WriteChangesAsync(CancellationToken cancellation)
    {
        var wanted = await StandingAsync(cancellation);
        var listed = await ListAsync(cancellation);
        var now = clock.GetUtcNow();
        var writes = new List<ObjectWrite>();
        foreach (var (key, status) in wanted)
        {
            if (!listed.TryGetValue(key, out var before) || before != status)
            {
                writes.Add(Write(key.Party, key.Role, status, now));
            }
        }

        foreach (var (key, status) in listed)
        {
            if (!wanted.ContainsKey(key) && status != ConnectionStatus.Suspended)
            {
                writes.Add(Write(key.Party, key.Role, ConnectionStatus.Suspended, now));
            }
        }

        if (writes.Count > 0)
        {
            await objects.WriteManyAsync(writes, cancellation);
        }

        return writes.Count;
    }

    private async Task<Dictionary<(PartyId Party, Role Role), ConnectionStatus>> StandingAsync(CancellationToken cancellation)
    {
        var snapshot = directory.Current;
        var standing = new Dictionary<(PartyId, Role), ConnectionStatus>();
        foreach (var hosted in snapshot.Hosted)
        {
            Set(hosted, ConnectionStatus.Connected);
        }

        foreach (var connection in snapshot.Connections)
        {
            var status = StatusOf(connection);
            var behind = connection.HubParty is null ? [] : (await reports.ListAsync(connection.Id, cancellation)).ToDictionary(reported => reported.Party);
            foreach (var party in connection.Parties)
            {
                var told = behind.TryGetValue(party.Party, out var reported) ? reported.Infos.FirstOrDefault(info => info.Role == party.Role)?.Status : null;
                Set(party, status == ConnectionStatus.Connected ? told ?? status : status);
            }

            foreach (var party in connection.Declared)
            {
                Set(party, status);
            }
        }

        return standing;

        void Set(PlatformParty party, ConnectionStatus status)
        {
            // The role HUB is told by credentials, and roles that the standard lacks are OTHER.
            if (party.Role != Role.Hub)
            {
                standing.TryAdd((party.Party, Known.Contains(party.Role) ? party.Role : Role.Other), status);
            }
        }
    }

    private ConnectionStatus StatusOf(Connection connection) => connection.State switch
    {
        ConnectionState.Connected => reachability.IsReachable(connection.Id) ? ConnectionStatus.Connected : ConnectionStatus.Offline,
        ConnectionState.Suspended => ConnectionStatus.Offline,
        ConnectionState.Unregistered => ConnectionStatus.Suspended,
        _ => connection.RegisteredAt is null ? ConnectionStatus.Planned : ConnectionStatus.Offline,
    };

    private async Task<Dictionary<(PartyId Party, Role Role), ConnectionStatus>> ListAsync(CancellationToken cancellation)
    {
        var list = new StatusList();
        bool more;
        do
        {
            more = await objects.ReadPageAsync(new PageQuery { Module = ModuleId.HubClientInfo, AfterOrdinal = list.Last, Limit = Step }, list, cancellation);
        }
        while (more);

        return list.Entries;
    }

    private static ObjectWrite Write(PartyId party, Role role, ConnectionStatus status, DateTimeOffset now)
    {
        var utf8 = OcpiJson.Serialize(new ClientInfo
        {
            CountryCode = party.CountryCode.ToUpperInvariant(), PartyId = party.Code.ToUpperInvariant(), Role = role, Status = status, LastUpdated = now,
        });
        var facts = new ObjectFacts(now, null, Published: true, BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(utf8)));
        return new ObjectWrite
        {
            Key = new ObjectKey(ModuleId.HubClientInfo, party, role.Value),
            Source = null,
            Decide = current => Says(current, status) ? new ObjectDecision.Keep(KeepReason.Same) : new ObjectDecision.Store(OcpiVersion.V230, utf8, facts),
        };
    }

    /// <summary>Another process may have written the same a moment ago.</summary>
    private static bool Says(ICurrentObject? current, ConnectionStatus status) =>
        current is { Deleted: false } && OcpiJson.Deserialize<ClientInfo>(current.ReadUtf8()).Status == status;

    private sealed class StatusList : IObjectSink
    {
        public Dictionary<(PartyId, Role), ConnectionStatus> Entries { get; } = [];

        public long Last { get; private set; }

        public void Add(in ObjectHeader header, ReadOnlySpan<byte> utf8)
        {
            Last = header.Ordinal;
            Entries[(header.Key.Owner, Role.From(header.Key.Id))] = OcpiJson.Deserialize<ClientInfo>(utf8).Status;
        }
    }
}
