using Busbar.Ocpi.Model.Common;

namespace Busbar.Core.Parties;

/// <summary>A party in one role, hosted by a platform (a partner's, or this gateway itself).</summary>
/// <param name="Party">Country code and party id.</param>
/// <param name="Role">The market role.</param>
/// <param name="Name">The party's business name.</param>
/// <param name="Website">The party's website, when given.</param>
public sealed record PlatformParty(PartyId Party, Role Role, string Name, string? Website = null);
