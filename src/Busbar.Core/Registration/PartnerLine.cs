using Busbar.Core.Connections;

namespace Busbar.Core.Registration;

/// <summary>How to speak to a partner during one handshake. Learns on the way: the token's encoding, and what had to be tolerated.</summary>
public sealed class PartnerLine(Guid connection, string token, TokenEncoding encoding)
{
    public Guid Connection { get; } = connection;

    /// <summary>The token to present, in the clear.</summary>
    public string Token { get; } = token;

    /// <summary>How the token is encoded; set anew when the partner takes only the other form.</summary>
    public TokenEncoding Encoding { get; set; } = encoding;

    /// <summary>Whether the partner has accepted the encoding once: from then on the other form is not tried any more.</summary>
    public bool EncodingProven { get; set; }

    /// <summary>What was tolerated, one sentence each.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>Leaves the token out of any text made of this.</summary>
    public override string ToString() => $"Line to {Connection}";
}
