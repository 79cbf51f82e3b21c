using System.Text.Json;
using Busbar.Core.Connections;

namespace Busbar.Core.Registration;

/// <summary>The credentials object in a partner's POST or PUT.</summary>
/// <param name="Document">The body.</param>
/// <param name="Encoding">How the request's own token was encoded: the partner most likely expects ours the same way.</param>
/// <param name="TokenHash">The hash of the request's own token.</param>
public readonly record struct PresentedCredentials(JsonElement Document, TokenEncoding Encoding, string TokenHash)
{
    /// <summary>Leaves the document, which holds a token, out of any text made of this.</summary>
    public override string ToString() => nameof(PresentedCredentials);
}
