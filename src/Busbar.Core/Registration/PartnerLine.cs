using Busbar.Core.Connections;
using Busbar.Ocpi.Model.Common;

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

    /// <summary>Whether the partner itself has shown the encoding in a request to us: then it is not doubted.</summary>
    public bool EncodingShown { get; init; }

    /// <summary>
    /// Takes the encoding that a version asks for, when the one in use was only a guess, or belongs to another version: 2.1.1 knows no Base64. A partner that
    /// does not accept it is tried with the other one again.
    /// </summary>
    public void Adapt(OcpiVersion? before, OcpiVersion version)
    {
        var asked = version == OcpiVersion.V211 ? TokenEncoding.Raw : TokenEncoding.Base64;
        if (!EncodingShown && Encoding != asked && before != version && (version == OcpiVersion.V211 || before == OcpiVersion.V211))
        {
            Encoding = asked;
            EncodingProven = false;
        }
    }

    /// <summary>Whether the partner was seen to want URLs with a slash at their end.</summary>
    public bool TrailingSlash { get; set; }

    /// <summary>What was tolerated, one sentence each.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>Leaves the token out of any text made of this.</summary>
    public override string ToString() => $"Line to {Connection}";
}
