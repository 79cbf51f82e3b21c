using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation.Common;

namespace Busbar.Core.Losses;

/// <summary>What a version cannot show of an object.</summary>
/// <param name="Key">The object.</param>
/// <param name="From">The version that it is kept in.</param>
/// <param name="To">The version that was looked at.</param>
/// <param name="Losses">What it could not carry as it was.</param>
/// <param name="Withheld">Why it cannot show the object at all; null when it can.</param>
public sealed record ObjectLosses(ObjectKey Key, OcpiVersion From, OcpiVersion To, IReadOnlyList<Loss> Losses, string? Withheld);

/// <summary>Some of them.</summary>
/// <param name="Items">Objects of which anything is lost.</param>
/// <param name="Next">Where to go on; null at the end. There may be a next page although this one is empty: a page looks at so many objects and no more.</param>
public sealed record LossPage(IReadOnlyList<ObjectLosses> Items, LossPlace? Next);
