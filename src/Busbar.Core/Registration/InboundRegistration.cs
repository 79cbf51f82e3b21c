using Busbar.Core.Connections;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Core.Registration;

/// <summary>The handshakes that a partner starts: POST, PUT and DELETE on our credentials endpoint.</summary>
public sealed class InboundRegistration(
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

    /// <summary>The credentials object of GET: ours, with the token that the partner presented.</summary>
    public async Task<OwnCredentials> ReadAsync(Guid connection, string presentedToken, OcpiVersion version, CancellationToken cancellation)
    {
        var reader = directory.Current.Find(connection) ?? throw new ConnectionRuleException("The connection is gone.");
        return new OwnCredentials(presentedToken, face.VersionsUrl, await presented.ForAsync(reader, version, side: null, cancellation)) { HubParty = face.HubParty };
    }

    /// <summary>POST: registers the partner for the version of the endpoint it called.</summary>
    public Task<InboundAnswer> RegisterAsync(Guid connection, OcpiVersion version, PresentedCredentials theirs, CancellationToken cancellation) =>
        HandshakeAsync(connection, version, theirs, first: true, cancellation);

    /// <summary>PUT: renews the registration, on the version of the endpoint it called.</summary>
    public Task<InboundAnswer> UpdateAsync(Guid connection, OcpiVersion version, PresentedCredentials theirs, CancellationToken cancellation) =>
        HandshakeAsync(connection, version, theirs, first: false, cancellation);

    /// <summary>DELETE: ends the registration. Both sides' tokens are void at once, and nothing is sent any more.</summary>
    public async Task<InboundAnswer> UnregisterAsync(Guid connection, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var ended = await directory.ChangeAsync(
            snapshot => snapshot.Find(connection) is { } current && IsRegistered(current) ? Ending.Of(current, "The partner ended the registration", now) : null,
            cancellation);
        return ended is null ? new InboundAnswer.NotAllowed("There is no registration to end.") : new InboundAnswer.Ended();
    }

    private async Task<InboundAnswer> HandshakeAsync(Guid id, OcpiVersion version, PresentedCredentials request, bool first, CancellationToken cancellation)
    {
        if (directory.Current.Find(id) is not { } connection || (IsRegistered(connection) == first && !(first && TokenA(directory.Current, request) is not null)))
        {
            return NotAllowed(first);
        }

        using var pass = gate.TryEnter(id);
        if (pass is null)
        {
            return new InboundAnswer.Failed(InboundFailure.Busy, "Another handshake on this connection is under way; try again when it has ended.");
        }

        var recorder = new HandshakeRecorder(clock.GetUtcNow());
        recorder.Note(first ? "The partner registers" : "The partner renews its registration", true, $"On the credentials endpoint of version {version.Number()}.");
        try
        {
            return new InboundAnswer.Accepted(await RunAsync(connection, version, request, first, recorder, cancellation));
        }
        catch (HandshakeException failure)
        {
            recorder.Fail(first ? "Registration refused" : "Renewal refused", failure.ForOperator);
            await directory.ChangeAsync(
                snapshot => snapshot.Find(id) is { } current
                    ? new ConnectionChange(current with { LastHandshake = recorder.Report(false) }, TokenChanges.None)
                    : null,
                CancellationToken.None);
            return Answer(failure, first);
        }
    }

    private async Task<OwnCredentials> RunAsync(
        Connection connection, OcpiVersion version, PresentedCredentials request, bool first, HandshakeRecorder recorder, CancellationToken cancellation)
    {
        var reading = CredentialsReader.Read(request.Document, version);
        if (reading.Credentials is not { Token: { } token, VersionsUrl: { } versionsUrl } announced)
        {
            throw new HandshakeException(HandshakeFault.Invalid, "The credentials cannot be used: " + string.Join(" ", reading.Problems));
        }

        recorder.NoteTolerated(announced.Notes);
        Refuse(directory.Current, connection, announced);

        var visible = await presented.VisibleAsync(connection, cancellation);
        var (discovered, line) = await CallBackAsync(
            connection, version, token, versionsUrl, request.Encoding, first, urls => PartnerSide.Tell(connection, announced.Parties, urls, visible), recorder, cancellation);
        recorder.NoteTolerated(line.Notes);
        var theirs = discovered.Side is { } side ? announced.On(side, connection.Declared) : announced;

        var ours = CredentialsToken.Create();
        var now = clock.GetUtcNow();
        recorder.Note("Stored the registration", true, $"{theirs.Parties.Count} roles; a new token was issued.");
        var saved = await directory.ChangeAsync(
            snapshot =>
            {
                var tokenA = first ? TokenA(snapshot, request) : null;
                if (snapshot.Find(connection.Id) is not { } current || (IsRegistered(current) == first && tokenA is null))
                {
                    throw new HandshakeException(HandshakeFault.Overtaken, "The connection changed while the handshake was under way.");
                }

                Refuse(snapshot, current, theirs);
                var next = current with
                {
                    State = current.State == ConnectionState.Suspended ? ConnectionState.Suspended : ConnectionState.Connected,
                    Version = version,
                    VersionsUrl = versionsUrl,
                    Endpoints = discovered.Endpoints,
                    Parties = theirs.Parties,
                    HubParty = theirs.HubParty,
                    Profile = current.Profile with
                    {
                        TokenEncoding = line.Encoding,
                        SendsToken = request.Encoding,
                        TrailingSlash = current.Profile.TrailingSlash || line.TrailingSlash,
                    },
                    RegisteredAt = first ? now : current.RegisteredAt ?? now,
                    LastHandshake = recorder.Report(true),
                };
                return new ConnectionChange(next, new TokenChanges
                {
                    Issue = tokenA is not null
                        ? [Issued(ours, current.Id), tokenA with { ValidUntil = tokenA.ValidUntil ?? now + options.RepeatGrace }]
                        : [Issued(ours, current.Id)],
                    // Token A ends with its use, except for the same registration again. A renewed token gets an overlap, for requests that are under way.
                    RetireOthersAt = first ? now : now + options.TokenOverlap,
                    PartnerToken = token,
                });
            },
            cancellation);
        return new OwnCredentials(ours, face.VersionsUrl, await presented.ForAsync(saved!, version, discovered.Side, CancellationToken.None)) { HubParty = face.HubParty };
    }

    /// <summary>Reads the partner's versions and details with the token it just gave; a renewing partner may accept only its old one until we answer.</summary>
    private async Task<(Discovered Discovered, PartnerLine Line)> CallBackAsync(
        Connection connection,
        OcpiVersion version,
        string token,
        Uri versionsUrl,
        TokenEncoding presented,
        bool first,
        Func<IEnumerable<Uri>, PartnerSide?> tellSide,
        HandshakeRecorder recorder,
        CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(options.CallBackLimit, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        var habit = connection.Profile.TokenEncoding == TokenEncoding.Raw && connection.Version is null or > OcpiVersion.V211 ? TokenEncoding.Raw : presented;
        var line = new PartnerLine(connection.Id, token, habit) { EncodingShown = true };
        try
        {
            return (await DiscoverAsync(line), line);
        }
        catch (HandshakeException refused) when (!first && refused.Fault == HandshakeFault.Unauthorized)
        {
            if (await store.ReadPartnerTokenAsync(connection.Id, cancellation) is not { } old || old == token)
            {
                throw;
            }

            recorder.Note("Tried the partner's previous token", true, "It does not accept its new one yet.");
            var before = new PartnerLine(connection.Id, old, connection.Profile.TokenEncoding) { EncodingShown = true };
            return (await DiscoverAsync(before), before);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new HandshakeException(HandshakeFault.Unreachable, $"The partner did not answer our call-backs within {options.CallBackLimit.TotalSeconds:0} seconds.");
        }

        Task<Discovered> DiscoverAsync(PartnerLine with) => _discovery.DiscoverAsync(
            with, versionsUrl, connection, (theirs, offered) => VersionChoice.Exactly(version, theirs, offered), tellSide, recorder, both.Token);
    }

    private static void Refuse(ConnectionSnapshot snapshot, Connection connection, PartnerCredentials theirs)
    {
        if (PartyClaims.Refuse(snapshot, connection, theirs.Claims) is { } refusal)
        {
            throw new HandshakeException(HandshakeFault.ForeignParty, refusal.Reason) { ForOperator = refusal.ForOperator };
        }
    }

    /// <summary>
    /// The token A that a registration is made with. A second time, when the partner did not get our answer and has no token C to renew with (AMB-011): what was made first is
    /// replaced then.
    /// </summary>
    private IssuedToken? TokenA(ConnectionSnapshot snapshot, PresentedCredentials request) =>
        snapshot.FindToken(request.TokenHash, clock.GetUtcNow()) is { Kind: TokenKind.A } token ? token : null;

    private static IssuedToken Issued(string token, Guid connection) => new(CredentialsToken.Hash(token), connection, TokenKind.C, null);

    private static bool IsRegistered(Connection connection) => connection.State is ConnectionState.Connected or ConnectionState.Suspended;

    private static InboundAnswer.NotAllowed NotAllowed(bool first) =>
        new(first ? "Registered already: use PUT to renew." : "Not registered: use POST first.");

    private static InboundAnswer Answer(HandshakeException failure, bool first) => failure.Fault switch
    {
        HandshakeFault.Overtaken => NotAllowed(first),
        HandshakeFault.Invalid or HandshakeFault.ForeignParty => new InboundAnswer.Failed(InboundFailure.InvalidCredentials, failure.Message),
        HandshakeFault.NoVersion => new InboundAnswer.Failed(InboundFailure.UnsupportedVersion, failure.Message),
        HandshakeFault.NoEndpoint => new InboundAnswer.Failed(InboundFailure.MissingEndpoints, failure.Message),
        _ => new InboundAnswer.Failed(InboundFailure.PartnerNotUsable, failure.Message),
    };
}
