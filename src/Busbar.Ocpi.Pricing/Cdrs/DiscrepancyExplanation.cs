using Busbar.Ocpi.Pricing.Common;

namespace Busbar.Ocpi.Pricing.Cdrs;

/// <summary>A way of pricing that a partner may have followed, and that comes to what its CDR states.</summary>
/// <param name="Readings">What it does otherwise; more than one when they only come to the number together.</param>
/// <param name="TotalCost">The total by these readings.</param>
/// <param name="Remaining">Costs that still differ; empty when the whole CDR is explained.</param>
public sealed record DiscrepancyExplanation(IReadOnlyList<AlternativeReading> Readings, Amount TotalCost, IReadOnlyList<CdrDifference> Remaining);

/// <summary>One known way of reading tariffs otherwise than the standard, or than the policy in force.</summary>
/// <param name="Code">What it does; see <see cref="ReadingCodes"/>.</param>
/// <param name="Argument">What it does it with: a rounding mode, a rate, a tariff.</param>
public sealed record AlternativeReading(string Code, string? Argument = null);

/// <summary>The codes of <see cref="AlternativeReading"/>.</summary>
public static class ReadingCodes
{
    /// <summary>Every line, that is each dimension of each period, was rounded to the currency's minor unit first.</summary>
    public const string RoundedPerLine = "ROUNDED_PER_LINE";

    /// <summary>The cost of each dimension was rounded to the minor unit.</summary>
    public const string RoundedPerDimension = "ROUNDED_PER_DIMENSION";

    /// <summary>The total was rounded to the minor unit.</summary>
    public const string RoundedTotal = "ROUNDED_TOTAL";

    /// <summary>The step size was applied in every period.</summary>
    public const string StepPerPeriod = "STEP_PER_PERIOD";

    /// <summary>The step size was left aside.</summary>
    public const string NoStep = "STEP_IGNORED";

    /// <summary>Volumes without a price counted in the total that the step size rounds.</summary>
    public const string StepOfAllVolume = "STEP_COUNTS_UNPRICED_VOLUME";

    /// <summary>Hours of four decimals were taken literally, so that a new step began.</summary>
    public const string HoursAsStated = "HOURS_TAKEN_LITERALLY";

    /// <summary>Times of day were read in UTC rather than at the Location.</summary>
    public const string ClockInUtc = "TIMES_READ_IN_UTC";

    /// <summary>The price of charging time was billed for the whole time from start to end.</summary>
    public const string WholeTime = "CHARGING_TIME_OF_WHOLE_SESSION";

    /// <summary>Parking was billed as charging time too.</summary>
    public const string ParkingAsCharging = "PARKING_BILLED_AS_CHARGING_TOO";

    /// <summary>Times were billed by the local clock across its change.</summary>
    public const string LocalClockLength = "TIME_BY_LOCAL_CLOCK";

    /// <summary>One rate of tax was put on everything.</summary>
    public const string OneTaxRate = "ONE_TAX_RATE_ON_TOTAL";

    /// <summary>Taxes were computed on the rounded total.</summary>
    public const string TaxOnRoundedTotal = "TAX_ON_ROUNDED_TOTAL";

    /// <summary>Taxes were left out.</summary>
    public const string TaxLeftOut = "TAX_LEFT_OUT";

    /// <summary>Prices with taxes were taken for prices without.</summary>
    public const string IncludedAsExcluded = "TAX_INCLUDED_READ_AS_EXCLUDED";

    /// <summary>Prices without taxes were taken for prices with.</summary>
    public const string ExcludedAsIncluded = "TAX_EXCLUDED_READ_AS_INCLUDED";

    /// <summary>Taxes were added to prices that they had been added to before.</summary>
    public const string TaxedTwice = "TAXED_TWICE";

    /// <summary>The amount with taxes stands where the amount without belongs.</summary>
    public const string AfterInPlaceOfBefore = "AMOUNT_WITH_TAXES_STATED_AS_WITHOUT";

    /// <summary>The flat fee was billed in every period.</summary>
    public const string FeePerPeriod = "FLAT_PER_PERIOD";

    /// <summary>Every flat fee that became active was billed.</summary>
    public const string EveryFee = "EVERY_FLAT_BILLED";

    /// <summary>Flat fees were left out.</summary>
    public const string NoFee = "FLAT_LEFT_OUT";

    /// <summary>The minimum price was ignored.</summary>
    public const string MinimumIgnored = "MINIMUM_IGNORED";

    /// <summary>The minimum price was added as a fee.</summary>
    public const string MinimumAsFee = "MINIMUM_ADDED_AS_FEE";

    /// <summary>The maximum price was ignored.</summary>
    public const string MaximumIgnored = "MAXIMUM_IGNORED";

    /// <summary>The minimum price was applied although there was only a reservation.</summary>
    public const string MinimumWithoutSession = "MINIMUM_WITHOUT_SESSION";

    /// <summary>Periods were split where the price changes.</summary>
    public const string PeriodsSplit = "PERIODS_SPLIT_AT_PRICE_CHANGE";

    /// <summary>The energy is in Wh where kWh belong.</summary>
    public const string EnergyInWattHours = "ENERGY_IN_WH";

    /// <summary>Watt-hours were billed at the price of kilowatt-hours.</summary>
    public const string EnergyTimesThousand = "ENERGY_TIMES_1000";

    /// <summary>total_energy was billed rather than what the periods add up to.</summary>
    public const string TotalEnergyBilled = "TOTAL_ENERGY_BILLED";

    /// <summary>Another version of the tariff was used.</summary>
    public const string OtherTariffVersion = "OTHER_TARIFF_VERSION";

    /// <summary>One element counted for everything.</summary>
    public const string OneElement = "ONE_ELEMENT_FOR_ALL";

    /// <summary>A window that ends when it starts was taken for none.</summary>
    public const string EqualTimesNever = "EQUAL_TIMES_NEVER";

    /// <summary>A limit on current or power that cannot be checked was taken for one that does not hold.</summary>
    public const string UnknownPowerFails = "UNKNOWN_POWER_FAILS";

    /// <summary>The tariffs that periods name were ignored.</summary>
    public const string PeriodTariffIgnored = "TARIFF_OF_PERIOD_IGNORED";

    /// <summary>Periods that name no tariff were priced by the session's.</summary>
    public const string PeriodTariffFromSession = "PERIOD_WITHOUT_TARIFF_PRICED";

    /// <summary>The reservation was taken for an expired one.</summary>
    public const string ReservationExpired = "RESERVATION_TAKEN_FOR_EXPIRED";

    /// <summary>The expired reservation was taken for a used one.</summary>
    public const string ReservationUsed = "RESERVATION_TAKEN_FOR_USED";

    /// <summary>Energy that was fed back was not paid for.</summary>
    public const string ExportUnpaid = "EXPORT_NOT_PAID";

    /// <summary>The total of a credit was not negated.</summary>
    public const string CreditNotNegated = "CREDIT_NOT_NEGATED";
}
