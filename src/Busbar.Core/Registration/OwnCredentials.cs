using Busbar.Core.Parties;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Core.Registration;

/// <summary>The credentials that we present to a partner.</summary>
/// <param name="Token">The token that the partner uses towards us, in the clear.</param>
/// <param name="VersionsUrl">Our versions URL.</param>
/// <param name="Roles">The parties that the partner reaches through us.</param>
public sealed record OwnCredentials(string Token, Uri VersionsUrl, IReadOnlyList<PlatformParty> Roles)
{
    /// <summary>Our party where we are a hub; null where we are none.</summary>
    public PartyId? HubParty { get; init; }

    /// <summary>Leaves the token out of any text made of this.</summary>
    public override string ToString() => $"Credentials of {Roles.Count} parties";
}
