using Busbar.Ocpi.Pricing.Common;

namespace Busbar.Ocpi.Pricing.Tariffs;

/// <summary>Finds the instant at which a wall clock shows a time; only for making up sessions, never for pricing them.</summary>
internal static class LocalTime
{
    /// <summary>The first such instant; a time that the clock jumps over is the jump.</summary>
    public static DateTimeOffset ToUtc(DateOnly date, long timeOfDay, TimeZoneInfo? zone)
    {
        var local = date.ToDateTime(TimeOnly.MinValue).AddTicks(timeOfDay);
        if (zone is null)
        {
            return Ticks.Instant(local.Ticks);
        }

        while (zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(1);
        }

        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return Ticks.Instant(local.Ticks - offset.Ticks);
    }
}
