namespace Busbar.Ocpi.Client.Common;

/// <summary>How a call failed.</summary>
public enum OcpiFailure
{
    /// <summary>It did not: HTTP 2xx and an OCPI status of 1xxx.</summary>
    None,

    /// <summary>No connection, or it broke before the answer was complete.</summary>
    Unreachable,

    /// <summary>No complete answer in time.</summary>
    Timeout,

    /// <summary>An HTTP status outside 2xx, with or without an envelope.</summary>
    HttpError,

    /// <summary>HTTP 2xx with an OCPI status of 2xxx, 3xxx or 4xxx.</summary>
    OcpiError,

    /// <summary>HTTP 2xx with a body that makes no sense, or that is too large.</summary>
    Unreadable,

    /// <summary>Nothing was sent: the partner has no such endpoint.</summary>
    NoEndpoint,

    /// <summary>Nothing was sent: the URL points to a host that must not get the token, or a crawl would not end.</summary>
    Refused,
}
