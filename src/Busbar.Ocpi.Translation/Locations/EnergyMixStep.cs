using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation.Common;

namespace Busbar.Ocpi.Translation.Locations;

/// <summary>EnergyMix: kinds of environmental impact are open in 2.3.0, and stand in another member in 2.1.1 (X-TYP-9).</summary>
internal static class EnergyMixStep
{
    public static void Up(Place parent, OcpiVersion target)
    {
        if (parent.Object("energy_mix") is not { } mix)
        {
            return;
        }

        DisplayTexts.Limit(mix, target, "EnergyMix", "supplier_name", "energy_product_name");
        foreach (var impact in mix.Objects("environ_impact"))
        {
            // Some senders of 2.1.1 use the later name already.
            if (!impact.Has("category"))
            {
                impact.Rename("source", "category");
            }
        }
    }

    public static void Down(Place parent, OcpiVersion target)
    {
        if (parent.Object("energy_mix") is not { } mix)
        {
            return;
        }

        DisplayTexts.Limit(mix, target, "EnergyMix", "supplier_name", "energy_product_name");
        var known = KnownValues.Of(target, "EnvironmentalImpactCategory");
        foreach (var impact in mix.Objects("environ_impact"))
        {
            if (!known.Knows(impact.Node.Find("category")))
            {
                impact.LeaveOut("X-TYP-9", $"The target version does not know the environmental impact {impact.Text("category")}.");
            }
            else if (target == OcpiVersion.V211)
            {
                impact.Rename("category", "source");
            }
        }
    }
}
