using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Busbar.Core.Connections;
using Busbar.Core.Intake;
using Busbar.Core.Objects;
using Busbar.Core.Parties;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.HubClientInfo;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Json;
using Busbar.Ocpi.Wire.Validation;

namespace Busbar.Core.Hubs;

/// <summary>
/// What hubs tell us of the parties behind them: kept per hub, party and role, and the parties become the connection's own, so that calls find them and
/// their data is taken in. Kept among the objects under a module of our own, for what we tell others is another list.
/// </summary>
public sealed class HubReports(IObjectStore objects, ConnectionDirectory directory, TimeProvider clock)
{
    /// <summary>Not OCPI's: what was received, as against what is told.</summary>
    public static ModuleId Module { get; } = new("hubclientinfo.received");

    private const int Step = 1000;

    /// <summary>Raised when a hub told something new. Handlers must be quick.</summary>
    public event Action? Changed;

    /// <summary>One ClientInfo, pushed by a hub or pulled from it.</summary>
    /// <param name="hub">The hub.</param>
    /// <param name="version">The version it is written in.</param>
    /// <param name="addressed">The party in the URL; null for a pulled one.</param>
    /// <param name="utf8">The document.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async ValueTask<IntakeResult> TakeAsync(Connection hub, OcpiVersion version, PartyId? addressed, ReadOnlyMemory<byte> utf8, CancellationToken cancellation)
    {
        if (hub.HubParty is null)
        {
            return new(IntakeOutcome.Foreign, null, [], "Only a hub tells of other parties, and this platform's credentials do not name it one.");
        }

        if (Complete(utf8) is not { } document)
        {
            return new(IntakeOutcome.Malformed, null, [], "The body is not a ClientInfo object.");
        }

        var findings = new List<Finding>();
        if (document.Noted)
        {
            findings.Add(new("/last_updated", "required", Severity.Warning, "last_updated is missing; the time of arrival was taken."));
        }

        var validation = ObjectValidator.Validate(ObjectType.ClientInfo, version, document.Utf8);
        findings.AddRange(validation.Findings);
        if (!validation.IsAcceptable || (hub.Profile.Strict && findings.Exists(finding => finding.Severity >= Severity.Warning)))
        {
            var first = findings.First(finding => finding.Severity >= Severity.Warning);
            return new(IntakeOutcome.Invalid, null, findings, $"{first.Path}: {first.Message}");
        }

        var info = OcpiJson.Deserialize<ClientInfo>(document.Utf8);
        var party = new PartyId(info.CountryCode, info.PartyId);
        var key = Key(hub.Id, party);
        if (addressed is { } expected && expected != party)
        {
            return new(IntakeOutcome.Invalid, key, findings, "country_code and party_id differ from the URL.");
        }

        var written = await WriteAsync(hub.Id, party, (known, _) => Merge(known, info), cancellation);
        await LearnAsync(hub.Id, info, cancellation);
        if (written.Decision is not ObjectDecision.Store)
        {
            return new(IntakeOutcome.Unchanged, key, findings);
        }

        Changed?.Invoke();
        return new(written.Created ? IntakeOutcome.Created : IntakeOutcome.Updated, key, findings, Sequence: written.Sequence);
    }

    /// <summary>What the hub told of a party; null when it told nothing.</summary>
    public static async ValueTask<ReportedParty?> FindAsync(IObjectStore objects, Guid hub, PartyId party, CancellationToken cancellation) =>
        await objects.FindAsync(Key(hub, party), cancellation) is { Deleted: false } stored ? ReportedParty.Read(stored) : null;

    /// <summary>Everything that a hub told.</summary>
    public async ValueTask<IReadOnlyList<ReportedParty>> ListAsync(Guid hub, CancellationToken cancellation)
    {
        var list = new ReportList(hub);
        bool more;
        do
        {
            more = await objects.ReadPageAsync(new PageQuery { Module = Module, AfterOrdinal = list.Last, Limit = Step }, list, cancellation);
        }
        while (more);

        return list.Parties;
    }

    /// <summary>A complete list no longer names these: they are not valid any more, unless the hub told of them since it was asked for the list.</summary>
    /// <param name="hub">The hub.</param>
    /// <param name="listed">Whom the list names.</param>
    /// <param name="loggedAtStart">The last sequence of the change log when the list was asked for.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>How many are not valid any more.</returns>
    public async ValueTask<int> EndMissingAsync(Guid hub, IReadOnlySet<PartyId> listed, long loggedAtStart, CancellationToken cancellation)
    {
        var ended = 0;
        foreach (var reported in await ListAsync(hub, cancellation))
        {
            if (listed.Contains(reported.Party) || !IsValid(reported))
            {
                continue;
            }

            var now = clock.GetUtcNow();
            var written = await WriteAsync(
                hub, reported.Party,
                (known, sequence) => sequence <= loggedAtStart && IsValid(known)
                    ? known with { Infos = [.. known.Infos.Select(info => info with { Status = ConnectionStatus.Suspended, LastUpdated = now })] }
                    : null,
                cancellation);
            if (written.Decision is ObjectDecision.Store)
            {
                ended++;
            }
        }

        if (ended > 0)
        {
            Changed?.Invoke();
        }

        return ended;
    }

    /// <summary>Makes the parties that a hub told of its own again, after a handshake that named only the hub.</summary>
    public async Task RelearnAsync(Connection hub, CancellationToken cancellation)
    {
        foreach (var info in (await ListAsync(hub.Id, cancellation)).SelectMany(reported => reported.Infos))
        {
            await LearnAsync(hub.Id, info, cancellation);
        }
    }

    private static ObjectKey Key(Guid hub, PartyId party) => new(Module, party, hub.ToString("N", CultureInfo.InvariantCulture));

    /// <summary>The party is one of the hub's connection from now on, unless somebody else has it or the operator declared others.</summary>
    private Task LearnAsync(Guid hub, ClientInfo info, CancellationToken cancellation)
    {
        var party = new PartyId(info.CountryCode, info.PartyId);
        bool Known(Connection connection) => connection.Parties.Any(known => known.Party == party && known.Role == info.Role);
        return info.Role == Role.Hub || info.Status == ConnectionStatus.Suspended || directory.Current.Find(hub) is not { HubParty: not null } present || Known(present)
            ? Task.CompletedTask
            : directory.ChangeAsync(
                snapshot => snapshot.Find(hub) is { HubParty: not null } current && !Known(current) && PartyClaims.Refuse(snapshot, current, [party]) is null
                    ? new ConnectionChange(
                        current with { Parties = [.. current.Parties, new PlatformParty(party, info.Role, $"{party.CountryCode}*{party.Code}")] }, TokenChanges.None)
                    : null,
                cancellation);
    }

    /// <summary>Writes what becomes of what is known, given also the sequence at which that was written; null leaves it.</summary>
    private ValueTask<WriteResult> WriteAsync(Guid hub, PartyId party, Func<ReportedParty, long, ReportedParty?> change, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return objects.WriteAsync(
            new ObjectWrite
            {
                Key = Key(hub, party),
                Source = hub,
                Decide = current =>
                {
                    var known = current is { Deleted: false } ? ReportedParty.Read(party, current.ReadUtf8()) : new ReportedParty(party, []);
                    if (change(known, current?.Sequence ?? 0) is not { } changed)
                    {
                        return new ObjectDecision.Keep(KeepReason.Same);
                    }

                    var utf8 = changed.Write();
                    var hash = BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(utf8));
                    return new ObjectDecision.Store(OcpiVersion.V230, utf8, new ObjectFacts(now, null, Published: true, hash));
                },
            },
            cancellation);
    }

    private static bool IsValid(ReportedParty reported) => reported.Infos.Any(info => info.Status != ConnectionStatus.Suspended);

    /// <summary>Null when it says nothing new: the same again, or something older than what is known of that role.</summary>
    private static ReportedParty? Merge(ReportedParty known, ClientInfo info)
    {
        var before = known.Infos.FirstOrDefault(other => other.Role == info.Role);
        if (before is not null && (before.LastUpdated > info.LastUpdated || (before.LastUpdated == info.LastUpdated && before.Status == info.Status)))
        {
            return null;
        }

        return known with { Infos = [.. known.Infos.Where(other => other.Role != info.Role), info] };
    }

    private (byte[] Utf8, bool Noted)? Complete(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            if (JsonNode.Parse(utf8.Span) is not JsonObject info)
            {
                return null;
            }

            if (info["last_updated"] is not null)
            {
                return (utf8.ToArray(), false);
            }

            info["last_updated"] = OcpiDateTime.Format(clock.GetUtcNow());
            return (System.Text.Encoding.UTF8.GetBytes(info.ToJsonString()), true);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            return null; // no JSON, or a member that stands twice: the caller says that it is no ClientInfo
        }
    }

    private sealed class ReportList(Guid hub) : IObjectSink
    {
        private readonly string _id = hub.ToString("N", CultureInfo.InvariantCulture);
        private readonly List<ReportedParty> _parties = [];

        public IReadOnlyList<ReportedParty> Parties => _parties;

        public long Last { get; private set; }

        public void Add(in ObjectHeader header, ReadOnlySpan<byte> utf8)
        {
            Last = header.Ordinal;
            if (header.Key.Id.Equals(_id, StringComparison.OrdinalIgnoreCase))
            {
                _parties.Add(ReportedParty.Read(header.Key.Owner, utf8));
            }
        }
    }
}
