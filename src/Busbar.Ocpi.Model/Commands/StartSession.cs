using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Tokens;

namespace Busbar.Ocpi.Model.Commands;

/// <summary>Asks a CPO to start a session.</summary>
/// <remarks>OCPI chapter "Commands module / StartSession object".</remarks>
public sealed record StartSession : OcpiObject
{
    /// <summary>Where the result is to be posted.</summary>
    public required string ResponseUrl { get; init; }

    /// <summary>The token to charge with.</summary>
    public required Token Token { get; init; }

    /// <summary>The Location; at most 36 characters.</summary>
    public required string LocationId { get; init; }

    /// <summary>The EVSE; when absent, the CPO chooses one. At most 36 characters.</summary>
    public string? EvseUid { get; init; }

    /// <summary>The connector of that EVSE; at most 36 characters (2.2.1 and later).</summary>
    public string? ConnectorId { get; init; }

    /// <summary>The eMSP's reference, echoed in the Session and the CDR; at most 36 characters.</summary>
    public string? AuthorizationReference { get; init; }
}
