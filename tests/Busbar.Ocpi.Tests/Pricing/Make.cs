using System.Globalization;
using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Cdrs;
using Busbar.Ocpi.Pricing.Common;

namespace Busbar.Ocpi.Tests.Pricing;

/// <summary>Short ways to say tariffs and periods.</summary>
internal static class Make
{
    public static TimeZoneInfo Amsterdam { get; } = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    public static Tariff Tariff(params TariffElement[] elements) => new()
    {
        CountryCode = "NL", PartyId = "EXA", Id = "T", Currency = "EUR", TaxIncluded = TaxIncluded.No, Elements = elements, LastUpdated = At("2026-01-01T00:00:00Z"),
    };

    public static TariffElement Element(params PriceComponent[] components) => new() { PriceComponents = components };

    public static TariffElement Element(TariffRestrictions when, params PriceComponent[] components) => new() { PriceComponents = components, Restrictions = when };

    public static PriceComponent Energy(decimal price, int step = 1, decimal? vat = null) => Component(TariffDimensionType.Energy, price, step, vat);

    public static PriceComponent Time(decimal price, int step = 1, decimal? vat = null) => Component(TariffDimensionType.Time, price, step, vat);

    public static PriceComponent Parking(decimal price, int step = 1, decimal? vat = null) => Component(TariffDimensionType.ParkingTime, price, step, vat);

    public static PriceComponent Flat(decimal price, decimal? vat = null) => Component(TariffDimensionType.Flat, price, 1, vat);

    public static MeasuredPeriod Period(string start, int minutes, Rational? kwh = null, bool charging = false, bool parking = false, bool reserved = false, string? tariff = null) => new()
    {
        Start = At(start),
        End = At(start).AddMinutes(minutes),
        Energy = kwh,
        Charging = charging ? minutes * 60 : null,
        Parking = parking ? minutes * 60 : null,
        Reserved = reserved ? minutes * 60 : null,
        TariffId = tariff,
    };

    public static PricingInput Input(Tariff tariff, params MeasuredPeriod[] periods) => new() { Tariffs = [tariff], TimeZone = Amsterdam, Periods = periods };

    public static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    public static decimal? Before(PricingResult result) => result.Totals.TotalCost.BeforeTaxes?.ToDecimal(6);

    public static decimal? After(PricingResult result) => result.Totals.TotalCost.AfterTaxes?.ToDecimal(6);

    public static IEnumerable<string> Codes(PricingResult result) => result.Warnings.Select(warning => warning.Code).Distinct();

    private static PriceComponent Component(TariffDimensionType type, decimal price, int step, decimal? vat) => new() { Type = type, Price = price, StepSize = step, Vat = vat };
}
