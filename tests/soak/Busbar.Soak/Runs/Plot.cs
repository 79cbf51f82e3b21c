using System.Globalization;
using System.Text;

namespace Busbar.Soak.Runs;

/// <summary>Memory and lag over time, as a small SVG.</summary>
internal static class Plot
{
    private const int Width = 720;
    private const int Height = 150;
    private const int Left = 60;

    public static string Of(IReadOnlyList<Sample> samples)
    {
        var svg = new StringBuilder();
        svg.AppendLine(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{Width + Left + 20}\" height=\"{(2 * Height) + 90}\" font-family=\"sans-serif\" font-size=\"12\">");
        svg.AppendLine("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>");
        Curve(svg, samples, sample => sample.Memory, 20, "#0b6", "memory, MB");
        Curve(svg, samples, sample => sample.P99, Height + 60, "#06b", "p99 of the lag, ms");
        return svg.AppendLine("</svg>").ToString();
    }

    private static void Curve(StringBuilder svg, IReadOnlyList<Sample> samples, Func<Sample, double> value, int top, string colour, string title)
    {
        var highest = Math.Max(1, samples.Max(value) * 1.15);
        var last = Math.Max(0.01, samples[^1].Minute);
        var points = samples.Select(sample => string.Create(CultureInfo.InvariantCulture, $"{Left + (sample.Minute / last * Width):0.0},{top + Height - (value(sample) / highest * Height):0.0}"));
        svg.AppendLine(CultureInfo.InvariantCulture, $"<path d=\"M{Left},{top} v{Height} h{Width}\" fill=\"none\" stroke=\"#999\"/>");
        svg.AppendLine(CultureInfo.InvariantCulture, $"<polyline fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.5\" points=\"{string.Join(' ', points)}\"/>");
        svg.AppendLine(CultureInfo.InvariantCulture, $"<text x=\"{Left + 8}\" y=\"{top + 12}\" fill=\"{colour}\">{title}</text>");
        svg.AppendLine(CultureInfo.InvariantCulture, $"<text x=\"{Left - 6}\" y=\"{top + 10}\" text-anchor=\"end\">{highest:0}</text><text x=\"{Left - 6}\" y=\"{top + Height}\" text-anchor=\"end\">0</text>");
        svg.AppendLine(CultureInfo.InvariantCulture, $"<text x=\"{Left + Width}\" y=\"{top + Height + 16}\" text-anchor=\"end\">{last:0} minutes</text>");
    }
}
