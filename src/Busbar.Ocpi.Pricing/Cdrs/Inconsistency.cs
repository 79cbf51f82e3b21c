using Busbar.Ocpi.Pricing.Common;

namespace Busbar.Ocpi.Pricing.Cdrs;

/// <summary>Something in a CDR that contradicts the CDR itself, whatever the price.</summary>
/// <param name="Code">What it is; see <see cref="ConsistencyCodes"/>.</param>
/// <param name="Message">The same in words.</param>
public sealed record ConsistencyFinding(string Code, string Message)
{
    /// <summary>The period it is about, counted from 0 in the order of time; null when it is about the whole CDR.</summary>
    public int? Period { get; init; }

    /// <summary>The number that is stated, in <see cref="Unit"/>.</summary>
    public Rational? Stated { get; init; }

    /// <summary>The number that the rest of the CDR comes to, in <see cref="Unit"/>.</summary>
    public Rational? Expected { get; init; }

    /// <summary>What the numbers count: "kWh", "h", "s", or a currency.</summary>
    public string? Unit { get; init; }

    /// <summary>The name that it is about: a tariff, or the currency of one.</summary>
    public string? Subject { get; init; }
}

/// <summary>The codes of <see cref="ConsistencyFinding"/>.</summary>
public static class ConsistencyCodes
{
    /// <summary>total_energy is not what the periods add up to.</summary>
    public const string EnergyTotal = "TOTAL_ENERGY_NOT_SUM_OF_PERIODS";

    /// <summary>total_time is not the time from start to end.</summary>
    public const string TimeTotal = "TOTAL_TIME_NOT_DURATION";

    /// <summary>total_parking_time is not what the periods add up to.</summary>
    public const string ParkingTotal = "TOTAL_PARKING_TIME_NOT_SUM_OF_PERIODS";

    /// <summary>total_cost is not what its parts add up to, and no limit explains it.</summary>
    public const string CostTotal = "TOTAL_COST_NOT_SUM_OF_PARTS";

    /// <summary>A period starts before the CDR or after its end.</summary>
    public const string PeriodOutside = WarningCodes.PeriodOutsideSession;

    /// <summary>The periods are not in the order of time.</summary>
    public const string PeriodsOutOfOrder = WarningCodes.PeriodsOutOfOrder;

    /// <summary>Two periods start at the same moment.</summary>
    public const string PeriodsStartTogether = "PERIODS_START_TOGETHER";

    /// <summary>The first period starts after the session: what went on before it is not recorded.</summary>
    public const string GapAtStart = "GAP_BEFORE_FIRST_PERIOD";

    /// <summary>A period's times add up to less than its length.</summary>
    public const string GapInPeriod = "GAP_IN_PERIOD";

    /// <summary>A period's times add up to more than its length, and charging and parking are both among them: they overlap.</summary>
    public const string TimesOverlap = "CHARGING_AND_PARKING_OVERLAP";

    /// <summary>A period's times add up to more than its length.</summary>
    public const string PeriodTooShort = "PERIOD_SHORTER_THAN_ITS_TIMES";

    /// <summary>A time is negative.</summary>
    public const string NegativeTime = "NEGATIVE_TIME";

    /// <summary>It has no periods.</summary>
    public const string NoPeriods = "NO_PERIODS";

    /// <summary>It has no tariff, and none is at hand.</summary>
    public const string NoTariff = WarningCodes.NoTariff;

    /// <summary>A period names a tariff that is not among those of the CDR.</summary>
    public const string TariffMissing = "TARIFF_OF_PERIOD_MISSING";

    /// <summary>Its tariff was not valid when the session started.</summary>
    public const string TariffNotValid = WarningCodes.TariffNotValid;

    /// <summary>It was priced by another tariff than the one that was published when the session started. Found by whoever knows what was published.</summary>
    public const string TariffNotAsPublished = "TARIFF_NOT_AS_PUBLISHED";

    /// <summary>Its currency is not that of a tariff of it.</summary>
    public const string Currency = WarningCodes.CurrencyMismatch;

    /// <summary>It ends before it starts.</summary>
    public const string EndsBeforeStart = "ENDS_BEFORE_START";

    /// <summary>Energy flowed in no time at all.</summary>
    public const string EnergyWithoutTime = "ENERGY_WITHOUT_TIME";

    /// <summary>The total is negative and it is no credit CDR, or the other way round.</summary>
    public const string Sign = "SIGN_AND_CREDIT_CONTRADICT";

    /// <summary>It is a credit CDR and does not say which CDR it takes back.</summary>
    public const string CreditWithoutReference = "CREDIT_WITHOUT_REFERENCE";
}
