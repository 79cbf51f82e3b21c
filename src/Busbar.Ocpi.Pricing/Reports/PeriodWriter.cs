using System.Text.Json;
using Busbar.Ocpi.Pricing.Cdrs;

namespace Busbar.Ocpi.Pricing.Reports;

/// <summary>Writes the periods that were priced.</summary>
internal static class PeriodWriter
{
    public static void Write(Utf8JsonWriter json, IReadOnlyList<MeasuredPeriod> periods)
    {
        json.WriteStartArray("periods");
        foreach (var period in periods)
        {
            json.WriteStartObject();
            json.WriteString("from", ReportWriter.Instant(period.Start));
            json.WriteString("to", ReportWriter.Instant(period.End));
            if (period.TariffId is not null)
            {
                json.WriteString("tariff_id", period.TariffId);
            }

            Given(json, "energy_kwh", period.Energy);
            Given(json, "charging_seconds", period.Charging);
            Given(json, "parking_seconds", period.Parking);
            Given(json, "reserved_seconds", period.Reserved);
            Given(json, "min_power_kw", period.Power.Lowest);
            Given(json, "power_kw", period.Power.Average);
            Given(json, "max_power_kw", period.Power.Highest);
            Given(json, "min_current_a", period.Current.Lowest);
            Given(json, "current_a", period.Current.Average);
            Given(json, "max_current_a", period.Current.Highest);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Given(Utf8JsonWriter json, string name, Common.Rational? value)
    {
        if (value is not null)
        {
            ReportWriter.Number(json, name, value);
        }
    }
}
