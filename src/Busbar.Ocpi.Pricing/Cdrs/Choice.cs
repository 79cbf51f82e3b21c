using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Pricing.Cdrs;

/// <summary>The components that count at one moment, for what is used then.</summary>
internal readonly record struct Choice(
    ActiveComponent? Energy, ActiveComponent? Time, ActiveComponent? Parking, ActiveComponent? Reserved, ActiveComponent? SessionTime, ActiveComponent? Flat)
{
    /// <summary>Whether the volumes cost the same by both.</summary>
    public bool PricesVolumesLike(in Choice other) =>
        Same(Energy, other.Energy) && Same(Time, other.Time) && Same(Parking, other.Parking) && Same(Reserved, other.Reserved)
        && Same(SessionTime, other.SessionTime);

    /// <summary>No price and a price of nothing cost the same.</summary>
    private static bool Same(ActiveComponent? left, ActiveComponent? right) =>
        ReferenceEquals(left, right)
        || (left is null ? right!.Component.Price == 0 : right is null ? left.Component.Price == 0 : left.PricesLike(right));
}
