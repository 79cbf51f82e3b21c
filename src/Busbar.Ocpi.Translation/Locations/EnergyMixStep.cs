using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation.Common;

namespace Busbar.Ocpi.Translation.Locations;

/// <summary>EnergyMix: kinds of environmental impact are open in 2.3.0 (X-TYP-9).</summary>
internal static class EnergyMixStep
{
    private static readonly IReadOnlySet<string> Known = KnownValues.Of221("EnvironmentalImpactCategory");

    public static void From221To230(Place parent) => LimitTexts(parent, OcpiVersion.V230);

    public static void From230To221(Place parent)
    {
        LimitTexts(parent, OcpiVersion.V221);
        if (parent.Object("energy_mix") is not { } mix)
        {
            return;
        }

        foreach (var impact in mix.Objects("environ_impact"))
        {
            if (impact.Text("category") is { } category && !Known.Contains(category))
            {
                impact.LeaveOut("X-TYP-9", $"The target version does not know the environmental impact {category}.");
            }
        }
    }

    private static void LimitTexts(Place parent, OcpiVersion target)
    {
        if (parent.Object("energy_mix") is { } mix)
        {
            DisplayTexts.Limit(mix, target, "EnergyMix", "supplier_name", "energy_product_name");
        }
    }
}
