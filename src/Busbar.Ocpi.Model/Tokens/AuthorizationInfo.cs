using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Tokens;

/// <summary>The eMSP's answer to a real-time authorization.</summary>
/// <remarks>OCPI chapter "Tokens module / AuthorizationInfo object".</remarks>
public sealed record AuthorizationInfo : OcpiObject
{
    /// <summary>The outcome.</summary>
    public required AllowedType Allowed { get; init; }

    /// <summary>The complete token. Required from 2.2 on.</summary>
    public required Token Token { get; init; }

    /// <summary>Where the token may charge, when not everywhere that was asked for.</summary>
    public LocationReferences? Location { get; init; }

    /// <summary>The eMSP's reference for this authorization, echoed in the Session and the CDR; at most 36 characters.</summary>
    public string? AuthorizationReference { get; init; }

    /// <summary>What to tell the driver.</summary>
    public DisplayText? Info { get; init; }
}
