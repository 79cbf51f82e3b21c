namespace Busbar.Core.Connections;

/// <summary>What a token that we issued may be used for. The numbers are stored.</summary>
public enum TokenKind
{
    /// <summary>Handed over out of band: opens Versions and Credentials only.</summary>
    A = 0,

    /// <summary>Given in a handshake: opens everything that the connection may see.</summary>
    C = 1,
}
