using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation.Common;

namespace Busbar.Ocpi.Translation.Locations;

/// <summary>Power types that the target version does not know become the nearest one that does not promise more (X-CON-03).</summary>
internal static class PowerTypes
{
    public static void Down(Place place, string name, OcpiVersion target)
    {
        if (place.Node.Find(name) is { } power && !KnownValues.Of(target, "PowerType").Knows(power))
        {
            place.Approximate(
                name, Node.Text("AC_1_PHASE"), "X-CON-03",
                $"The target version does not know the power type {power.AsText()}; AC_1_PHASE is the nearest and understates the power.");
        }
    }
}
