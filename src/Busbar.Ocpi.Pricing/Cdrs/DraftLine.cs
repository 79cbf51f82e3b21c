using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Pricing.Cdrs;

/// <summary>A line before its step size and its cost.</summary>
internal sealed class DraftLine(Stretch stretch, BilledDimension dimension, ActiveComponent by, Rational measured, IReadOnlyList<PassedElement> passed)
{
    public BilledDimension Dimension => dimension;

    public ActiveComponent By => by;

    public Rational Measured => measured;

    public Rational Surplus { get; set; }

    public PriceLine Finish(OcpiVersion version, PricingPolicy policy, int minorUnits)
    {
        // Prices of time are per hour; volumes of time are seconds.
        var volume = dimension is BilledDimension.Time or BilledDimension.ParkingTime or BilledDimension.ReservationTime ? (measured + Surplus) / 3600 : measured + Surplus;
        var (cost, status) = Taxes.Of(volume * by.Component.Price, by.Component.Vat, by.Tariff, version, policy);
        return new PriceLine
        {
            Period = stretch.Index,
            From = stretch.Period.Start,
            To = stretch.Period.End,
            Dimension = dimension,
            By = by,
            Passed = passed,
            Measured = measured,
            StepSurplus = Surplus,
            Cost = policy.RoundingPoint == RoundingPoint.Line ? cost.Round(policy.RoundingDecimals ?? minorUnits, policy.RoundingMode) : cost,
            TaxStatus = status,
        };
    }
}
