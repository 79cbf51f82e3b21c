using Busbar.Ocpi.Pricing.Common;

namespace Busbar.Ocpi.Pricing.Cdrs;

/// <summary>What checking a CDR came to.</summary>
public enum CdrOutcome
{
    /// <summary>Every stated cost is what the tariff says.</summary>
    Agrees,

    /// <summary>At least one stated cost is not.</summary>
    Disagrees,

    /// <summary>Something that the price depends on is missing.</summary>
    NotCheckable,
}

/// <summary>A stated number that is not what was computed.</summary>
/// <param name="Field">The field of the CDR, for example "total_energy_cost/before_taxes".</param>
/// <param name="Stated">What the CDR says.</param>
/// <param name="Computed">What the tariff and the periods come to, exact.</param>
public sealed record CdrDifference(string Field, Rational Stated, Rational Computed)
{
    /// <summary>How much more the CDR says.</summary>
    public Rational TooMuch => Stated - Computed;
}

/// <summary>Something in a CDR that contradicts the CDR itself, whatever the price.</summary>
/// <param name="Code">What it is; see <see cref="ConsistencyCodes"/>.</param>
/// <param name="Message">The same in words.</param>
public sealed record ConsistencyFinding(string Code, string Message);

/// <summary>The codes of <see cref="ConsistencyFinding"/>.</summary>
public static class ConsistencyCodes
{
    /// <summary>total_energy is not what the periods add up to.</summary>
    public const string EnergyTotal = "TOTAL_ENERGY_NOT_SUM_OF_PERIODS";

    /// <summary>total_time is not the time from start to end.</summary>
    public const string TimeTotal = "TOTAL_TIME_NOT_DURATION";

    /// <summary>total_parking_time is not what the periods add up to.</summary>
    public const string ParkingTotal = "TOTAL_PARKING_TIME_NOT_SUM_OF_PERIODS";

    /// <summary>A period starts before the CDR or after its end.</summary>
    public const string PeriodOutside = WarningCodes.PeriodOutsideSession;

    /// <summary>The periods are not in the order of time.</summary>
    public const string PeriodsOutOfOrder = WarningCodes.PeriodsOutOfOrder;

    /// <summary>It has no periods.</summary>
    public const string NoPeriods = "NO_PERIODS";

    /// <summary>Its currency is not that of its tariff.</summary>
    public const string Currency = WarningCodes.CurrencyMismatch;

    /// <summary>It ends before it starts.</summary>
    public const string EndsBeforeStart = "ENDS_BEFORE_START";

    /// <summary>The total is negative and it is no credit CDR, or the other way round.</summary>
    public const string Sign = "SIGN_AND_CREDIT_CONTRADICT";

    /// <summary>A period's times add up to more than its length.</summary>
    public const string PeriodTooShort = "PERIOD_SHORTER_THAN_ITS_TIMES";
}

/// <summary>The verdict on a CDR.</summary>
public sealed record CdrVerdict
{
    /// <summary>Whether the costs are right.</summary>
    public required CdrOutcome Outcome { get; init; }

    /// <summary>Costs that are not.</summary>
    public required IReadOnlyList<CdrDifference> Differences { get; init; }

    /// <summary>Where the CDR contradicts itself, whatever the price.</summary>
    public required IReadOnlyList<ConsistencyFinding> Inconsistencies { get; init; }

    /// <summary>The price by the tariff.</summary>
    public required PricingResult Result { get; init; }
}

/// <summary>How far a stated number may be from the computed one.</summary>
public sealed record CdrTolerance
{
    /// <summary>The defaults.</summary>
    public static CdrTolerance Default { get; } = new();

    /// <summary>Money: documents round to cents or to four decimals, and hours of four decimals add to it.</summary>
    public decimal Money { get; init; } = 0.01m;

    /// <summary>Kilowatt-hours per period.</summary>
    public decimal Energy { get; init; } = 0.001m;

    /// <summary>Hours per period.</summary>
    public decimal Hours { get; init; } = 0.001m;
}
