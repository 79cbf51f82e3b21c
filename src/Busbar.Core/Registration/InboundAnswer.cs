namespace Busbar.Core.Registration;

/// <summary>What a partner's POST, PUT or DELETE on credentials came to.</summary>
public abstract record InboundAnswer
{
    private InboundAnswer()
    {
    }

    /// <summary>Done: these are our credentials, with the partner's new token.</summary>
    public sealed record Accepted(OwnCredentials Credentials) : InboundAnswer
    {
        public override string ToString() => "Accepted";
    }

    /// <summary>Done: the registration has ended.</summary>
    public sealed record Ended : InboundAnswer;

    /// <summary>HTTP 405: POST when registered, PUT or DELETE when not.</summary>
    public sealed record NotAllowed(string Message) : InboundAnswer;

    /// <summary>An error of the OCPI layer; nothing has changed.</summary>
    public sealed record Failed(InboundFailure Failure, string Message) : InboundAnswer;
}

/// <summary>Why a registration failed, as the standard tells them apart.</summary>
public enum InboundFailure
{
    /// <summary>2001: the credentials are not usable, or claim what is not theirs.</summary>
    InvalidCredentials,

    /// <summary>3000: another handshake with the partner is under way.</summary>
    Busy,

    /// <summary>3001: a call back to the partner failed.</summary>
    PartnerNotUsable,

    /// <summary>3002: the partner does not offer the version whose endpoint it called.</summary>
    UnsupportedVersion,

    /// <summary>3003: an endpoint that is needed is missing.</summary>
    MissingEndpoints,
}
