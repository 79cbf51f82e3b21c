using Busbar.Core.Connections;
using Busbar.Core.Registration;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Server.Common;
using Busbar.Ocpi.Wire.Http;

namespace Busbar.Endpoints.Callers;

/// <summary>Knows a partner by the hash of its token.</summary>
public sealed class ConnectionAuthenticator(ConnectionDirectory directory, GatewayFace face, TimeProvider clock) : IOcpiAuthenticator
{
    public async ValueTask<OcpiCaller?> AuthenticateAsync(IReadOnlyList<TokenCandidate> candidates, CancellationToken cancellation)
    {
        var snapshot = directory.Current;
        var caller = await FindAsync(snapshot, candidates, cancellation);
        return caller is null or { RegistrationOnly: true } && await directory.RefreshIfStaleAsync(snapshot, cancellation)
            ? await FindAsync(directory.Current, candidates, cancellation)
            : caller;
    }

    private async ValueTask<OcpiCaller?> FindAsync(ConnectionSnapshot snapshot, IReadOnlyList<TokenCandidate> candidates, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        foreach (var candidate in candidates)
        {
            if (snapshot.FindToken(CredentialsToken.Hash(candidate.Token), now) is not { } token
                || snapshot.Find(token.Connection) is not { State: not ConnectionState.Unregistered } connection)
            {
                continue;
            }

            if (connection.Profile.Strict && candidate.Tolerated.Any(note => note.Rule != AuthorizationHeader.RawRule || connection.Version > OcpiVersion.V211))
            {
                return null;
            }

            await RememberAsync(connection, candidate.Form, cancellation);
            if (token.Kind == TokenKind.C && snapshot.FindSpent(connection.Id, now) is not null)
            {
                await CompleteAsync(connection.Id, cancellation);
            }

            return new ConnectionCaller
            {
                Presented = candidate,
                Connection = connection,
                Face = face,
                // Token A, a handshake of ours under way, a paused link: Versions and Credentials, and nothing else.
                RepeatOnly = token is { Kind: TokenKind.A, ValidUntil: not null },
                RegistrationOnly = token.Kind == TokenKind.A || connection.State != ConnectionState.Connected,
                Strict = connection.Profile.Strict,
                AnyScheme = connection.Profile.AnyScheme,
                MaxPageSize = connection.Profile.ServedPageSize,
                RequiresMessageIds = connection.Profile.RequireMessageIds,
                RequiresRouting = connection.Profile.RequireRoutingHeaders,
                HttpErrors = connection.Profile.HttpErrors,
            };
        }

        return null;
    }

    /// <summary>Who uses token C has got our answer: its token A ends, if it was still good for asking again (AMB-011).</summary>
    private Task<Connection?> CompleteAsync(Guid connection, CancellationToken cancellation) => directory.ChangeAsync(
        snapshot => snapshot.Find(connection) is { } current && snapshot.FindSpent(connection, clock.GetUtcNow()) is { } spent
            ? new ConnectionChange(current, new TokenChanges { Issue = [spent with { ValidUntil = clock.GetUtcNow() }] })
            : null,
        cancellation);

    /// <summary>Notes in the profile how the partner sends its token: the first time, and when it is found not to encode it.</summary>
    private async Task RememberAsync(Connection connection, TokenForm form, CancellationToken cancellation)
    {
        var seen = form == TokenForm.Raw ? TokenEncoding.Raw : TokenEncoding.Base64;
        if (connection.Profile.SendsToken is { } known && (known == seen || seen == TokenEncoding.Base64))
        {
            return;
        }

        await directory.ChangeAsync(
            snapshot => snapshot.Find(connection.Id) is { } current && current.Profile.SendsToken != seen
                ? new ConnectionChange(current with { Profile = current.Profile with { SendsToken = seen } }, TokenChanges.None)
                : null,
            cancellation);
    }
}
