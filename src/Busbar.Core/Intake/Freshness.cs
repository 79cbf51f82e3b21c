namespace Busbar.Core.Intake;

/// <summary>Whether something that was brought is older than what is stored.</summary>
internal static class Freshness
{
    private static readonly TimeSpan ToleratedSkew = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Older never overwrites newer; equal is applied, so that a repetition does no harm. A stored time that lies in the future is a
    /// clock gone wrong and does not hold up what comes later.
    /// </summary>
    public static bool IsOlder(DateTimeOffset? brought, DateTimeOffset? stored, DateTimeOffset now) =>
        brought < stored && stored <= now + ToleratedSkew;
}
