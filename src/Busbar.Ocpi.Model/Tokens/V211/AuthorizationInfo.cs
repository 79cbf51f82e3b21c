using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Tokens.V211;

/// <summary>The eMSP's answer to a real-time authorization, in the shape of OCPI 2.1.1: without the token and without a reference.</summary>
/// <remarks>OCPI chapter "Tokens module / AuthorizationInfo object (2.1.1)".</remarks>
public sealed record AuthorizationInfo : OcpiObject
{
    /// <inheritdoc cref="Tokens.AuthorizationInfo.Allowed"/>
    public required AllowedType Allowed { get; init; }

    /// <inheritdoc cref="Tokens.AuthorizationInfo.Location"/>
    public LocationReferences? Location { get; init; }

    /// <inheritdoc cref="Tokens.AuthorizationInfo.Info"/>
    public DisplayText? Info { get; init; }
}
