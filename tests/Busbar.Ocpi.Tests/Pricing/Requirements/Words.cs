using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Tariffs;
using WeekDay = Busbar.Ocpi.Model.Tariffs.DayOfWeek;

namespace Busbar.Ocpi.Tests.Pricing.Requirements;

/// <summary>Tariffs in few words, for tests that each show one rule.</summary>
internal static class Words
{
    public static readonly WeekDay[] Weekdays = [WeekDay.Monday, WeekDay.Tuesday, WeekDay.Wednesday, WeekDay.Thursday, WeekDay.Friday];

    public static readonly WeekDay[] Weekend = [WeekDay.Saturday, WeekDay.Sunday];

    public static Tariff Tariff(params TariffElement[] elements) => new()
    {
        CountryCode = "NL", PartyId = "CPO", Id = "T1", Currency = "EUR", TaxIncluded = TaxIncluded.No, Elements = elements,
        LastUpdated = DateTimeOffset.UnixEpoch,
    };

    /// <summary>An element that always counts.</summary>
    public static TariffElement Always(params PriceComponent[] components) => new() { PriceComponents = components };

    /// <summary>An element that counts while its restrictions hold.</summary>
    public static TariffElement When(TariffRestrictions restrictions, params PriceComponent[] components) =>
        new() { PriceComponents = components, Restrictions = restrictions };

    public static PriceComponent Energy(decimal price, int step = 1, decimal? vat = null) => Component(TariffDimensionType.Energy, price, step, vat);

    public static PriceComponent Time(decimal price, int step = 1, decimal? vat = null) => Component(TariffDimensionType.Time, price, step, vat);

    public static PriceComponent Parking(decimal price, int step = 1, decimal? vat = null) => Component(TariffDimensionType.ParkingTime, price, step, vat);

    public static PriceComponent Flat(decimal price, decimal? vat = null) => Component(TariffDimensionType.Flat, price, 1, vat);

    public static PriceLimit Limit(decimal beforeTaxes, decimal? afterTaxes) => new() { BeforeTaxes = beforeTaxes, AfterTaxes = afterTaxes };

    private static PriceComponent Component(TariffDimensionType type, decimal price, int step, decimal? vat) =>
        new() { Type = type, Price = price, StepSize = step, Vat = vat };
}
