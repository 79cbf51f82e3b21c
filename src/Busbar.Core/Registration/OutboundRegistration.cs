using Busbar.Core.Connections;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Core.Registration;

/// <summary>The handshakes that we start: registering with a partner, renewing, ending.</summary>
public sealed class OutboundRegistration(
    ConnectionDirectory directory,
    IConnectionStore store,
    IPartnerHandshake handshake,
    PresentedParties presented,
    GatewayFace face,
    HandshakeGate gate,
    RegistrationOptions options,
    TimeProvider clock)
{
    private readonly PartnerDiscovery _discovery = new(handshake);

    /// <summary>Registers with the partner whose versions URL and token the connection holds (GET versions, GET details, POST credentials).</summary>
    public Task<HandshakeReport> RegisterAsync(Guid connection, OcpiVersion? version, CancellationToken cancellation) =>
        HandshakeAsync(connection, version, first: true, options.TokenOverlap, cancellation);

    /// <summary>
    /// Renews the registration with new tokens on both sides and tells the partner our present parties and endpoints (PUT credentials);
    /// with a version, also moves the connection to it.
    /// </summary>
    public Task<HandshakeReport> RenewAsync(Guid connection, OcpiVersion? version, TimeSpan? overlap, CancellationToken cancellation) =>
        HandshakeAsync(connection, version, first: false, overlap ?? options.TokenOverlap, cancellation);

    /// <summary>Ends the registration: DELETE at the partner, and whatever it answers, both sides' tokens are void here.</summary>
    public async Task<HandshakeReport> UnregisterAsync(Guid id, CancellationToken cancellation)
    {
        var connection = Find(id);
        using var pass = Enter(id);
        var recorder = new HandshakeRecorder(clock.GetUtcNow());
        try
        {
            if (connection.Version is { } version
                && connection.EndpointFor(ModuleId.Credentials) is { } endpoint
                && await store.ReadPartnerTokenAsync(id, cancellation) is { } token)
            {
                var line = Line(connection, token);
                using var limit = Limit(cancellation, out var within);
                await recorder.StepAsync("End the registration at the partner", endpoint, () => EndAsync(line, endpoint, version, within), _ => "The partner has ended it.");
            }
        }
        catch (HandshakeException)
        {
            // The step tells the operator. It ends here all the same: what the operator ended must not go on because the partner is away.
        }

        recorder.Note("Ended the registration here", true, "Both sides' tokens are void.");
        var report = recorder.Report(recorder.Succeeded);
        await directory.ChangeAsync(
            snapshot => snapshot.Find(id) is { } current && Ending.Of(current, "", clock.GetUtcNow()) is { } ending
                ? ending with { Connection = ending.Connection with { LastHandshake = report } }
                : null,
            CancellationToken.None);
        return report;
    }

    private async Task<HandshakeReport> HandshakeAsync(Guid id, OcpiVersion? version, bool first, TimeSpan overlap, CancellationToken cancellation)
    {
        var connection = Find(id);
        if (first ? connection.State is not (ConnectionState.Registering or ConnectionState.Unregistered) : connection.State != ConnectionState.Connected)
        {
            throw new ConnectionRuleException($"The connection is {connection.State.ToString().ToLowerInvariant()}: it cannot be {(first ? "registered" : "renewed")} now.");
        }

        using var pass = Enter(id);
        var recorder = new HandshakeRecorder(clock.GetUtcNow());
        var ours = CredentialsToken.Create();
        try
        {
            using var limit = Limit(cancellation, out var within);
            await RunAsync(connection, ours, version, first, overlap, recorder, within);
            return recorder.Report(true);
        }
        catch (HandshakeException failure)
        {
            recorder.Fail(first ? "Registration failed" : "Renewal failed", failure.ForOperator);
            return await WithdrawAsync(id, ours, recorder);
        }
        catch (OperationCanceledException)
        {
            recorder.Fail(first ? "Registration failed" : "Renewal failed", "It was cancelled, or took longer than a handshake may.");
            return await WithdrawAsync(id, ours, recorder);
        }
    }

    private async Task RunAsync(
        Connection connection, string ours, OcpiVersion? version, bool first, TimeSpan overlap, HandshakeRecorder recorder, CancellationToken cancellation)
    {
        var token = await store.ReadPartnerTokenAsync(connection.Id, cancellation);
        if (token is null || connection.VersionsUrl is not { } versionsUrl)
        {
            throw new HandshakeException(HandshakeFault.Invalid, "The partner's versions URL and token are needed to start a handshake.");
        }

        var line = Line(connection, token);
        var pinned = version ?? (first ? null : connection.Version);
        var visible = await presented.VisibleAsync(connection, cancellation);
        var discovered = await _discovery.DiscoverAsync(
            line, versionsUrl, connection, (theirs, offered) => VersionChoice.Newest(face.Versions, pinned, theirs, offered),
            urls => PartnerSide.Tell(connection, [], urls, visible), recorder, cancellation);

        // The partner calls back with the new token before it answers, so the token has to work before it is sent.
        await IssuePendingAsync(connection.Id, ours);
        var shown = await presented.ForAsync(connection, discovered.Version, discovered.Side, cancellation);
        var credentials = new OwnCredentials(ours, face.VersionsUrl, shown) { HubParty = face.HubParty };
        var theirs = await recorder.StepAsync(
            first ? "Register at the partner (POST credentials)" : "Renew at the partner (PUT credentials)",
            discovered.Credentials,
            () => first
                ? handshake.RegisterAsync(line, discovered.Credentials, discovered.Version, credentials, cancellation)
                : handshake.UpdateAsync(line, discovered.Credentials, discovered.Version, credentials, cancellation),
            found => $"The partner answered with {found.Parties.Count} roles.");
        recorder.NoteTolerated(line.Notes.Concat(theirs.Notes));

        var answer = new PartnerAnswer(discovered.Side is { } side ? theirs.On(side, connection.Declared) : theirs, credentials, first, line);
        try
        {
            await CommitAsync(connection.Id, ours, discovered, answer, overlap, recorder);
        }
        catch (HandshakeException) when (first && theirs.Token is { } granted)
        {
            await UndoAsync(new PartnerLine(connection.Id, granted, line.Encoding), discovered, recorder, cancellation);
            throw;
        }
    }

    /// <summary>The new token is valid from now on; should we never get to confirm or withdraw it, it ends by itself.</summary>
    private Task<Connection?> IssuePendingAsync(Guid id, string ours) => directory.ChangeAsync(
        snapshot => snapshot.Find(id) is { } current
            ? new ConnectionChange(
                current.State == ConnectionState.Unregistered ? current with { State = ConnectionState.Registering } : current,
                new TokenChanges { Issue = [Issued(ours, id, clock.GetUtcNow() + options.HandshakeLimit)] })
            : throw new HandshakeException(HandshakeFault.Overtaken, "The connection was removed while the handshake was under way."),
        CancellationToken.None);

    private Task<Connection?> CommitAsync(
        Guid id, string ours, Discovered discovered, PartnerAnswer answer, TimeSpan overlap, HandshakeRecorder recorder)
    {
        var now = clock.GetUtcNow();
        return directory.ChangeAsync(
            snapshot =>
            {
                if (snapshot.Find(id) is not { } current || current.State is ConnectionState.Unregistered or ConnectionState.Waiting)
                {
                    throw new HandshakeException(HandshakeFault.Overtaken, "The connection changed while the handshake was under way.");
                }

                var (parties, hub) = answer.PartiesFor(current, snapshot, recorder);
                if (PartyClaims.Refuse(snapshot, current, hub is { } own ? parties.Select(party => party.Party).Append(own) : parties.Select(party => party.Party)) is { } refusal)
                {
                    throw new HandshakeException(HandshakeFault.ForeignParty, refusal.Reason) { ForOperator = refusal.ForOperator };
                }

                var granted = answer.Token(recorder);
                recorder.Note("Stored the registration", true, $"Version {discovered.Version.Number()}, {parties.Count} roles.");
                var next = current with
                {
                    State = current.State == ConnectionState.Suspended ? ConnectionState.Suspended : ConnectionState.Connected,
                    Version = discovered.Version,
                    VersionsUrl = answer.VersionsUrl ?? current.VersionsUrl,
                    Endpoints = discovered.Endpoints,
                    Parties = parties,
                    HubParty = hub,
                    Profile = current.Profile with { TokenEncoding = answer.Encoding, TrailingSlash = current.Profile.TrailingSlash || answer.TrailingSlash },
                    RegisteredAt = current.RegisteredAt ?? now,
                    LastHandshake = recorder.Report(true),
                };
                return new ConnectionChange(next, new TokenChanges
                {
                    Issue = [Issued(ours, id, null)],
                    RetireOthersAt = now + overlap,
                    PartnerToken = granted,
                });
            },
            CancellationToken.None);
    }

    /// <summary>The partner believes us registered, and we cannot accept what it is: it has to be told.</summary>
    private async Task UndoAsync(PartnerLine line, Discovered discovered, HandshakeRecorder recorder, CancellationToken cancellation)
    {
        try
        {
            await recorder.StepAsync(
                "Take the registration back (DELETE credentials)",
                discovered.Credentials,
                () => EndAsync(line, discovered.Credentials, discovered.Version, cancellation),
                _ => "The partner has ended it.");
        }
        catch (HandshakeException)
        {
            // Noted as a step; the failure that led here is the one to tell.
        }
    }

    /// <summary>Nothing came of it: the token made for it ends at once, all others stay as they were.</summary>
    private async Task<HandshakeReport> WithdrawAsync(Guid id, string ours, HandshakeRecorder recorder)
    {
        var report = recorder.Report(false);
        await directory.ChangeAsync(
            snapshot => snapshot.Find(id) is { } current
                ? new ConnectionChange(
                    current with { LastHandshake = report },
                    snapshot.FindToken(CredentialsToken.Hash(ours), clock.GetUtcNow()) is null
                        ? TokenChanges.None
                        : new TokenChanges { Issue = [Issued(ours, id, clock.GetUtcNow())] })
                : null,
            CancellationToken.None);
        return report;
    }

    private async Task<bool> EndAsync(PartnerLine line, Uri endpoint, OcpiVersion version, CancellationToken cancellation)
    {
        await handshake.UnregisterAsync(line, endpoint, version, cancellation);
        return true;
    }

    private Connection Find(Guid id) => directory.Current.Find(id) ?? throw new ConnectionRuleException("There is no such connection.");

    private IDisposable Enter(Guid id) =>
        gate.TryEnter(id) ?? throw new ConnectionRuleException("Another handshake on this connection is under way.");

    private CancellationTokenSource Limit(CancellationToken cancellation, out CancellationToken within)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(options.HandshakeLimit);
        within = limit.Token;
        return limit;
    }

    private static PartnerLine Line(Connection connection, string token) => new(connection.Id, token, connection.Profile.TokenEncoding);

    private static IssuedToken Issued(string token, Guid connection, DateTimeOffset? end) => new(CredentialsToken.Hash(token), connection, TokenKind.C, end);
}
