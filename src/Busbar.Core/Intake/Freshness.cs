using Busbar.Ocpi.Model.Common;

namespace Busbar.Core.Intake;

/// <summary>Whether something that was brought is older than what is stored.</summary>
internal static class Freshness
{
    private static readonly TimeSpan ToleratedSkew = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Older never overwrites newer; equal is applied, so that a repetition does no harm. A stored time that lies in the future is a
    /// clock gone wrong and does not hold up what comes later.
    /// </summary>
    public static bool IsOlder(ObjectDraft draft, DateTimeOffset? stored, DateTimeOffset now) => IsOlder(draft, draft.Scan.LastUpdated, stored, now);

    /// <inheritdoc cref="IsOlder(ObjectDraft, DateTimeOffset?, DateTimeOffset)"/>
    public static bool IsOlder(ObjectDraft draft, DateTimeOffset? brought, DateTimeOffset? stored, DateTimeOffset now) =>
        brought < (draft.Source.Version == OcpiVersion.V211 ? Second(stored) : stored) && stored <= now + ToleratedSkew;

    /// <summary>2.1.1 counts whole seconds: whoever writes it does not know what came after them.</summary>
    private static DateTimeOffset? Second(DateTimeOffset? time) => time is { } at ? at.AddTicks(-(at.Ticks % TimeSpan.TicksPerSecond)) : null;
}
