using System.Globalization;
using Busbar.Ocpi.Model.Cdrs;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Tariffs;

namespace Busbar.Simulator.Charging;

/// <summary>What a session costs by one of the simulated operator's own tariffs.</summary>
internal sealed record SessionBill
{
    public required decimal Energy { get; init; }

    public required decimal Time { get; init; }

    public decimal? ParkingTime { get; init; }

    public Price? Fixed { get; init; }

    public Price? EnergyCost { get; init; }

    public Price? TimeCost { get; init; }

    public Price? ParkingCost { get; init; }

    public required Price Total { get; init; }

    public static SessionBill Of(Tariff? tariff, string timeZone, IReadOnlyList<ChargingPeriod> periods)
    {
        var energy = Volume(periods, CdrDimensionType.Energy);
        var charging = Volume(periods, CdrDimensionType.Time);
        var parking = Volume(periods, CdrDimensionType.ParkingTime);
        var element = tariff?.Elements.FirstOrDefault(candidate => Applies(candidate.Restrictions, periods[0].StartDateTime, timeZone));
        decimal? Cost(TariffDimensionType type, decimal volume, decimal units) =>
            element?.PriceComponents.FirstOrDefault(component => component.Type == type) is { } component && volume > 0
                ? component.Price * Math.Ceiling(volume * units / component.StepSize) * component.StepSize / units
                : null;

        // Volumes are billed in steps: of Wh for energy, of seconds for time.
        var flat = Cost(TariffDimensionType.Flat, 1, 1);
        var energyCost = Cost(TariffDimensionType.Energy, energy, 1000);
        var timeCost = Cost(TariffDimensionType.Time, charging, 3600);
        var parkingCost = Cost(TariffDimensionType.ParkingTime, parking, 3600);
        var total = (flat ?? 0) + (energyCost ?? 0) + (timeCost ?? 0) + (parkingCost ?? 0);
        total = Math.Max(total, tariff?.MinPrice?.BeforeTaxes ?? total);
        total = Math.Min(total, tariff?.MaxPrice?.BeforeTaxes ?? total);
        var vat = element?.PriceComponents[0].Vat;
        return new SessionBill
        {
            Energy = energy,
            Time = charging + parking,
            ParkingTime = parking > 0 ? parking : null,
            Fixed = Money(flat, vat),
            EnergyCost = Money(energyCost, vat),
            TimeCost = Money(timeCost, vat),
            ParkingCost = Money(parkingCost, vat),
            Total = Money(total, vat)!,
        };
    }

    private static decimal Volume(IReadOnlyList<ChargingPeriod> periods, CdrDimensionType type) =>
        periods.SelectMany(period => period.Dimensions).Where(dimension => dimension.Type == type).Sum(dimension => dimension.Volume);

    private static Price? Money(decimal? amount, decimal? vat) => amount is not { } value
        ? null
        : new Price
        {
            BeforeTaxes = Math.Round(value, 4),
            Taxes = vat is { } rate ? [new TaxAmount { Name = "VAT", Percentage = rate, Amount = Math.Round(value * rate / 100, 4) }] : [],
        };

    private static bool Applies(TariffRestrictions? restrictions, DateTimeOffset at, string timeZone)
    {
        if (restrictions is null)
        {
            return true;
        }

        var local = TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(timeZone));
        var time = TimeOnly.FromDateTime(local.DateTime);
        var day = local.DayOfWeek.ToString().ToUpperInvariant();
        return (restrictions.DayOfWeek.Count == 0 || restrictions.DayOfWeek.Any(weekday => weekday.Value == day))
            && (restrictions.StartTime is not { } from || restrictions.EndTime is not { } to || time.IsBetween(Parse(from), Parse(to)));
    }

    private static TimeOnly Parse(string text) => TimeOnly.ParseExact(text, "HH:mm", CultureInfo.InvariantCulture);
}
