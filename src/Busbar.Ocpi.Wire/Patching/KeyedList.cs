using System.Text;
using Busbar.Ocpi.Wire.Common;

namespace Busbar.Ocpi.Wire.Patching;

/// <summary>A list whose items a PATCH adds and updates one by one instead of replacing the list.</summary>
/// <param name="Key">The property that tells the items apart.</param>
/// <param name="Item">The type of the items.</param>
/// <param name="MergesItems">True: a known item is merged property by property. False: it is replaced.</param>
internal sealed record KeyedList(string Key, ObjectType Item, bool MergesItems)
{
    private static readonly KeyedList Evses = new("uid", ObjectType.Evse, MergesItems: true);
    private static readonly KeyedList Connectors = new("id", ObjectType.Connector, MergesItems: true);
    private static readonly KeyedList ChargingPeriods = new("start_date_time", new ObjectType("ChargingPeriod"), MergesItems: false);

    /// <summary>The keyed list behind a property; null when a PATCH replaces that property.</summary>
    public static KeyedList? Of(ObjectType owner, string property) => property switch
    {
        "evses" when owner == ObjectType.Location => Evses,
        "connectors" when owner == ObjectType.Evse => Connectors,
        "charging_periods" when owner == ObjectType.Session => ChargingPeriods,
        _ => null,
    };

    /// <summary>Ids are equal ignoring case; the start of a charging period is equal when it is the same moment.</summary>
    public bool SameKey(string left, string right) =>
        string.Equals(left, right, StringComparison.OrdinalIgnoreCase)
        || (this == ChargingPeriods
            && OcpiDateTime.TryParse(Encoding.UTF8.GetBytes(left), out var a, out _)
            && OcpiDateTime.TryParse(Encoding.UTF8.GetBytes(right), out var b, out _)
            && a == b);
}
