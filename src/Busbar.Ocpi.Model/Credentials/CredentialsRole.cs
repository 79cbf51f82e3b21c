using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Locations;

namespace Busbar.Ocpi.Model.Credentials;

/// <summary>One party that a platform hosts, in one role.</summary>
/// <remarks>OCPI chapter "Credentials module / CredentialsRole class".</remarks>
public sealed record CredentialsRole : OcpiObject
{
    /// <summary>What the party does.</summary>
    public required Role Role { get; init; }

    /// <summary>The company behind it.</summary>
    public required BusinessDetails BusinessDetails { get; init; }

    /// <summary>Its party id; three characters.</summary>
    public required string PartyId { get; init; }

    /// <summary>Its country, ISO 3166-1 alpha-2.</summary>
    public required string CountryCode { get; init; }
}
