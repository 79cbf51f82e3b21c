namespace Busbar.Core.Connections;

/// <summary>Where the link to a platform stands.</summary>
public enum ConnectionState
{
    /// <summary>We handed out token A and wait for the partner to register.</summary>
    Waiting,

    /// <summary>A handshake that we started is under way, or failed on its way; see the handshake's steps.</summary>
    Registering,

    /// <summary>Both sides hold each other's credentials.</summary>
    Connected,

    /// <summary>The operator paused the link: nothing is sent, requests are refused.</summary>
    Suspended,

    /// <summary>The partner, or the operator, ended the registration.</summary>
    Unregistered,
}
