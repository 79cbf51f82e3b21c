namespace Busbar.Ocpi.Pricing.Common;

/// <summary>How the engine reads what the standard leaves open. Every choice has a name (D-…) and a safe default; partners differ.</summary>
public sealed record PricingPolicy
{
    /// <summary>The defaults.</summary>
    public static PricingPolicy Default { get; } = new();

    /// <summary>D-211-SELECT: whether each dimension looks for its own element, or one element counts for all.</summary>
    public ElementSelection Selection { get; init; } = ElementSelection.PerDimension;

    /// <summary>D-TIME-EQ: what a window means that ends when it starts.</summary>
    public EqualTimes EqualTimes { get; init; } = EqualTimes.WholeDay;

    /// <summary>D-POWER: whether a limit on current or power holds when neither is known.</summary>
    public bool UnknownElectricalValueMatches { get; init; } = true;

    /// <summary>D-FLAT-ONCE: which flat fees are billed.</summary>
    public FlatFees FlatFees { get; init; } = FlatFees.FirstOncePerSession;

    /// <summary>D-STEP-NONE: whether step sizes count at all.</summary>
    public bool ApplyStepSize { get; init; } = true;

    /// <summary>D-STEP-SCOPE: what a step size rounds.</summary>
    public StepScope StepScope { get; init; } = StepScope.Session;

    /// <summary>D-STEP-BILLABLE: whether unpriced volumes count in the total that is rounded.</summary>
    public bool StepCountsUnpricedVolume { get; init; }

    /// <summary>D-SNAP: whether hours of four decimals are taken for the seconds they stand for.</summary>
    public bool SnapHours { get; init; } = true;

    /// <summary>D-EVSE: what a pause by the station is.</summary>
    public StationPause StationPause { get; init; } = StationPause.Neither;

    /// <summary>D-TOTAL-TIME: whether reserved time counts in the duration of the session.</summary>
    public bool ReservationInTotalTime { get; init; }

    /// <summary>D-TARIFF-ID: whether a period without tariff falls back on the session's when others name one.</summary>
    public bool PeriodWithoutTariffUsesSessionTariff { get; init; }

    /// <summary>D-LIMIT-SCOPE: whether the minimum price counts when there was only a reservation.</summary>
    public bool MinimumWithoutSession { get; init; }

    /// <summary>D-V2G: what energy fed back costs.</summary>
    public ExportedEnergy ExportedEnergy { get; init; } = ExportedEnergy.SignedPrice;

    /// <summary>D-TAX: taxes of the place, on amounts of which the tariff gives no rate (North America).</summary>
    public IReadOnlyList<TaxRate> TaxProfile { get; init; } = [];

    /// <summary>D-ROUND: rounding on the way to the total. Default: none.</summary>
    public RoundingPoint RoundingPoint { get; init; } = RoundingPoint.None;

    /// <summary>D-ROUND: how taxes go with rounding on the way.</summary>
    public TaxRounding TaxRounding { get; init; } = TaxRounding.WithAmount;

    /// <summary>D-BOOKING: whether prices of bookings count, where what became of the booking is given. Experimental, as the package is.</summary>
    public bool Bookings { get; init; }

    /// <summary>D-EXT: whether a hub's own members count: price_round, step_round, SESSION_TIME, restriction and target_operator of a tariff.</summary>
    public bool HubExtensions { get; init; }

    /// <summary>D-ROUND: decimals of the rounding on the way; null is the currency's minor unit.</summary>
    public int? RoundingDecimals { get; init; }

    /// <summary>D-ROUND: what becomes of what is cut off.</summary>
    public RoundingMode RoundingMode { get; init; } = RoundingMode.HalfUp;

    /// <summary>Decimals of what is paid; null is the currency's minor unit.</summary>
    public int? MinorUnits { get; init; }
}
