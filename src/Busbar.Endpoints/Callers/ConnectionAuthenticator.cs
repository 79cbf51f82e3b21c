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
            return new ConnectionCaller
            {
                Presented = candidate,
                Connection = connection,
                Face = face,
                // Token A, a handshake of ours under way, a paused link: Versions and Credentials, and nothing else.
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
