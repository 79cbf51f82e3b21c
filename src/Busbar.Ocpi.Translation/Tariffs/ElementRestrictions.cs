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
            if (element.Object("restrictions") is { } restrictions && (restrictions.Has("min_current") || restrictions.Has("max_current")))
            {
                tariff.Log.Withhold("A price of the tariff depends on the current, which the target version cannot say; without that it would be charged always.");
            }
        }
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
