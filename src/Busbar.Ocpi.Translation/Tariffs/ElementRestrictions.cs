using System.Globalization;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation.Common;

namespace Busbar.Ocpi.Translation.Tariffs;

/// <summary>
/// Restrictions that the target version does not have (X-TAR-13 to X-TAR-15): an element is never sent without its restriction, since it
/// would then price what it was not meant for. What prices a booking or a reservation can go where these have no price; else the tariff stays.
/// </summary>
internal static class ElementRestrictions
{
    public static void From230To221(Place tariff) =>
        LeaveOut(tariff, "X-TAR-14", "The element prices a kind of booking that the target version does not have.", PricesABooking);

    public static void From22To211(Place tariff)
    {
        LeaveOut(tariff, "X-TAR-13", "The element prices a reservation, which has no price in the target version.", static restrictions => restrictions.Has("reservation"));
        foreach (var element in tariff.Objects("elements"))
        {
            if (element.Object("restrictions") is not { } restrictions || !(restrictions.Has("min_current") || restrictions.Has("max_current")))
            {
                continue;
            }

            if (tariff.Text("id") is { } id && tariff.Context.Related?.Voltage(id) is { } voltage)
            {
                SayAsPower(restrictions, "min_current", "min_power", voltage, Math.Max);
                SayAsPower(restrictions, "max_current", "max_power", voltage, Math.Min);
            }
            else
            {
                tariff.Log.Withhold(WithheldTariffs.NoVoltage);
            }
        }
    }

    /// <summary>The current is the sum over all phases, so the voltage alone makes it a power.</summary>
    private static void SayAsPower(Place restrictions, string current, string power, decimal voltage, Func<decimal, decimal, decimal> stricter)
    {
        if (!restrictions.Has(current))
        {
            restrictions.Remove(current);
            return;
        }

        if (Amounts.Read(restrictions.Node.Find(current)) is not { } amperes)
        {
            restrictions.Log.Withhold($"The restriction at {restrictions.PathOf(current)} is no number.");
            return;
        }

        // Numbers of OCPI have four decimals at most.
        var kilowatts = decimal.Round(amperes * voltage / 1000, 4, MidpointRounding.AwayFromZero);
        restrictions.Lost(
            current, "X-TAR-15", LossKind.Approximated,
            $"The target version cannot say a current; at the {voltage.ToString(CultureInfo.InvariantCulture)} V of every connector with the tariff it is a power.", priceRelevant: true);
        kilowatts = Amounts.Read(restrictions.Node.Find(power)) is { } other ? stricter(kilowatts, other) : kilowatts;
        restrictions.Set(current, Node.Number(kilowatts / 1.000000000000000000000000000000m));
        restrictions.Rename(current, power);
    }

    private static void LeaveOut(Place tariff, string rule, string message, Func<Place, bool> isUnknown)
    {
        int given = 0, left = 0;
        foreach (var element in tariff.Objects("elements"))
        {
            given++;
            if (element.Object("restrictions") is { } restrictions && isUnknown(restrictions))
            {
                element.LeaveOut(rule, message, priceRelevant: true);
            }
            else
            {
                left++;
            }
        }

        if (given > 0 && left == 0)
        {
            tariff.Log.Withhold("Every element of the tariff is restricted in a way that the target version does not have.");
        }
    }

    private static bool PricesABooking(Place restrictions) =>
        restrictions.Has("booking") || !KnownValues.Of(OcpiVersion.V221, "ReservationRestrictionType").Knows(restrictions.Node.Find("reservation"));
}
