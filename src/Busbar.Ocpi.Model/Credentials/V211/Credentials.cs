using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Locations;

namespace Busbar.Ocpi.Model.Credentials.V211;

/// <summary>What two platforms exchange to reach each other, in the shape of OCPI 2.1.1: one party, without a role.</summary>
/// <remarks>OCPI chapter "Credentials module / Credentials object (2.1.1)".</remarks>
public sealed record Credentials : OcpiObject
{
    /// <inheritdoc cref="Busbar.Ocpi.Model.Credentials.Credentials.Token"/>
    public required string Token { get; init; }

    /// <inheritdoc cref="Busbar.Ocpi.Model.Credentials.Credentials.Url"/>
    public required string Url { get; init; }

    /// <inheritdoc cref="CredentialsRole.BusinessDetails"/>
    public required BusinessDetails BusinessDetails { get; init; }

    /// <inheritdoc cref="CredentialsRole.PartyId"/>
    public required string PartyId { get; init; }

    /// <inheritdoc cref="CredentialsRole.CountryCode"/>
    public required string CountryCode { get; init; }
}
