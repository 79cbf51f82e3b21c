using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Pricing.Cdrs;

/// <summary>A line before its step size and its cost.</summary>
internal struct DraftLine(Stretch stretch, BilledDimension dimension, ActiveComponent by, Rational measured, PassedElement[] passed)
{
    public readonly BilledDimension Dimension => dimension;

    public readonly ActiveComponent By => by;

    public readonly Rational Measured => measured;

    public Rational Surplus { get; set; }

    public readonly PriceLine Finish(OcpiVersion version, PricingPolicy policy, int minorUnits)
    {
        // Prices of time are per hour; volumes of time are seconds.
        var volume = measured + Surplus;
        var stated = volume * by.Price;
        if (dimension is BilledDimension.Time or BilledDimension.ParkingTime or BilledDimension.ReservationTime)
        {
            stated /= 3600;
        }

        var (cost, status) = Taxes.Of(stated, by, version, policy);
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
            Cost = policy.RoundingPoint == RoundingPoint.Line ? cost.Round(policy.RoundingDecimals ?? minorUnits, policy.RoundingMode, policy.TaxRounding, by.Tariff.TaxIncluded == TaxIncluded.Yes) : cost,
            TaxStatus = status,
        };
    }
}
