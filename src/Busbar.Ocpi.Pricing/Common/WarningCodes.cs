namespace Busbar.Ocpi.Pricing.Common;

/// <summary>The codes of <see cref="PricingWarning"/>.</summary>
public static class WarningCodes
{
    /// <summary>A volume for which no element has a price: it costs nothing.</summary>
    public const string NoPriceComponent = "NO_PRICE_COMPONENT";

    /// <summary>A supplied period outlasts its price (D-SPAN).</summary>
    public const string PeriodSpansPriceChange = "PERIOD_SPANS_PRICE_CHANGE";

    /// <summary>Energy was apportioned between meter readings (D-EST).</summary>
    public const string EstimatedSplit = "ESTIMATED_SPLIT";

    /// <summary>A period names no tariff while others do (D-TARIFF-ID).</summary>
    public const string PeriodWithoutTariff = "PERIOD_WITHOUT_TARIFF";

    /// <summary>A period names a tariff that is not at hand.</summary>
    public const string TariffNotFound = "TARIFF_NOT_FOUND";

    /// <summary>No tariff is at hand at all.</summary>
    public const string NoTariff = "NO_TARIFF";

    /// <summary>The tariff was not valid when the session started.</summary>
    public const string TariffNotValid = "TARIFF_NOT_VALID";

    /// <summary>Several tariffs could have counted (D-SELECT).</summary>
    public const string SeveralTariffs = "SEVERAL_TARIFFS";

    /// <summary>Another flat fee became active later and was not billed (D-FLAT-ONCE).</summary>
    public const string FlatSuppressed = "FLAT_SUPPRESSED";

    /// <summary>A limit on current or power could not be checked (D-POWER).</summary>
    public const string ElectricalValueUnknown = "ELECTRICAL_VALUE_UNKNOWN";

    /// <summary>The tariff reads the local clock and the time zone is not known: UTC was used.</summary>
    public const string TimeZoneUnknown = "TIME_ZONE_UNKNOWN";

    /// <summary>A restriction cannot be read, or is none that the engine knows: its element never applies.</summary>
    public const string RestrictionUnreadable = "RESTRICTION_UNREADABLE";

    /// <summary>Energy was fed back (D-V2G).</summary>
    public const string EnergyExported = "ENERGY_EXPORTED";

    /// <summary>The tax of a limit is not known (D-LIMIT-NOINCL).</summary>
    public const string LimitTaxUnknown = "LIMIT_TAX_UNKNOWN";

    /// <summary>Tariffs or records of several currencies cannot be added up.</summary>
    public const string CurrencyMismatch = "CURRENCY_MISMATCH";

    /// <summary>A period starts before the session or ends after it, or before it starts.</summary>
    public const string PeriodOutsideSession = "PERIOD_OUTSIDE_SESSION";

    /// <summary>The periods are not in the order of time.</summary>
    public const string PeriodsOutOfOrder = "PERIODS_OUT_OF_ORDER";

    /// <summary>An element or its restrictions have members that the engine does not know: they are ignored.</summary>
    public const string UnknownMember = "UNKNOWN_MEMBER";

    /// <summary>An element prices bookings, and what became of the booking is not known: it never applies (D-BOOKING).</summary>
    public const string BookingUnknown = "BOOKING_UNKNOWN";

    /// <summary>A price that only a hub's own extension of the standard explains is left out (D-EXT).</summary>
    public const string HubExtension = "HUB_EXTENSION_LEFT_OUT";

    /// <summary>A hub's rule of rounding (price_round, step_round) cannot be read: it is rounded as if there were none (D-EXT).</summary>
    public const string HubRoundingUnreadable = "HUB_ROUNDING_UNREADABLE";

    /// <summary>The times of the session are withheld (1970): what depends on time or duration cannot be priced rightly.</summary>
    public const string TimesWithheld = "TIMES_WITHHELD";

    /// <summary>A component's dimension is none that the engine knows: it is not priced.</summary>
    public const string DimensionUnknown = "DIMENSION_UNKNOWN";
}
