using Busbar.Ocpi.Translation.Common;

namespace Busbar.Ocpi.Translation.Tariffs;

/// <summary>
/// Restrictions that 2.2.1 does not have (X-TAR-14): an element is never sent without its restriction, since it would then
/// price what it was not meant for. Both kinds price a booking, which 2.2.1 has not, so the element can go.
/// </summary>
internal static class ElementRestrictions
{
    private static readonly IReadOnlySet<string> Reservations = KnownValues.Of221("ReservationRestrictionType");

    public static void From230To221(Place tariff)
    {
        var elements = tariff.Objects("elements");
        var left = elements.Count;
        foreach (var element in elements)
        {
            if (element.Object("restrictions") is { } restrictions && PricesABooking(restrictions))
            {
                element.LeaveOut("X-TAR-14", "The element prices a kind of booking that the target version does not have.");
                left--;
            }
        }

        if (elements.Count > 0 && left == 0)
        {
            tariff.Log.Withhold("Every element of the tariff is restricted in a way that the target version does not have.");
        }
    }

    private static bool PricesABooking(Place restrictions) =>
        restrictions.Has("booking") || (restrictions.Text("reservation") is { } kind && !Reservations.Contains(kind));
}
