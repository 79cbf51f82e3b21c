using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Http;

namespace Busbar.Ocpi.Server.Common;

/// <summary>The partner that a request's token belongs to. An application derives from it to carry what it knows of the partner.</summary>
public class OcpiCaller
{
    /// <summary>The reading of the Authorization header that matched. Holds the token, which is a secret.</summary>
    public required TokenCandidate Presented { get; init; }

    /// <summary>True for a token that was made for the registration (token A): it opens Versions and Credentials only.</summary>
    public bool RegistrationOnly { get; init; }

    /// <summary>
    /// True for such a token whose registration was made: it is void, except that the same registration (POST of credentials) may be made again by a partner that did not get
    /// the answer.
    /// </summary>
    public bool RepeatOnly { get; init; }

    /// <summary>Whether deviations that the standard forbids are refused rather than tolerated. A deviating Authorization header is the authenticator's to refuse.</summary>
    public bool Strict { get; init; }

    /// <summary>Whether this caller may write Bearer or nothing in the place of the scheme word Token; otherwise that gets HTTP 401 (AMB-004).</summary>
    public bool AnyScheme { get; init; }

    /// <summary>Largest page that this caller is served, where that is less than the server's own limit.</summary>
    public int? MaxPageSize { get; init; }

    /// <summary>Whether requests must carry both message ids; otherwise missing ones are made up (2.2 and later).</summary>
    public bool RequiresMessageIds { get; init; }

    /// <summary>Whether requests to functional modules must carry the routing headers (2.2 and later).</summary>
    public bool RequiresRouting { get; init; }

    /// <summary>Whether this caller looks at the HTTP status alone: an OCPI error is answered as an HTTP error too.</summary>
    public bool HttpErrors { get; init; }

    /// <summary>Whether a side of a module that the server has is there for this caller; where it is not, its URLs get HTTP 404 as if they did not exist.</summary>
    public virtual bool MayUse(ModuleId module, InterfaceRole side) => true;
}
