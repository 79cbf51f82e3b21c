using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Pricing.Cdrs;

/// <summary>Steps as a hub counts them (D-EXT): of each price component on its own, rounded up, down or to the nearest.</summary>
internal static class HubSteps
{
    private static readonly HubRounding Up = new(0, RoundingMode.Up);

    public static bool Rounds(in DraftLine line, PricingPolicy policy) => policy.HubExtensions && line.By.HasHubSteps;

    public static void Apply(Span<DraftLine> lines)
    {
        for (var last = lines.Length - 1; last >= 0; last--)
        {
            var by = lines[last].By;
            if (by.HasHubSteps && by.Component.StepSize > 0 && IsLast(lines, last))
            {
                Round(lines, last, by);
            }
        }
    }

    private static void Round(Span<DraftLine> lines, int last, ActiveComponent by)
    {
        var units = Rational.Zero;
        foreach (ref readonly var line in lines)
        {
            units += ReferenceEquals(line.By, by) ? line.Measured : Rational.Zero;
        }

        var perVolume = lines[last].Dimension == BilledDimension.Energy ? 1000 : 1;
        units *= perVolume;
        var steps = (units / by.Component.StepSize).Round(0, (by.StepRound ?? Up).Mode);
        lines[last].Surplus = ((steps * by.Component.StepSize) - units) / perVolume;
    }

    private static bool IsLast(Span<DraftLine> lines, int at)
    {
        for (var i = at + 1; i < lines.Length; i++)
        {
            if (ReferenceEquals(lines[i].By, lines[at].By))
            {
                return false;
            }
        }

        return true;
    }
}
