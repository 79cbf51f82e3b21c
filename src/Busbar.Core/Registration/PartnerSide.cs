using Busbar.Core.Connections;
using Busbar.Core.Parties;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Core.Registration;

/// <summary>On which side of the market a partner of 2.1.1 stands, and how that was told: neither its credentials nor its version details say it.</summary>
/// <param name="Role">CPO or EMSP.</param>
/// <param name="Reason">What told it, for the operator.</param>
internal sealed record PartnerSide(Role Role, string Reason)
{
    /// <summary>What the operator has to do when nothing tells the side.</summary>
    public const string Unknown =
        "OCPI 2.1.1 does not say whether a partner is a CPO or an eMSP, and nothing else tells it: the operator of this gateway has to declare the connection's party with its role (\"parties\").";

    /// <summary>
    /// The operator's word on the party counts first, then a role in its credentials (which 2.1.1 does not have), then as whom the operator makes us stand before
    /// it, then what it was before, then a "cpo" or "emsp" in its URLs, then who there is to meet: before operators alone only a provider makes sense, and the
    /// other way round.
    /// </summary>
    /// <param name="connection">The connection.</param>
    /// <param name="announced">The parties of its credentials; none while those are not known.</param>
    /// <param name="urls">The partner's URLs.</param>
    /// <param name="shown">The parties that it may see.</param>
    public static PartnerSide? Tell(Connection connection, IReadOnlyList<PlatformParty> announced, IEnumerable<Uri> urls, IReadOnlyList<PlatformParty> shown)
    {
        var declared = Same(connection.Declared, announced);
        if (MarketSide.Of(declared) is { } said)
        {
            return new(said, "the operator declared it so");
        }

        if (MarketSide.Of(announced) is { } own)
        {
            return new(own, "its credentials name the role");
        }

        if (connection.Front is { } front && MarketSide.Of(front.Role) is { } ours)
        {
            return new(MarketSide.Opposite(ours), $"we stand before it as {front.Role}");
        }

        if (declared.Count == 0 && MarketSide.Of(Same(connection.Parties, announced)) is { } before)
        {
            return new(before, "it was before");
        }

        if (Hint(urls) is { } hint)
        {
            return new(hint, "its URLs say so");
        }

        return declared.Count == 0 && MarketSide.Of(shown) is { } side
            ? new(MarketSide.Opposite(side), $"all parties that it can meet here are on the side of the {side}")
            : null;
    }

    private static List<PlatformParty> Same(IReadOnlyList<PlatformParty> known, IReadOnlyList<PlatformParty> announced) =>
        [.. known.Where(party => announced.Count == 0 || announced.Any(other => other.Party == party.Party))];

    private static Role? Hint(IEnumerable<Uri> urls)
    {
        var words = urls.SelectMany(url => url.AbsolutePath.Split('/')).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var provider = words.Contains("emsp") || words.Contains("msp");
        return words.Contains("cpo") == provider ? null : provider ? Role.Emsp : Role.Cpo;
    }
}
