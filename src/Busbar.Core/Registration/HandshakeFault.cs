namespace Busbar.Core.Registration;

/// <summary>Why a step of a handshake failed.</summary>
public enum HandshakeFault
{
    /// <summary>No answer: not reachable, address not allowed, too slow.</summary>
    Unreachable,

    /// <summary>The partner does not accept the token.</summary>
    Unauthorized,

    /// <summary>The partner says that the method is not allowed: registered already, or not registered.</summary>
    NotAllowed,

    /// <summary>The partner answered with an error.</summary>
    Refused,

    /// <summary>The answer is not what the standard asks for.</summary>
    Unreadable,

    /// <summary>The credentials that a partner sent us are not valid.</summary>
    Invalid,

    /// <summary>No version, or not the version in question, is offered.</summary>
    NoVersion,

    /// <summary>An endpoint that is needed is not offered.</summary>
    NoEndpoint,

    /// <summary>A party is claimed that belongs to somebody else.</summary>
    ForeignParty,

    /// <summary>The connection changed its state while the handshake was under way.</summary>
    Overtaken,
}
