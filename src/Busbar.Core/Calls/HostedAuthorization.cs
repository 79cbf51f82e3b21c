using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Common;

namespace Busbar.Core.Calls;

/// <summary>
/// Decides for an eMSP that this gateway hosts, from the tokens it published through the operator API: a valid token may charge, an invalid one is blocked,
/// an unknown one is unknown.
/// </summary>
public sealed class HostedAuthorization(IObjectStore objects, ObjectTranslator translator)
{
    public async Task<CallAnswer> AuthorizeAsync(
        Caller caller, PartyId provider, string uid, string? type, ReadOnlyMemory<byte> locationReferences, CancellationToken cancellation)
    {
        var stored = await objects.FindAsync(TokenKey.Of(provider, uid, type), cancellation);
        if (stored is null || stored.Deleted)
        {
            return CallAnswer.Refused(2004, "The provider does not know this token.", 404);
        }

        // The answer of 2.1.1 does not repeat the token.
        ReadOnlyMemory<byte> token = default;
        if (caller.Version > OcpiVersion.V211)
        {
            var translated = await translator.ToAsync(stored, ObjectType.Token, caller.Version, CancellationToken.None);
            if (translated.IsWithheld)
            {
                return CallAnswer.Refused(3000, $"The token cannot be said in OCPI {caller.Version.Number()}: {translated.Withheld}");
            }

            token = translated.Utf8;
        }

        using var document = System.Text.Json.JsonDocument.Parse(stored.Utf8);
        var valid = document.RootElement.TryGetProperty("valid", out var value) && value.ValueKind == System.Text.Json.JsonValueKind.True;
        return CallAnswer.Success(AuthorizationAnswers.Write(valid ? "ALLOWED" : "BLOCKED", token, locationReferences));
    }
}
