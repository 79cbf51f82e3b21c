using Busbar.Ocpi.Model.Common;

namespace Busbar.Core.Registration;

/// <summary>Which of a partner's versions is taken.</summary>
internal static class VersionChoice
{
    /// <summary>The pinned version, or else the newest that both sides speak.</summary>
    public static OcpiVersion Newest(IReadOnlyList<OcpiVersion> ours, OcpiVersion? pinned, IReadOnlyList<OcpiVersion> theirs, IReadOnlyList<PartnerVersion> offered)
    {
        if (pinned is { } wanted)
        {
            return Exactly(wanted, theirs, offered);
        }

        var common = ours.Intersect(theirs).ToList();
        return common.Count > 0
            ? common.Max()
            : throw new HandshakeException(
                HandshakeFault.NoVersion,
                $"No version in common: the partner offers {Names(offered)}, this gateway speaks {string.Join(", ", ours.Select(version => version.Number()))}.");
    }

    /// <summary>One version and no other: the one whose credentials endpoint was called.</summary>
    public static OcpiVersion Exactly(OcpiVersion wanted, IReadOnlyList<OcpiVersion> theirs, IReadOnlyList<PartnerVersion> offered) =>
        theirs.Contains(wanted)
            ? wanted
            : throw new HandshakeException(HandshakeFault.NoVersion, $"The partner does not offer version {wanted.Number()}; it offers {Names(offered)}.");

    private static string Names(IReadOnlyList<PartnerVersion> offered) =>
        offered.Count == 0 ? "none" : string.Join(", ", offered.Select(version => version.Number));
}
