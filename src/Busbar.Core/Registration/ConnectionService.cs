using Busbar.Core.Connections;
using Busbar.Core.Parties;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Core.Registration;

/// <summary>What the operator does with connections. A rule that is broken is told as <see cref="ConnectionRuleException"/>.</summary>
public sealed class ConnectionService(
    ConnectionDirectory directory, OutboundRegistration outbound, Departures departures, GatewayFace face, TimeProvider clock)
{
    /// <summary>Makes a connection: waiting with a token A, or registered with the partner at once.</summary>
    public async Task<CreatedConnection> CreateAsync(NewConnection wanted, CancellationToken cancellation)
    {
        Check(wanted);
        var connection = new Connection
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            Name = wanted.Name.Trim(),
            State = wanted.VersionsUrl is null ? ConnectionState.Waiting : ConnectionState.Registering,
            VersionsUrl = wanted.VersionsUrl,
            Parties = wanted.Parties,
            Declared = wanted.Parties,
            Profile = wanted.Profile,
            Front = wanted.Front,
            CreatedAt = clock.GetUtcNow(),
        };
        var tokenA = wanted.VersionsUrl is null ? CredentialsToken.Create() : null;
        await directory.ChangeAsync(
            snapshot =>
            {
                if (snapshot.FindByName(connection.Name) is not null)
                {
                    throw new ConnectionRuleException($"There is a connection named \"{connection.Name}\" already.");
                }

                if (PartyClaims.Refuse(snapshot, connection, connection.Declared.Select(party => party.Party)) is { } refusal)
                {
                    throw new ConnectionRuleException(refusal.ForOperator);
                }

                return new ConnectionChange(connection, new TokenChanges
                {
                    Issue = tokenA is null ? [] : [new IssuedToken(CredentialsToken.Hash(tokenA), connection.Id, TokenKind.A, null)],
                    PartnerToken = wanted.Token,
                });
            },
            cancellation);

        var report = tokenA is null ? await outbound.RegisterAsync(connection.Id, wanted.Version, cancellation) : null;
        return new CreatedConnection(Find(connection.Id), face.VersionsUrl, tokenA, report);
    }

    /// <summary>Tries a registration of ours again, where the partner handed us a new token with that one.</summary>
    public async Task<HandshakeReport> RegisterAsync(Guid id, string? token, OcpiVersion? version, CancellationToken cancellation)
    {
        if (token is not null)
        {
            await ChangeAsync(
                id,
                current => current.State is ConnectionState.Registering or ConnectionState.Unregistered
                    ? new ConnectionChange(current with { State = ConnectionState.Registering }, new TokenChanges { PartnerToken = token })
                    : throw new ConnectionRuleException("The connection is registered already."),
                cancellation);
        }

        return await outbound.RegisterAsync(id, version, cancellation);
    }

    /// <summary>New tokens on both sides. After a suspected compromise the overlap is zero.</summary>
    public Task<HandshakeReport> RotateAsync(Guid id, TimeSpan? overlap, CancellationToken cancellation) =>
        outbound.RenewAsync(id, version: null, overlap, cancellation);

    /// <summary>Moves the connection to another version that both sides speak.</summary>
    public Task<HandshakeReport> ChangeVersionAsync(Guid id, OcpiVersion version, CancellationToken cancellation) =>
        outbound.RenewAsync(id, version, overlap: null, cancellation);

    /// <summary>Ends the registration and tells the partner. The connection stays, without tokens.</summary>
    public Task<HandshakeReport> UnregisterAsync(Guid id, CancellationToken cancellation) => outbound.UnregisterAsync(id, cancellation);

    /// <summary>
    /// Ends the registration, where there is one, takes back what its parties published, and removes the connection. In this order: what is interrupted is done again. Sessions and
    /// CDRs stay under their owners.
    /// </summary>
    public async Task<HandshakeReport?> DeleteAsync(Guid id, CancellationToken cancellation)
    {
        var report = IsRegistered(Find(id)) ? await outbound.UnregisterAsync(id, cancellation) : null;
        await departures.LeaveAsync(Find(id), cancellation);
        await directory.RemoveAsync(id, cancellation);
        return report;
    }

    /// <summary>
    /// Lets the partner register anew: a fresh token A, everything else void. For a partner that lost our answer to its POST, or that unregistered.
    /// </summary>
    public async Task<string> ResetAsync(Guid id, CancellationToken cancellation)
    {
        var tokenA = CredentialsToken.Create();
        await ChangeAsync(
            id,
            current => new ConnectionChange(
                current with { State = ConnectionState.Waiting, Endpoints = [] },
                new TokenChanges
                {
                    Issue = [new IssuedToken(CredentialsToken.Hash(tokenA), id, TokenKind.A, null)],
                    RetireOthersAt = clock.GetUtcNow(),
                    ForgetPartnerToken = true,
                }),
            cancellation);
        return tokenA;
    }

    /// <summary>Pauses a link: nothing is sent, requests are refused, all is kept.</summary>
    public Task<Connection> SuspendAsync(Guid id, CancellationToken cancellation) =>
        SwitchAsync(id, ConnectionState.Connected, ConnectionState.Suspended, cancellation);

    /// <summary>Ends a pause.</summary>
    public Task<Connection> ResumeAsync(Guid id, CancellationToken cancellation) =>
        SwitchAsync(id, ConnectionState.Suspended, ConnectionState.Connected, cancellation);

    /// <summary>
    /// Lets nothing be pushed to the partner, or lets it be again. All else goes on: it may pull, push and call, and is called. What changes waits behind its cursor.
    /// Done twice changes nothing.
    /// </summary>
    public Task<Connection> PauseAsync(Guid id, bool paused, CancellationToken cancellation) => ChangeAsync(
        id,
        current => new ConnectionChange(current with { PausedAt = paused ? current.PausedAt ?? clock.GetUtcNow() : null }, TokenChanges.None),
        cancellation);

    /// <summary>The operator's yes to a party moving on: takes it from the connection that has it, so that another may announce or declare it.</summary>
    public Task<Connection> ReleaseAsync(Guid id, PartyId party, CancellationToken cancellation) => ChangeAsync(
        id,
        current => new ConnectionChange(
            current with
            {
                Parties = [.. current.Parties.Where(known => known.Party != party)],
                Declared = [.. current.Declared.Where(known => known.Party != party)],
                HubParty = current.HubParty == party ? null : current.HubParty,
            },
            TokenChanges.None),
        cancellation);

    /// <summary>Sets the parties that the connection may announce; none lets it announce any that is free.</summary>
    public async Task<Connection> DeclareAsync(Guid id, IReadOnlyList<PlatformParty> parties, CancellationToken cancellation)
    {
        var changed = await directory.ChangeAsync(
            snapshot =>
            {
                var next = (snapshot.Find(id) ?? throw Missing()) with { Declared = parties };
                return PartyClaims.Refuse(snapshot, next, parties.Select(party => party.Party)) is { } refusal
                    ? throw new ConnectionRuleException(refusal.ForOperator)
                    : new ConnectionChange(next, TokenChanges.None);
            },
            cancellation);
        return changed!;
    }

    /// <summary>Sets the partner's habits and tolerances.</summary>
    public Task<Connection> SetProfileAsync(Guid id, PartnerProfile profile, CancellationToken cancellation) =>
        ChangeAsync(id, current => new ConnectionChange(current with { Profile = profile }, TokenChanges.None), cancellation);

    /// <summary>Sets as whom we stand before a partner of 2.1.1; null works it out. The partner learns it with the next handshake.</summary>
    public Task<Connection> SetFrontAsync(Guid id, FrontParty? front, CancellationToken cancellation) =>
        ChangeAsync(id, current => new ConnectionChange(current with { Front = front }, TokenChanges.None), cancellation);

    /// <summary>Gives the connection another name.</summary>
    public async Task<Connection> RenameAsync(Guid id, string name, CancellationToken cancellation)
    {
        var changed = await directory.ChangeAsync(
            snapshot => snapshot.FindByName(name.Trim()) is { } other && other.Id != id
                ? throw new ConnectionRuleException($"There is a connection named \"{name.Trim()}\" already.")
                : new ConnectionChange((snapshot.Find(id) ?? throw Missing()) with { Name = name.Trim() }, TokenChanges.None),
            cancellation);
        return changed!;
    }

    private Task<Connection> SwitchAsync(Guid id, ConnectionState from, ConnectionState to, CancellationToken cancellation) => ChangeAsync(
        id,
        current => current.State == from
            ? new ConnectionChange(current with { State = to }, TokenChanges.None)
            : throw new ConnectionRuleException($"The connection is {current.State.ToString().ToLowerInvariant()}, not {from.ToString().ToLowerInvariant()}."),
        cancellation);

    private async Task<Connection> ChangeAsync(Guid id, Func<Connection, ConnectionChange> change, CancellationToken cancellation) =>
        (await directory.ChangeAsync(snapshot => change(snapshot.Find(id) ?? throw Missing()), cancellation))!;

    private Connection Find(Guid id) => directory.Current.Find(id) ?? throw Missing();

    private static ConnectionRuleException Missing() => new("There is no such connection.");

    private static bool IsRegistered(Connection connection) => connection.State is ConnectionState.Connected or ConnectionState.Suspended;

    private static void Check(NewConnection wanted)
    {
        if (string.IsNullOrWhiteSpace(wanted.Name))
        {
            throw new ConnectionRuleException("A connection needs a name.");
        }

        if (wanted.VersionsUrl is null != string.IsNullOrEmpty(wanted.Token))
        {
            throw new ConnectionRuleException("A versions URL and a token belong together: give both to register with the partner, or none to wait for it.");
        }

        if (wanted.VersionsUrl is { } url && (!url.IsAbsoluteUri || url.Scheme is not ("http" or "https") || url.UserInfo.Length > 0))
        {
            throw new ConnectionRuleException("The versions URL is not an absolute http or https URL.");
        }
    }
}
