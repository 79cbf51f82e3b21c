using Busbar.Ocpi.Model.ChargingProfiles;

namespace Busbar.Simulator.Charging;

/// <summary>What a charging profile allows over time, as a charge point works it out.</summary>
public static class LimitSchedule
{
    /// <summary>
    /// The limits from a moment on. A profile without a start counts from the start of charging, one without a duration goes on with its last period; before it begins and after it
    /// has ended only the maximum of the EVSE limits.
    /// </summary>
    /// <param name="profile">The profile that was set; null for none.</param>
    /// <param name="began">When charging began.</param>
    /// <param name="now">From when on.</param>
    /// <param name="span">For how long.</param>
    /// <param name="maximum">What the EVSE gives at most, in the profile's unit (W without one).</param>
    public static ActiveChargingProfile From(ChargingProfile? profile, DateTimeOffset began, DateTimeOffset now, TimeSpan span, decimal maximum)
    {
        var moments = new SortedSet<DateTimeOffset> { now };
        var start = profile?.StartDateTime ?? began;
        if (profile is not null)
        {
            moments.Add(start);
            moments.UnionWith(profile.ChargingProfilePeriod.Select(period => start.AddSeconds(period.StartPeriod)));
            if (profile.Duration is { } seconds)
            {
                moments.Add(start.AddSeconds(seconds));
            }
        }

        var periods = new List<ChargingProfilePeriod>();
        foreach (var moment in moments.Where(moment => moment >= now && moment < now + span))
        {
            var limit = Math.Min(LimitAt(profile, start, moment) ?? maximum, maximum);
            if (periods.Count == 0 || periods[^1].Limit != limit)
            {
                periods.Add(new ChargingProfilePeriod { StartPeriod = (int)(moment - now).TotalSeconds, Limit = limit });
            }
        }

        return new ActiveChargingProfile
        {
            StartDateTime = now,
            ChargingProfile = new ChargingProfile
            {
                ChargingRateUnit = profile?.ChargingRateUnit ?? ChargingRateUnit.W, Duration = (int)span.TotalSeconds, ChargingProfilePeriod = periods,
            },
        };
    }

    private static decimal? LimitAt(ChargingProfile? profile, DateTimeOffset start, DateTimeOffset moment)
    {
        if (profile is null || moment < start || (profile.Duration is { } seconds && moment >= start.AddSeconds(seconds)))
        {
            return null;
        }

        return profile.ChargingProfilePeriod.OrderBy(period => period.StartPeriod).LastOrDefault(period => start.AddSeconds(period.StartPeriod) <= moment)?.Limit;
    }
}
