using Busbar.Ocpi.Pricing.Quotes;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Pricing.Comparisons;

/// <summary>Everyday sessions around a day.</summary>
internal static class TypicalSessions
{
    public static IEnumerable<Probe> Around(DateOnly day, TimeZoneInfo? zone)
    {
        var weekday = Next(day, System.DayOfWeek.Wednesday);
        var saturday = Next(day, System.DayOfWeek.Saturday);
        DateTimeOffset At(DateOnly date, int hour) => LocalTime.ToUtc(date, TimeSpan.FromHours(hour).Ticks, zone);
        PlannedSession Plan(DateOnly date, int hour, decimal energy, decimal power) =>
            new() { Arrival = At(date, hour), Energy = energy, Power = power, Current = Math.Round(power * 1000 / 230, 1) };

        yield return Named("30 kWh night session (22:00, 11 kW, connected until 07:00)", Plan(weekday, 22, 30, 11) with { Parking = TimeSpan.FromHours(9) - Plan(weekday, 22, 30, 11).Charging });
        yield return Named("20 kWh day session (weekday 12:00, 11 kW)", Plan(weekday, 12, 20, 11));
        yield return Named("15 kWh evening session (weekday 18:00, 7.4 kW, then 3 h connected)", Plan(weekday, 18, 15, 7.4m) with { Parking = TimeSpan.FromHours(3) });
        yield return Named("50 kWh fast session (Saturday 17:00, 150 kW)", Plan(saturday, 17, 50, 150));
        yield return Named("5 kWh short session (weekday 08:00, 22 kW, then 10 min connected)", Plan(weekday, 8, 5, 22) with { Parking = TimeSpan.FromMinutes(10) });
        yield return Named("25 kWh session after a reservation of 20 min (weekday 16:00, 50 kW)", Plan(weekday, 16, 25, 50) with { Reserved = TimeSpan.FromMinutes(20) });
        yield return Named("reservation of 30 min that expires (weekday 16:00)", Plan(weekday, 16, 0, 11) with { Reserved = TimeSpan.FromMinutes(30), ReservationExpires = true });
    }

    private static Probe Named(string name, PlannedSession plan) => new(name, plan.Events());

    private static DateOnly Next(DateOnly day, System.DayOfWeek weekday) => day.AddDays(((int)weekday - (int)day.DayOfWeek + 7) % 7);
}
