using System.Diagnostics;
using System.Globalization;

namespace Busbar.Bench.Frame;

/// <summary>Whether something goes as fast at its end as at its beginning, and costs as much.</summary>
internal static class Flatness
{
    private const double LeastShare = 0.8;

    /// <param name="what">What went on.</param>
    /// <param name="units">What was counted.</param>
    /// <param name="marks">When each step of the same size had been done.</param>
    /// <param name="step">How many units a step has.</param>
    public static IReadOnlyList<Finding> Of(string what, string units, IReadOnlyList<Mark> marks, int step)
    {
        // The first steps warm up.
        var warm = marks.Count / 10;
        var fifth = (marks.Count - 1 - warm) / 5;
        var fifths = Enumerable.Range(0, 5).Select(place => (From: marks[warm + (place * fifth)], To: marks[warm + ((place + 1) * fifth)])).ToList();
        var rates = fifths.Select(part => fifth * step / Stopwatch.GetElapsedTime(part.From.At, part.To.At).TotalSeconds).ToList();
        var costs = fifths.Select(part => (part.To.Spent - part.From.Spent).TotalMicroseconds / (fifth * step)).ToList();
        return
        [
            Even($"{what}, {units}/s by fifth", rates, rates[4] / rates[0]),
            Even($"{what}, CPU us each by fifth", costs, costs[0] / costs[4]),
        ];
    }

    /// <param name="what">What was looked at.</param>
    /// <param name="values">Its value in each fifth.</param>
    /// <param name="share">How good the last one is, of the first.</param>
    private static Finding Even(string what, List<double> values, double share) => new(
        what, $"{string.Join(", ", values.Select(value => value.ToString("N0", CultureInfo.InvariantCulture)))}: {share.ToString("0.00", CultureInfo.InvariantCulture)}",
        $">= {LeastShare.ToString(CultureInfo.InvariantCulture)}", share >= LeastShare);
}
