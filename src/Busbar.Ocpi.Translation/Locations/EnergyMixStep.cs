using Busbar.Ocpi.Translation.Common;

namespace Busbar.Ocpi.Translation.Locations;

/// <summary>EnergyMix: kinds of environmental impact are open in 2.3.0 (X-TYP-9).</summary>
internal static class EnergyMixStep
{
    public static void From221To230(Place parent)
    {
        if (parent.Object("energy_mix") is { } mix)
        {
            DisplayTexts.Limit(mix, "supplier_name", 64);
            DisplayTexts.Limit(mix, "energy_product_name", 64);
        }
    }

    public static void From230To221(Place parent)
    {
        From221To230(parent);
        if (parent.Object("energy_mix") is not { } mix)
        {
            return;
        }

        foreach (var impact in mix.Objects("environ_impact"))
        {
            if (impact.Text("category") is { } category && !KnownTo221.EnvironmentalImpacts.Contains(category))
            {
                impact.LeaveOut("X-TYP-9", $"The target version does not know the environmental impact {category}.");
            }
        }
    }
}
