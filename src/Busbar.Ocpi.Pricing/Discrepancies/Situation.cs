using Busbar.Ocpi.Pricing.Cdrs;
using Busbar.Ocpi.Pricing.Common;

namespace Busbar.Ocpi.Pricing.Discrepancies;

/// <summary>What a CDR is priced from, and how the result is stated, under some reading.</summary>
internal sealed record Situation(PricingInput Input, PricingPolicy Policy)
{
    /// <summary>What is done to every amount before it is stated.</summary>
    public Func<Amount, Amount> State { get; init; } = amount => amount;

    /// <summary>What is added to the total and belongs to no part of it.</summary>
    public Amount Extra { get; init; } = Amount.Zero;

    public CostTotals Totals()
    {
        var totals = TariffEngine.Price(Input, Policy).Totals;
        return totals with
        {
            TotalCost = State(totals.TotalCost.Add(Extra)),
            FixedCost = Stated(totals.FixedCost),
            EnergyCost = Stated(totals.EnergyCost),
            TimeCost = Stated(totals.TimeCost),
            ParkingCost = Stated(totals.ParkingCost),
            ReservationCost = Stated(totals.ReservationCost),
        };
    }

    private Amount? Stated(Amount? amount) => amount is null ? null : State(amount);
}
