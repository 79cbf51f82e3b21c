using System.Diagnostics;
using System.Globalization;

namespace Busbar.Bench.Frame;

/// <summary>Whether something goes as fast at its end as at its beginning.</summary>
internal static class Flatness
{
    private const double LeastShare = 0.8;

    /// <param name="what">What went on.</param>
    /// <param name="unit">What was counted.</param>
    /// <param name="marks">When each step of the same size had been done.</param>
    /// <param name="step">How many units a step has.</param>
    public static IReadOnlyList<Finding> Of(string what, string unit, IReadOnlyList<long> marks, int step)
    {
        // The first steps warm up.
        var warm = marks.Count / 10;
        var fifth = (marks.Count - warm) / 5;
        var first = Rate(marks, warm, warm + fifth, step);
        var last = Rate(marks, marks.Count - 1 - fifth, marks.Count - 1, step);
        return
        [
            new($"{what}, all", $"{Number(Rate(marks, 0, marks.Count - 1, step))} {unit}/s"),
            new($"{what}, first fifth", $"{Number(first)} {unit}/s"),
            new($"{what}, last fifth", $"{Number(last)} {unit}/s, {(last / first).ToString("0.00", CultureInfo.InvariantCulture)} of the first", $">= {LeastShare.ToString(CultureInfo.InvariantCulture)}", last / first >= LeastShare),
        ];
    }

    private static double Rate(IReadOnlyList<long> marks, int from, int to, int step) => (to - from) * (double)step / Stopwatch.GetElapsedTime(marks[from], marks[to]).TotalSeconds;

    private static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
