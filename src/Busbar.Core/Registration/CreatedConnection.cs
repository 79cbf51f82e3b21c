using Busbar.Core.Connections;

namespace Busbar.Core.Registration;

/// <summary>A connection just made.</summary>
/// <param name="Connection">As it stands now.</param>
/// <param name="VersionsUrl">Our versions URL, to hand to the partner.</param>
/// <param name="Token">Token A to hand to the partner over a safe channel, shown this once; null when we registered ourselves.</param>
/// <param name="Handshake">How our registration went; null when we wait.</param>
public sealed record CreatedConnection(Connection Connection, Uri VersionsUrl, string? Token, HandshakeReport? Handshake)
{
    /// <summary>Leaves the token out of any text made of this.</summary>
    public override string ToString() => Connection.Name;
}
