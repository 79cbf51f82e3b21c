using System.Globalization;
using System.Security;
using System.Text;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Quotes;

namespace Busbar.Ocpi.Pricing.Reports;

/// <summary>Draws prices over time as SVG that reads well on light and on dark grounds.</summary>
public static class PriceChart
{
    private const int Width = 860;
    private const int Height = 400;
    private const int Left = 74;
    private const int Right = 20;
    private const int Top = 64;
    private const int Bottom = 58;

    private const string Style = """
        <style>
        :root { color-scheme: light dark; }
        .ground { fill: #ffffff; } .ink { fill: #14213d; } .soft { fill: #5b6579; } .grid { stroke: #e3e7ee; } .axis { stroke: #9aa4b5; }
        .c0 { stroke: #0b6bcb; } .c1 { stroke: #c2410c; } .f0 { fill: #0b6bcb; } .f1 { fill: #c2410c; }
        @media (prefers-color-scheme: dark) {
        .ground { fill: #10151f; } .ink { fill: #e8edf6; } .soft { fill: #9fabc0; } .grid { stroke: #222b3a; } .axis { stroke: #56617a; }
        .c0 { stroke: #5cb0ff; } .c1 { stroke: #ff9d5c; } .f0 { fill: #5cb0ff; } .f1 { fill: #ff9d5c; }
        }
        </style>

        """;

    // Steps between grid lines that read well.
    private static readonly decimal[] NiceSteps = [0.01m, 0.02m, 0.05m, 0.1m, 0.2m, 0.25m, 0.5m, 1, 2, 2.5m, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2500, 5000, 10_000, 100_000, 1_000_000];
    private static readonly int[] NiceMinutes = [5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 10_080];

    /// <summary>Draws curves into one picture.</summary>
    /// <param name="title">What is shown.</param>
    /// <param name="subtitle">What it is shown for.</param>
    /// <param name="zone">The zone of the times at the bottom; null is UTC.</param>
    /// <param name="curves">The curves with their names; at least one of them with a point.</param>
    public static string Draw(string title, string subtitle, TimeZoneInfo? zone, params IReadOnlyList<(string Name, PriceCurve Curve)> curves)
    {
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(subtitle);
        ArgumentNullException.ThrowIfNull(curves);
        var points = curves.SelectMany(curve => curve.Curve.Points).ToList();
        if (points.Count == 0)
        {
            throw new ArgumentException("There is nothing to draw.", nameof(curves));
        }

        var frame = new Frame(points);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{Escape(title)}\" font-family=\"system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif\">\n");
        svg.Append(Style);
        svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"ground\" width=\"{Width}\" height=\"{Height}\" rx=\"10\"/>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"ink\" x=\"{Left}\" y=\"28\" font-size=\"17\" font-weight=\"600\">{Escape(title)}</text>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"soft\" x=\"{Left}\" y=\"48\" font-size=\"12.5\">{Escape(points.TrueForAll(point => point.Total.AfterTaxes is not null) ? subtitle + ", with taxes" : subtitle)}</text>\n");
        Grid(svg, frame, curves[0].Curve.Currency, zone);
        for (var i = 0; i < curves.Count; i++)
        {
            Curve(svg, frame, curves[i].Curve, i % 2);
        }

        if (curves.Count > 1)
        {
            Legend(svg, curves);
        }

        svg.Append("</svg>\n");
        return svg.ToString();
    }

    private static void Grid(StringBuilder svg, Frame frame, string currency, TimeZoneInfo? zone)
    {
        for (var value = frame.Low; value <= frame.High; value += frame.Step)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{frame.Y(value)}\" y2=\"{frame.Y(value)}\"/>\n");
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"soft\" x=\"{Left - 8}\" y=\"{frame.Y(value) + 4}\" font-size=\"12\" text-anchor=\"end\">{value.ToString(frame.Step < 1 ? "0.00" : "0.##", CultureInfo.InvariantCulture)}</text>\n");
        }

        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"soft\" x=\"{Left - 8}\" y=\"{Top - 10}\" font-size=\"12\" text-anchor=\"end\">{Escape(currency)}</text>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<line class=\"axis\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Height - Bottom}\" y2=\"{Height - Bottom}\"/>\n");
        var date = "";
        foreach (var (at, local) in frame.Times(zone))
        {
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"axis\" x1=\"{frame.X(at)}\" x2=\"{frame.X(at)}\" y1=\"{Height - Bottom}\" y2=\"{Height - Bottom + 5}\"/>\n");
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"soft\" x=\"{frame.X(at)}\" y=\"{Height - Bottom + 20}\" font-size=\"12\" text-anchor=\"middle\">{local:HH:mm}</text>\n");
            var day = local.ToString("ddd d MMM yyyy", CultureInfo.InvariantCulture);
            if (day != date && frame.X(at) < Width - Right - 50)
            {
                svg.Append(CultureInfo.InvariantCulture, $"<text class=\"soft\" x=\"{frame.X(at)}\" y=\"{Height - Bottom + 38}\" font-size=\"11.5\" text-anchor=\"{(date.Length == 0 ? "start" : "middle")}\">{day}</text>\n");
                date = day;
            }
        }

        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"soft\" x=\"{Width - Right}\" y=\"{Height - 8}\" font-size=\"11\" text-anchor=\"end\">{Escape(zone?.Id ?? "UTC")}</text>\n");
    }

    private static void Curve(StringBuilder svg, Frame frame, PriceCurve curve, int color)
    {
        if (curve.Points.Count == 0)
        {
            return;
        }

        var line = string.Join(' ', curve.Points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{frame.X(point.At)},{frame.Y(point.Value.ToDecimal(6))}")));
        var (first, last) = (frame.X(curve.Points[0].At), frame.X(curve.Points[^1].At));
        svg.Append(CultureInfo.InvariantCulture, $"<polygon class=\"f{color}\" fill-opacity=\"0.10\" points=\"{first},{Height - Bottom} {line} {last},{Height - Bottom}\"/>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<polyline class=\"c{color}\" fill=\"none\" stroke-width=\"2.2\" stroke-linejoin=\"round\" points=\"{line}\"/>\n");
        if (curve is { Cheapest: { } cheapest, Dearest: { } dearest } && cheapest.Value != dearest.Value && color == 0)
        {
            Mark(svg, frame, cheapest, below: true);
            Mark(svg, frame, dearest, below: false);
        }
    }

    private static void Mark(StringBuilder svg, Frame frame, PricePoint point, bool below)
    {
        var (x, y) = (frame.X(point.At), frame.Y(point.Value.ToDecimal(6)));
        below &= y + 18 < Height - Bottom;
        var anchor = x < Left + 30 ? "start" : x > Width - Right - 30 ? "end" : "middle";
        svg.Append(CultureInfo.InvariantCulture, $"<circle class=\"f0\" cx=\"{x}\" cy=\"{y}\" r=\"4\"/>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"ink\" x=\"{x}\" y=\"{(below ? y + 18 : y - 9)}\" font-size=\"12\" font-weight=\"600\" text-anchor=\"{anchor}\">{point.Value.ToDecimal(2).ToString("0.00", CultureInfo.InvariantCulture)}</text>\n");
    }

    private static void Legend(StringBuilder svg, IReadOnlyList<(string Name, PriceCurve Curve)> curves)
    {
        var x = Left;
        for (var i = 0; i < curves.Count; i++)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"f{i % 2}\" x=\"{x}\" y=\"{Height - 17}\" width=\"10\" height=\"10\" rx=\"2.5\"/>\n");
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"ink\" x=\"{x + 15}\" y=\"{Height - 8}\" font-size=\"12\">{Escape(curves[i].Name)}</text>\n");
            x += 40 + (curves[i].Name.Length * 7);
        }
    }

    private static string Escape(string text) => SecurityElement.Escape(text);

    /// <summary>Where instants and prices lie in the picture. Coordinates have one decimal.</summary>
    private sealed class Frame
    {
        private readonly long _from;
        private readonly long _to;

        public Frame(List<PricePoint> points)
        {
            (_from, _to) = (points.Min(point => point.At.UtcTicks), points.Max(point => point.At.UtcTicks));
            _to = Math.Max(_to, _from + TimeSpan.TicksPerMinute);
            var (low, high) = (points.Min(point => point.Value), points.Max(point => point.Value));

            // Prices begin at nothing, unless something is paid out.
            var bottom = low.Sign < 0 ? low.ToDecimal(4) : 0;
            var top = Math.Max(high.ToDecimal(4), bottom + 0.01m);
            Step = NiceSteps.FirstOrDefault(step => (top - bottom) / step <= 6, NiceSteps[^1]);
            Low = Math.Floor(bottom / Step) * Step;
            High = Math.Ceiling((top + (Step / 5)) / Step) * Step;
        }

        public decimal Low { get; }

        public decimal High { get; }

        public decimal Step { get; }

        public decimal X(DateTimeOffset at) => Math.Round(Left + ((Width - Left - Right) * (decimal)(at.UtcTicks - _from) / (_to - _from)), 1);

        public decimal Y(decimal value) => Math.Round(Height - Bottom - ((Height - Top - Bottom) * (value - Low) / (High - Low)), 1);

        /// <summary>Full times of the local clock, at most a dozen.</summary>
        public IEnumerable<(DateTimeOffset At, DateTimeOffset Local)> Times(TimeZoneInfo? zone)
        {
            var minutes = NiceMinutes.FirstOrDefault(step => (_to - _from) / (step * TimeSpan.TicksPerMinute) <= 12, NiceMinutes[^1]);
            for (var at = Ticks.Instant(_from / TimeSpan.TicksPerMinute * TimeSpan.TicksPerMinute); at.UtcTicks <= _to; at = at.AddMinutes(1))
            {
                var local = zone is null ? at : TimeZoneInfo.ConvertTime(at, zone);
                if (at.UtcTicks >= _from && local.Ticks / TimeSpan.TicksPerMinute % minutes == 0)
                {
                    yield return (at, local);
                }
            }
        }
    }
}
