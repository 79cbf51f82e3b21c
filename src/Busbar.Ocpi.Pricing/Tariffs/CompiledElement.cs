using Busbar.Ocpi.Model.Tariffs;

namespace Busbar.Ocpi.Pricing.Tariffs;

/// <summary>A tariff element with its restrictions read and its components by dimension.</summary>
internal sealed class CompiledElement
{
    public const int Energy = 0;
    public const int Time = 1;
    public const int Parking = 2;
    public const int Flat = 3;

    /// <summary>Time, charging or not: a dimension that a hub added (D-EXT).</summary>
    public const int SessionTime = 4;
    public const int Dimensions = 5;

    private readonly ActiveComponent?[] _components = new ActiveComponent?[Dimensions];

    public CompiledElement(Tariff tariff, int index)
    {
        Index = index;
        var element = tariff.Elements[index];
        Restrictions = element.Restrictions is { } restrictions ? new Restrictions(restrictions) : null;
        for (var position = 0; position < element.PriceComponents.Count; position++)
        {
            var component = element.PriceComponents[position];
            var slot = Slot(component.Type);
            if (slot < 0)
            {
                HasUnknownDimension = true;
            }
            else
            {
                // Of two components of one dimension the first counts (D-DUP).
                _components[slot] ??= new ActiveComponent(tariff, index, position, component);
            }
        }

        Use = Restrictions is { IsReadable: false } ? ReservedUse.Unreadable : ReservedUses.Of(element.Restrictions);
        HasUnknownMembers = element.Unknown is { Count: > 0 } || element.Restrictions?.Unknown?.Keys.Any(member => member != ReservedUses.Booking) == true;
    }

    public int Index { get; }

    /// <summary>Members that nobody knows may have been meant to restrict it.</summary>
    public bool HasUnknownMembers { get; }

    public Restrictions? Restrictions { get; }

    public bool HasUnknownDimension { get; }

    public ReservedUse Use { get; }

    /// <summary>Where a flat fee of this element counts (D-FLAT-ATTR).</summary>
    public BilledDimension FlatCountsIn => Use != ReservedUse.None
        ? BilledDimension.ReservationFlat
        : _components[Parking] is not null && _components[Energy] is null && _components[Time] is null ? BilledDimension.ParkingFlat : BilledDimension.Flat;

    public ActiveComponent? this[int dimension] => _components[dimension];

    private static int Slot(TariffDimensionType type) =>
        type == TariffDimensionType.Energy ? Energy
        : type == TariffDimensionType.Time ? Time
        : type == TariffDimensionType.ParkingTime ? Parking
        : type == TariffDimensionType.Flat ? Flat
        : type.Value == "SESSION_TIME" ? SessionTime
        : -1;
}
