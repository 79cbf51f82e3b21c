namespace Busbar.Ocpi.Pricing.Lint;

/// <summary>The codes of <see cref="LintFinding"/>.</summary>
public static class LintCodes
{
    /// <summary>The tariff has no elements: everything is unpriced.</summary>
    public const string NoElements = "NO_ELEMENTS";

    /// <summary>An element that can never count: what stands before it always does.</summary>
    public const string ElementUnreachable = "ELEMENT_UNREACHABLE";

    /// <summary>A price that can never count, in an element that can.</summary>
    public const string ComponentUnreachable = "COMPONENT_UNREACHABLE";

    /// <summary>Something is priced at most moments, and not at some.</summary>
    public const string Uncovered = "MOMENT_WITHOUT_PRICE";

    /// <summary>Restrictions that no moment meets.</summary>
    public const string Contradiction = "RESTRICTIONS_CONTRADICT";

    /// <summary>A restriction that every moment meets.</summary>
    public const string NoOpRestriction = "RESTRICTION_WITHOUT_EFFECT";

    /// <summary>The minimum price is above the maximum.</summary>
    public const string CrossingLimits = "LIMITS_CROSS";

    /// <summary>A limit's side with taxes is below its side without.</summary>
    public const string LimitTaxes = "LIMIT_TAXES_CONTRADICT";

    /// <summary>A limit without its side with taxes, where several rates may lie on the price.</summary>
    public const string LimitWithoutTaxes = "LIMIT_WITHOUT_TAXES";

    /// <summary>A window that ends when it starts: read as the whole day, or as never (D-TIME-EQ).</summary>
    public const string EqualTimes = "WINDOW_ENDS_WHEN_IT_STARTS";

    /// <summary>A window with one end only (D-TIME-OPEN).</summary>
    public const string OpenWindow = "WINDOW_WITH_ONE_END";

    /// <summary>Weekdays with a window over midnight: each moment is checked against its own day (D-DOW-AND).</summary>
    public const string WeekdayOverMidnight = "WEEKDAY_WITH_WINDOW_OVER_MIDNIGHT";

    /// <summary>A window that begins or ends in an hour that a change of the clock repeats or leaves out.</summary>
    public const string ClockChange = "WINDOW_AT_CLOCK_CHANGE";

    /// <summary>A step size above 1.</summary>
    public const string LargeStep = "STEP_SIZE_ABOVE_ONE";

    /// <summary>A step size of 0, taken for no rounding.</summary>
    public const string ZeroStep = "STEP_SIZE_ZERO";

    /// <summary>A step size that cannot change any price.</summary>
    public const string IdleStep = "STEP_SIZE_WITHOUT_EFFECT";

    /// <summary>The taxes of a component contradict the tariff.</summary>
    public const string TaxContradiction = "TAXES_CONTRADICT";

    /// <summary>Prices contain taxes and a rate is missing: the amount without taxes cannot be told.</summary>
    public const string TaxRateMissing = "TAX_RATE_MISSING";

    /// <summary>A rate that is hardly one: negative, above 100, or a fraction where percent belong.</summary>
    public const string TaxRateOdd = "TAX_RATE_ODD";

    /// <summary>A dimension twice in one element: the first counts (D-DUP).</summary>
    public const string DuplicateDimension = "DIMENSION_TWICE";

    /// <summary>A hub's rule of rounding (price_round, step_round) that cannot be read: it is left aside (D-EXT).</summary>
    public const string HubRounding = "HUB_ROUNDING_UNREADABLE";

    /// <summary>A negative price.</summary>
    public const string NegativePrice = "PRICE_NEGATIVE";

    /// <summary>Different fees may become active in one session; one of them is billed (D-FLAT-ONCE).</summary>
    public const string SeveralFees = "SEVERAL_FEES";

    /// <summary>A dimension that the standard does not know.</summary>
    public const string UnknownDimension = "DIMENSION_UNKNOWN";

    /// <summary>A restriction that cannot be read: its element never counts.</summary>
    public const string Unreadable = "RESTRICTION_UNREADABLE";

    /// <summary>Members that the standard does not know, where a restriction may have been meant.</summary>
    public const string UnknownMember = "UNKNOWN_MEMBER";

    /// <summary>The tariff ends before it begins.</summary>
    public const string Validity = "VALIDITY_CONTRADICTS";
}
