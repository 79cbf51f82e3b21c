using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Tariffs;
using DayOfWeek = Busbar.Ocpi.Model.Tariffs.DayOfWeek;

namespace Busbar.Simulator.World;

/// <summary>The price list of a simulated operator: what drivers meet in the field, from one price per kWh to peaks, idle fees and caps.</summary>
internal static class TariffMaker
{
    private const decimal Vat = 21.0m;

    public static IReadOnlyList<Tariff> Make(PartyId owner, DateTimeOffset now) =>
    [
        Tariff(owner, now, "AC-STANDARD", "0.35 per kWh", [Element(null, Energy(0.35m))]),
        Tariff(owner, now, "AC-START", "0.31 per kWh and 0.50 to start", [Element(null, Flat(0.50m), Energy(0.31m))]),
        Tariff(owner, now, "AC-IDLE", "0.33 per kWh, 3.00 per hour when not charging", [Element(null, Energy(0.33m), Parking(3.00m, 300))]),
        Tariff(owner, now, "AC-NIGHT", "0.24 per kWh from 23:00 to 07:00, else 0.38",
        [
            Element(new TariffRestrictions { StartTime = "23:00", EndTime = "07:00" }, Energy(0.24m)),
            Element(null, Energy(0.38m)),
        ]),
        Tariff(owner, now, "AC-TIME", "1.80 per hour", [Element(null, Time(1.80m, 900))]),
        Tariff(owner, now, "DC-FAST", "0.59 per kWh", [Element(null, Energy(0.59m))]),
        Tariff(owner, now, "DC-CAPPED", "0.69 per kWh, at most 45.00", [Element(null, Flat(1.00m), Energy(0.69m))]) with
        {
            MaxPrice = new PriceLimit { BeforeTaxes = 45.00m, AfterTaxes = 54.45m },
        },
        Tariff(owner, now, "DC-WEEKEND", "0.49 per kWh at weekends, else 0.65; minimum 2.00",
        [
            Element(new TariffRestrictions { DayOfWeek = [DayOfWeek.Saturday, DayOfWeek.Sunday] }, Energy(0.49m)),
            Element(null, Energy(0.65m)),
        ]) with
        {
            MinPrice = new PriceLimit { BeforeTaxes = 2.00m, AfterTaxes = 2.42m },
        },
    ];

    private static Tariff Tariff(PartyId owner, DateTimeOffset now, string id, string text, IReadOnlyList<TariffElement> elements) => new()
    {
        CountryCode = owner.CountryCode,
        PartyId = owner.Code,
        Id = id,
        Currency = "EUR",
        Type = TariffType.Regular,
        TariffAltText = [new DisplayText { Language = "en", Text = text }],
        Elements = elements,
        TaxIncluded = TaxIncluded.No,
        LastUpdated = now,
    };

    private static TariffElement Element(TariffRestrictions? restrictions, params PriceComponent[] components) =>
        new() { PriceComponents = components, Restrictions = restrictions };

    private static PriceComponent Energy(decimal price) => Component(TariffDimensionType.Energy, price, 1);

    private static PriceComponent Flat(decimal price) => Component(TariffDimensionType.Flat, price, 1);

    private static PriceComponent Time(decimal price, int step) => Component(TariffDimensionType.Time, price, step);

    private static PriceComponent Parking(decimal price, int step) => Component(TariffDimensionType.ParkingTime, price, step);

    private static PriceComponent Component(TariffDimensionType type, decimal price, int step) =>
        new() { Type = type, Price = price, Vat = Vat, StepSize = step };
}
