using System.CommandLine;
using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Comparisons;
using Busbar.Ocpi.Pricing.Quotes;
using Busbar.Ocpi.Pricing.Reports;

namespace Busbar.Commands;

/// <summary><c>busbar tariff compare</c>: whether two tariffs cost the same.</summary>
internal static class TariffCompareCommand
{
    public static Command Create()
    {
        var before = new Argument<string>("BEFORE") { Description = "The file with the first tariff; - is the standard input." };
        var after = new Argument<string>("AFTER") { Description = "The file with the second tariff." };
        var svg = new Option<string?>("--svg") { Description = "Draw what a session of 30 kWh at 11 kW costs by both, over the time of arrival, into this file.", HelpName = "FILE" };
        var options = new TariffOptions();
        var command = new Command("compare", "Tells whether two tariffs cost the same, with a proof or a session that shows the difference, and what the change does to everyday sessions. Exit code 0: they cost the same, 1: they do not, or it cannot be proved, 2: usage or unreadable input.") { before, after, svg };
        options.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            if (options.Read(parsed) is not { } given
                || await given.TariffsAsync([parsed.GetValue(before)!], cancellation) is not { } first
                || await given.TariffsAsync([parsed.GetValue(after)!], cancellation) is not { } second)
            {
                return 2;
            }

            var (left, right) = (first[0], second[0]);
            var comparison = TariffComparer.Compare(left.Value, right.Value, new ComparisonOptions { BeforeVersion = left.Version, AfterVersion = right.Version, TimeZone = given.Zone });
            if (parsed.GetValue(svg) is { } file && !await given.WriteFileAsync(file, Draw(left, right, given.Zone), cancellation))
            {
                return 2;
            }

            if (given.Json)
            {
                given.WriteJson(json =>
                {
                    json.WriteStartObject();
                    json.WriteString("before", left.Value.Id);
                    json.WriteString("after", right.Value.Id);
                    TariffReportWriter.Write(json, comparison);
                    json.WriteEndObject();
                });
            }
            else
            {
                TariffText.Write(given.Output, comparison);
            }

            return comparison.Outcome == ComparisonOutcome.Equivalent ? 0 : 1;
        });
        return command;
    }

    private static string Draw(PriceDocument<Tariff> left, PriceDocument<Tariff> right, TimeZoneInfo? zone)
    {
        // Two days from the first midnight at which both count.
        var starts = new[] { left.Value.StartDateTime, right.Value.StartDateTime }.OfType<DateTimeOffset>().ToList();
        var day = DateTime.SpecifyKind((starts.Count > 0 ? starts.Max() : right.Value.LastUpdated).UtcDateTime.Date, DateTimeKind.Unspecified);
        var from = new DateTimeOffset(day, (zone ?? TimeZoneInfo.Utc).GetUtcOffset(day)).ToUniversalTime();
        PriceCurve Curve(PriceDocument<Tariff> tariff) => TariffQuote.ByArrival(
            new PlannedSession { Arrival = from, Energy = 30, Power = 11 },
            new TariffContext { Tariffs = [tariff.Value with { StartDateTime = null, EndDateTime = null }], TariffVersion = tariff.Version, TimeZone = zone },
            from, from.AddDays(2), TimeSpan.FromMinutes(15));
        return PriceChart.Draw($"{left.Value.Id} before and after", "30 kWh at 11 kW, by arrival", zone, ("before", Curve(left)), ("after", Curve(right)));
    }
}
