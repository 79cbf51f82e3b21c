using Busbar.Ocpi.Model.Common;

namespace Busbar.Core.Objects;

/// <summary>One thing that a reader may see: the objects of a module that meet all of its conditions.</summary>
/// <param name="Owner">Only objects of this party; null for any owner.</param>
/// <param name="Audience">Only objects whose audience is this party; null when the audience does not matter.</param>
/// <param name="Unpublished">Whether objects that are not published are included.</param>
public readonly record struct ObjectGrant(PartyId? Owner = null, PartyId? Audience = null, bool Unpublished = false)
{
    /// <summary>Whether an object is among what is granted.</summary>
    public bool Covers(PartyId owner, in ObjectFacts facts) =>
        (Owner is null || Owner == owner)
        && (Audience is null || Audience == facts.Audience)
        && (Unpublished || facts.Published);
}
