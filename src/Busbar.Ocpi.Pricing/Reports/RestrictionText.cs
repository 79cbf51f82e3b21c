using System.Globalization;
using Busbar.Ocpi.Model.Tariffs;

namespace Busbar.Ocpi.Pricing.Reports;

/// <summary>Says in English when an element counts.</summary>
internal static class RestrictionText
{
    public static string Of(TariffRestrictions? when)
    {
        if (when is null)
        {
            return "always";
        }

        var parts = new List<string>();
        Add(parts, when.StartTime, when.EndTime, "from {0} to {1}", "from {0}", "until {0}");
        if (when.DayOfWeek.Count > 0)
        {
            parts.Add("on " + string.Join(", ", when.DayOfWeek.Select(day => Capital(day.Value))));
        }

        Add(parts, when.StartDate, when.EndDate, "from {0} until {1}", "from {0}", "until {0}");
        Add(parts, Number(when.MinKwh), Number(when.MaxKwh), "from {0} to {1} kWh", "from {0} kWh", "up to {0} kWh");
        Add(parts, Duration(when.MinDuration), Duration(when.MaxDuration), "from {0} to {1} after the start", "from {0} after the start", "up to {0} after the start");
        Add(parts, Number(when.MinPower), Number(when.MaxPower), "at {0} to {1} kW", "at {0} kW or more", "below {0} kW");
        Add(parts, Number(when.MinCurrent), Number(when.MaxCurrent), "at {0} to {1} A", "at {0} A or more", "below {0} A");
        if (when.Reservation is { } reservation)
        {
            parts.Add(reservation == ReservationRestrictionType.Reservation ? "while reserved" : reservation == ReservationRestrictionType.ReservationExpires ? "when a reservation is not used" : reservation.Value);
        }

        if (when.Unknown?.TryGetValue("booking", out var booking) == true)
        {
            parts.Add($"booking ({booking})");
        }

        return parts.Count == 0 ? "always" : string.Join(", ", parts);
    }

    private static void Add(List<string> parts, string? low, string? high, string both, string onlyLow, string onlyHigh)
    {
        if (low is not null || high is not null)
        {
            parts.Add(string.Format(CultureInfo.InvariantCulture, low is null ? onlyHigh : high is null ? onlyLow : both, low ?? high, high));
        }
    }

    private static string? Number(decimal? value) => value?.ToString("0.####", CultureInfo.InvariantCulture);

    private static string? Duration(int? seconds) => seconds is { } given
        ? given % 60 == 0 ? string.Create(CultureInfo.InvariantCulture, $"{given / 3600}:{given / 60 % 60:00} h") : string.Create(CultureInfo.InvariantCulture, $"{given} s")
        : null;

    private static string Capital(string word) => word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..].ToLowerInvariant();
}
