using Busbar.Ocpi.Client.Common;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Tokens;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Json;

namespace Busbar.Ocpi.Client.Tokens;

/// <summary>The Tokens module with records.</summary>
public static class TokensExtension
{
    extension(OcpiClient client)
    {
        /// <summary>The partner's tokens as records; the record reads 2.2, 2.2.1 and 2.3.0.</summary>
        public ModuleClient<Token> Tokens => new(client, ModuleId.Tokens);

        /// <summary>The same, of a partner that speaks 2.1.1.</summary>
        public ModuleClient<Model.Tokens.V211.Token> TokensV211 => new(client, ModuleId.Tokens);

        /// <summary>Asks the token's owner whether it may charge.</summary>
        /// <param name="tokenUid">The token's uid.</param>
        /// <param name="tokenType">The token's type.</param>
        /// <param name="where">Where it is to be used.</param>
        /// <param name="options">What this call does differently.</param>
        /// <param name="cancellation">Gives the call up.</param>
        public async Task<OcpiResult<AuthorizationInfo>> AuthorizeAsync(
            string tokenUid, TokenType tokenType, LocationReferences? where, CallOptions? options = null, CancellationToken cancellation = default)
        {
            // Not a conditional expression: there null would become empty bytes, and a body would be sent.
            ReadOnlyMemory<byte>? body = null;
            if (where is not null)
                body = OcpiJson.Serialize(where);
            return (await client.AuthorizeAsync(tokenUid, tokenType.Value, body, options, cancellation)).As<AuthorizationInfo>();
        }
    }
}
