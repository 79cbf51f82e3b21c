using System.Text.Json;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation.Common;

namespace Busbar.Ocpi.Translation.Cdrs;

/// <summary>Charging periods of Sessions and CDRs: versions differ in the dimensions they know (X-CDR-10, X-CDR-11).</summary>
internal static class ChargingPeriodStep
{
    public static void AllFrom211To22(Place parent, string? tariffId)
    {
        foreach (var period in parent.Objects("charging_periods"))
        {
            KeepKnown(period, OcpiVersion.V22, "X-CDR-10");
            if (tariffId is not null && !period.Has("tariff_id"))
            {
                period.Set("tariff_id", Node.Text(tariffId));
            }
        }
    }

    public static void AllFrom230To221(Place parent)
    {
        foreach (var period in parent.Objects("charging_periods"))
        {
            KeepKnown(period, OcpiVersion.V221, "X-CDR-11");
        }
    }

    /// <param name="parent">The Session or CDR.</param>
    /// <param name="addsEnergy">Whether energy may be calculated from what was imported and exported: a CDR's is what it says.</param>
    public static void AllFrom22To211(Place parent, bool addsEnergy)
    {
        foreach (var period in parent.Objects("charging_periods"))
        {
            period.Drop("tariff_id", "X-CDR-11", "The target version does not say which tariff applies to a period.", priceRelevant: true);
            if (addsEnergy)
            {
                AddEnergy(period);
            }

            KeepKnown(period, OcpiVersion.V211, "X-CDR-11");
        }
    }

    private static void KeepKnown(Place period, OcpiVersion target, string rule)
    {
        var known = KnownValues.Of(target, "CdrDimensionType");
        int given = 0, left = 0;
        foreach (var dimension in period.Objects("dimensions"))
        {
            given++;
            if (known.Knows(dimension.Node.Find("type")))
            {
                left++;
            }
            else
            {
                dimension.LeaveOut(rule, $"The target version does not know the dimension {dimension.Text("type")}.");
            }
        }

        if (given > 0 && left == 0)
        {
            period.Set("dimensions", Node.NewArray(Dimension("ENERGY", 0)));
            period.Lost("dimensions", rule, LossKind.Defaulted, "A period needs a dimension, and none of its own is left; ENERGY 0 stands for them.");
        }
    }

    private static void AddEnergy(Place period)
    {
        Place? imported = null;
        Place? exported = null;
        foreach (var dimension in period.Objects("dimensions"))
        {
            if (dimension.Is("type", "ENERGY"))
            {
                return;
            }

            imported = dimension.Is("type", "ENERGY_IMPORT") ? dimension : imported;
            exported = dimension.Is("type", "ENERGY_EXPORT") ? dimension : exported;
        }

        if ((imported ?? exported) is not { } source || period.Node.Find("dimensions") is not { Kind: JsonValueKind.Array } list)
        {
            return;
        }

        var energy = (Volume(imported) ?? 0) - (Volume(exported) ?? 0);
        list.Add(Dimension("ENERGY", energy));
        source.Lost("type", "X-CDR-11", LossKind.Approximated, "The target version has one energy; what was imported less what was exported stands for it.");
    }

    private static decimal? Volume(Place? dimension) => Amounts.Read(dimension?.Node.Find("volume"));

    private static Node Dimension(string type, decimal volume) => Node.NewObject(("type", Node.Text(type)), ("volume", Node.Number(volume)));
}
