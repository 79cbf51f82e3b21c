using System.Diagnostics.CodeAnalysis;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Core.Objects;

/// <summary>
/// Keeps an object back by a mark on the party that it is for: a party of that name does not exist, so no page lists the object and no pump sends it, while
/// whom it is for is not forgotten.
/// </summary>
public static class HeldAudience
{
    private const string Mark = "held:";

    /// <summary>The facts of an object that is kept back.</summary>
    public static ObjectFacts Hold(ObjectFacts facts) =>
        facts.Audience is { } party && !IsHeld(party) ? facts with { Audience = new PartyId(Mark + party.CountryCode, party.Code) } : facts;

    /// <summary>The facts of the same object passed on; false when it is not kept back.</summary>
    public static bool TryRelease(ObjectFacts facts, [NotNullWhen(true)] out ObjectFacts? released)
    {
        released = facts.Audience is { } party && IsHeld(party) ? facts with { Audience = new PartyId(party.CountryCode[Mark.Length..], party.Code) } : null;
        return released is not null;
    }

    /// <summary>Whether an object with these facts is kept back.</summary>
    public static bool IsHeld(in ObjectFacts facts) => facts.Audience is { } party && IsHeld(party);

    private static bool IsHeld(PartyId party) => party.CountryCode.StartsWith(Mark, StringComparison.Ordinal);
}
