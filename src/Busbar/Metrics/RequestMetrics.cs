using System.Globalization;

namespace Busbar.Metrics;

/// <summary>Writes the counts of requests from and to partners.</summary>
internal static class RequestMetrics
{
    private const string Duration = "busbar_request_duration_seconds";

    public static void Write(PrometheusText text, RequestCounters requests)
    {
        var all = requests.All.OrderBy(series => series.Key.ToString(), StringComparer.Ordinal).ToList();
        text.Family("busbar_requests_total", "counter", "Requests from (in) and to (out) partners. http_status 0: no answer.");
        foreach (var (series, totals) in all)
        {
            text.Sample(
                "busbar_requests_total",
                totals.Read().Count,
                ("direction", series.Direction),
                ("module", series.Module),
                ("http_status", series.HttpStatus.ToString(CultureInfo.InvariantCulture)),
                ("ocpi_status", series.OcpiStatus.ToString(CultureInfo.InvariantCulture)));
        }

        text.Family(Duration, "histogram", "How long requests took.");
        foreach (var group in all.GroupBy(series => (series.Key.Direction, series.Key.Module)))
        {
            WriteHistogram(text, group.Key.Direction, group.Key.Module, [.. group.Select(series => series.Value.Read())]);
        }
    }

    private static void WriteHistogram(PrometheusText text, string direction, string module, List<(long Count, double Seconds, long[] Buckets)> totals)
    {
        for (var index = 0; index < RequestTotals.Bounds.Count; index++)
        {
            var bound = RequestTotals.Bounds[index].ToString("R", CultureInfo.InvariantCulture);
            var place = index;
            text.Sample(Duration + "_bucket", totals.Sum(total => total.Buckets[place]), ("direction", direction), ("module", module), ("le", bound));
        }

        text.Sample(Duration + "_bucket", totals.Sum(total => total.Count), ("direction", direction), ("module", module), ("le", "+Inf"));
        text.Sample(Duration + "_sum", totals.Sum(total => total.Seconds), ("direction", direction), ("module", module));
        text.Sample(Duration + "_count", totals.Sum(total => total.Count), ("direction", direction), ("module", module));
    }
}
