using System.Text.Json.Nodes;
using Busbar.Ocpi.Translation.Common;

namespace Busbar.Ocpi.Translation.Cdrs;

/// <summary>Charging periods: the same in both versions but for the dimensions of the Bookings package (X-CDR-11).</summary>
internal static class ChargingPeriodStep
{
    private static readonly IReadOnlySet<string> KnownTo221 = KnownValues.Of221("CdrDimensionType");

    public static void AllFrom230To221(Place parent)
    {
        foreach (var period in parent.Objects("charging_periods"))
        {
            var given = period.Objects("dimensions");
            var left = given.Count;
            foreach (var dimension in given)
            {
                if (dimension.Text("type") is { } type && !KnownTo221.Contains(type))
                {
                    dimension.LeaveOut("X-CDR-11", $"The target version does not know the dimension {type}.");
                    left--;
                }
            }

            if (given.Count > 0 && left == 0)
            {
                period.Set("dimensions", new JsonArray(new JsonObject { ["type"] = "ENERGY", ["volume"] = 0 }));
                period.Lost("dimensions", "X-CDR-11", LossKind.Defaulted, "A period needs a dimension, and none of its own is left; ENERGY 0 stands for them.");
            }
        }
    }
}
