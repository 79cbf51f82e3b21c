using Busbar.Ocpi.Model.Cdrs;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Cdrs;
using Busbar.Ocpi.Pricing.Common;

namespace Busbar.Ocpi.Tests.Pricing;

/// <summary>CDRs of partners that read tariffs otherwise: one for each reading that the explainer knows.</summary>
internal static class Discrepancies
{
    private const string Noon = "2026-01-14T10:00:00Z";

    /// <summary>A CDR whose costs come from another reading, and what the explainer is given beside it.</summary>
    public sealed record Case(Cdr Cdr, IReadOnlyList<Tariff>? OtherVersions = null, CdrTolerance? Tolerance = null);

    public static IReadOnlyDictionary<string, Func<Case>> All { get; } = new Dictionary<string, Func<Case>>
    {
        [ReadingCodes.RoundedPerLine] = () => new(DutchDayAhead()),
        [ReadingCodes.RoundedPerDimension] = () => Policy(
            new() { RoundingPoint = RoundingPoint.Dimension, RoundingMode = RoundingMode.Up },
            Make.Tariff(Make.Element(Make.Energy(0.5005m), Make.Time(1.001m), Make.Parking(1.001m))),
            Period(0, 30, 1, charging: true), Period(30, 30, 1, charging: true), Period(60, 60, parking: true)),
        [ReadingCodes.RoundedTotal] = () => Policy(
            new() { RoundingPoint = RoundingPoint.Total, RoundingMode = RoundingMode.Up },
            Make.Tariff(Make.Element(Make.Energy(50.2m), Make.Time(50.2m))) with { Currency = "JPY" }, Period(0, 60, 1, charging: true)),
        [ReadingCodes.StepPerPeriod] = () => Policy(
            new() { StepScope = StepScope.EveryPeriod }, Make.Tariff(Make.Element(Make.Energy(0.30m, step: 1000))), Period(0, 60, 1.5m), Period(60, 60, 1.5m), Period(120, 60, 1.5m)),
        [ReadingCodes.NoStep] = () => Policy(new() { ApplyStepSize = false }, Make.Tariff(Make.Element(Make.Energy(0.30m, step: 1000))), Period(0, 60, 4.5m)),
        [ReadingCodes.StepOfAllVolume] = () => Policy(
            new() { StepCountsUnpricedVolume = true },
            Make.Tariff(Make.Element(new TariffRestrictions { MaxDuration = 4080 }, Make.Parking(6m, step: 300)), Make.Element(Make.Energy(0.30m))),
            Period(0, 60, 10), Period(60, 8, parking: true), Period(68, 12, parking: true)),
        [ReadingCodes.HoursAsStated] = () => Policy(
            new() { SnapHours = false }, Make.Tariff(Make.Element(Make.Time(6m, step: 60))), Period(0, 10, charging: true) with { End = At(0, 15), Parking = 300 }),
        [ReadingCodes.ClockInUtc] = () => Input(
            input => input with { TimeZone = TimeZoneInfo.Utc },
            Make.Tariff(Make.Element(new TariffRestrictions { StartTime = "10:30", EndTime = "12:00" }, Make.Energy(0.50m)), Make.Element(Make.Energy(0.25m))), Period(0, 30, 10)),
        [ReadingCodes.WholeTime] = () => Input(
            input => input with { Periods = [.. input.Periods.Select(period => period with { Charging = 3600, Parking = null })] },
            Make.Tariff(Make.Element(Make.Time(3m), Make.Parking(1m))), Period(0, 30, charging: true), Period(30, 30, parking: true)).Whole(),
        [ReadingCodes.ParkingAsCharging] = () => Input(
            input => input with { Periods = [.. input.Periods.Select(period => period with { Charging = 3600 })] },
            Make.Tariff(Make.Element(Make.Time(2m), Make.Parking(1m))), Period(0, 60, charging: true), Period(60, 60, parking: true)),
        [ReadingCodes.LocalClockLength] = () => Input(
            input => input with { Periods = [.. input.Periods.Select(period => period with { Charging = 3 * 3600, IsFromWire = false })] },
            Make.Tariff(Make.Element(Make.Time(2m))), Make.Period("2026-03-29T00:00:00Z", 120, charging: true)),
        [ReadingCodes.OneTaxRate] = () => Tariff(
            _ => Make.Tariff(Make.Element(Make.Flat(5m, 20), Make.Energy(0.25m, vat: 20))), Make.Tariff(Make.Element(Make.Flat(5m, 20), Make.Energy(0.25m, vat: 10))), Period(0, 60, 20)),
        [ReadingCodes.TaxOnRoundedTotal] = () => new(
            Right(Make.Tariff(Make.Element(Make.Energy(1.0045m, vat: 21))), Period(0, 60, 1)) with { TotalCost = SampleCdr.Price(1.00m, 0.21m), TotalEnergyCost = null },
            Tolerance: new CdrTolerance { Money = 0.002m }),
        [ReadingCodes.TaxLeftOut] = () => new(SampleCdr.Good() with { TotalCost = SampleCdr.Price(5.50m, 0), TotalEnergyCost = null, TotalFixedCost = null }),
        [ReadingCodes.IncludedAsExcluded] = () => Tariff(
            tariff => tariff with { TaxIncluded = TaxIncluded.No }, Make.Tariff(Make.Element(Make.Energy(0.25m, vat: 21))) with { TaxIncluded = TaxIncluded.Yes }, Period(0, 60, 20)),
        [ReadingCodes.ExcludedAsIncluded] = () => Tariff(
            tariff => tariff with { TaxIncluded = TaxIncluded.Yes }, Make.Tariff(Make.Element(Make.Energy(0.25m, vat: 21))), Period(0, 60, 20)),
        [ReadingCodes.TaxedTwice] = () => Tariff(
            _ => Make.Tariff(Make.Element(Make.Flat(0.60m, 20), Make.Energy(0.275m, vat: 10))), Make.Tariff(Make.Element(Make.Flat(0.50m, 20), Make.Energy(0.25m, vat: 10))), Period(0, 60, 20)),
        [ReadingCodes.AfterInPlaceOfBefore] = () => new(SampleCdr.Good() with { TotalCost = new() { BeforeTaxes = 6.10m }, TotalEnergyCost = null, TotalFixedCost = null }),
        [ReadingCodes.FeePerPeriod] = () => Policy(new() { FlatFees = FlatFees.EveryPeriod }, Make.Tariff(Make.Element(Make.Flat(0.50m), Make.Energy(0.25m))), Period(0, 60, 10), Period(60, 60, 10)),
        [ReadingCodes.EveryFee] = () => Policy(
            new() { FlatFees = FlatFees.EachElementOnce },
            Make.Tariff(Make.Element(new TariffRestrictions { MinDuration = 3600 }, Make.Flat(7m)), Make.Element(Make.Flat(1m), Make.Energy(0.25m))), Period(0, 60, 10), Period(60, 60, 10), Period(120, 60, 10)),
        [ReadingCodes.NoFee] = () => Tariff(_ => Make.Tariff(Make.Element(Make.Energy(0.25m))), Make.Tariff(Make.Element(Make.Flat(0.50m), Make.Energy(0.25m))), Period(0, 60, 10)),
        [ReadingCodes.MinimumIgnored] = () => Tariff(tariff => tariff with { MinPrice = null }, Limited(min: 5), Period(0, 60, 10)),
        [ReadingCodes.MinimumAsFee] = () => new(Right(Limited(min: 5), Period(0, 60, 10)) with { TotalCost = new() { BeforeTaxes = 7.50m } }),
        [ReadingCodes.MaximumIgnored] = () => Tariff(tariff => tariff with { MaxPrice = null }, Limited(max: 2), Period(0, 60, 10)),
        [ReadingCodes.MinimumWithoutSession] = () => Policy(
            new() { MinimumWithoutSession = true },
            Limited(min: 5) with { Elements = [Make.Element(new TariffRestrictions { Reservation = ReservationRestrictionType.Reservation }, Make.Time(2m))] }, Period(0, 60, reserved: true)),
        [ReadingCodes.PeriodsSplit] = () => Input(
            input => input with { Periods = [input.Periods[0] with { End = At(0, 60), Energy = 10 }, input.Periods[0] with { Start = At(0, 60), Energy = 10 }] },
            Make.Tariff(Make.Element(new TariffRestrictions { StartTime = "12:00" }, Make.Energy(0.50m)), Make.Element(Make.Energy(0.25m))), Period(0, 120, 20)),
        [ReadingCodes.EnergyInWattHours] = () => Input(
            input => input with { Periods = [.. input.Periods.Select(period => period with { Energy = 20 })] }, Make.Tariff(Make.Element(Make.Energy(0.25m))), Period(0, 60, 20_000)),
        [ReadingCodes.EnergyTimesThousand] = () => Input(
            input => input with { Periods = [.. input.Periods.Select(period => period with { Energy = 20_000 })] }, Make.Tariff(Make.Element(Make.Energy(0.25m))), Period(0, 60, 20)),
        [ReadingCodes.TotalEnergyBilled] = () => Input(
            input => input with { Periods = [.. input.Periods.Select(period => period with { Energy = 25 })] }, Make.Tariff(Make.Element(Make.Energy(0.25m))), Period(0, 60, 20)).WithEnergy(25),
        [ReadingCodes.OtherTariffVersion] = () => Tariff(_ => Cheaper, Make.Tariff(Make.Element(Make.Energy(0.25m))), Period(0, 60, 20)) with { OtherVersions = [Cheaper] },
        [ReadingCodes.OneElement] = () => Policy(
            new() { Selection = ElementSelection.PerElement }, Make.Tariff(Make.Element(Make.Energy(0.25m)), Make.Element(Make.Time(1m))), Period(0, 60, 20, charging: true)),
        [ReadingCodes.EqualTimesNever] = () => Policy(
            new() { EqualTimes = EqualTimes.Never },
            Make.Tariff(Make.Element(new TariffRestrictions { StartTime = "10:00", EndTime = "10:00" }, Make.Energy(0.50m)), Make.Element(Make.Energy(0.25m))), Period(0, 60, 20)),
        [ReadingCodes.UnknownPowerFails] = () => Policy(
            new() { UnknownElectricalValueMatches = false },
            Make.Tariff(Make.Element(new TariffRestrictions { MinCurrent = 16 }, Make.Energy(0.50m)), Make.Element(Make.Energy(0.25m))), Period(0, 60, 20)),
        [ReadingCodes.PeriodTariffIgnored] = () => Input(
            input => input with { Periods = [.. input.Periods.Select(period => period with { TariffId = null })] },
            [Make.Tariff(Make.Element(Make.Energy(0.25m))), Make.Tariff(Make.Element(Make.Energy(0.60m))) with { Id = "U", Type = TariffType.ProfileFast }],
            Period(0, 60, 20) with { TariffId = "U" }),
        [ReadingCodes.PeriodTariffFromSession] = () => Policy(
            new() { PeriodWithoutTariffUsesSessionTariff = true }, Make.Tariff(Make.Element(Make.Energy(0.25m))), Period(0, 60, 10) with { TariffId = "T" }, Period(60, 60, 10)),
        [ReadingCodes.ReservationExpired] = () => Input(
            input => input with { ReservationExpired = true }, Reserving, Period(0, 60, reserved: true), Period(60, 60, 10)),
        [ReadingCodes.ReservationUsed] = () => Input(input => input with { ReservationExpired = false }, Reserving, Period(0, 60, reserved: true)),
        [ReadingCodes.ExportUnpaid] = () => Policy(
            new() { ExportedEnergy = ExportedEnergy.Unpriced }, Make.Tariff(Make.Element(Make.Energy(0.25m))), Period(0, 60, 20), Period(60, 60, -10)),
        [ReadingCodes.CreditNotNegated] = () => new(SampleCdr.Good() with { Credit = true, CreditReferenceId = "C0" }),
    };

    /// <summary>Day-ahead prices by the hour, each hour rounded to cents before it is added: 1.83 and 2.21 with taxes, where exact addition comes to 1.81 and 2.20.</summary>
    public static Cdr DutchDayAhead()
    {
        (decimal Kwh, decimal Price)[] hours = [(1.786m, 0.1372m), (1.131m, 0.2091m), (1.26m, 0.1351m), (1.046m, 0.2833m), (2.488m, 0.2647m), (1.443m, 0.144m)];
        var tariff = Make.Tariff([.. hours.Select((hour, index) => Make.Element(
            new TariffRestrictions { StartDate = "2026-01-14", EndDate = "2026-01-15", StartTime = $"{11 + index:00}:00", EndTime = $"{12 + index:00}:00" }, Make.Energy(hour.Price, vat: 21)))]);
        MeasuredPeriod[] periods = [.. hours.Select((hour, index) => Period(60 * index, 60, hour.Kwh))];
        return Right(tariff, periods) with { TotalCost = SampleCdr.Price(1.83m, 0.38m), TotalEnergyCost = null };
    }

    private static Tariff Cheaper => Make.Tariff(Make.Element(Make.Energy(0.20m))) with { LastUpdated = Make.At("2025-12-01T00:00:00Z") };

    private static Tariff Reserving => Make.Tariff(
        Make.Element(new TariffRestrictions { Reservation = ReservationRestrictionType.ReservationExpires }, Make.Time(6m)),
        Make.Element(new TariffRestrictions { Reservation = ReservationRestrictionType.Reservation }, Make.Time(3m)),
        Make.Element(Make.Energy(0.25m)));

    private static Tariff Limited(decimal? min = null, decimal? max = null) => Make.Tariff(Make.Element(Make.Energy(0.25m))) with
    {
        MinPrice = min is { } low ? new() { BeforeTaxes = low } : null,
        MaxPrice = max is { } high ? new() { BeforeTaxes = high } : null,
    };

    private static Case Policy(PricingPolicy policy, Tariff tariff, params MeasuredPeriod[] periods) => Stated(Right(tariff, periods), input => input, policy);

    private static Case Input(Func<PricingInput, PricingInput> change, Tariff tariff, params MeasuredPeriod[] periods) => Stated(Right(tariff, periods), change, PricingPolicy.Default);

    private static Case Input(Func<PricingInput, PricingInput> change, Tariff[] tariffs, params MeasuredPeriod[] periods) =>
        Stated(SampleCdr.By(new PricingInput { Tariffs = [.. tariffs], TimeZone = Make.Amsterdam, Periods = periods }, PricingPolicy.Default), change, PricingPolicy.Default);

    private static Case Tariff(Func<Tariff, Tariff> change, Tariff tariff, params MeasuredPeriod[] periods) =>
        Input(input => input with { Tariffs = [.. input.Tariffs.Select(change)] }, tariff, periods);

    private static Cdr Right(Tariff tariff, params MeasuredPeriod[] periods) => SampleCdr.Of(tariff, periods);

    /// <summary>The CDR with the costs of another reading of what it says.</summary>
    private static Case Stated(Cdr cdr, Func<PricingInput, PricingInput> change, PricingPolicy policy)
    {
        var filled = CdrWriter.Fill(cdr, TariffEngine.Price(change(CdrReader.Read(cdr, Make.Amsterdam)), policy));
        return new(cdr with
        {
            TotalCost = filled.TotalCost, TotalFixedCost = filled.TotalFixedCost, TotalEnergyCost = filled.TotalEnergyCost, TotalTimeCost = filled.TotalTimeCost,
            TotalParkingCost = filled.TotalParkingCost, TotalReservationCost = filled.TotalReservationCost,
        });
    }

    private static Case WithEnergy(this Case given, decimal total) => given with { Cdr = given.Cdr with { TotalEnergy = total } };

    /// <summary>Its charging and parking in one period.</summary>
    private static Case Whole(this Case given)
    {
        var tariff = Make.Tariff(Make.Element(Make.Time(3m), Make.Parking(1m)));
        var cdr = Right(tariff, Period(0, 60) with { Charging = 1800, Parking = 1800 });
        return new(cdr with { TotalCost = new() { BeforeTaxes = 3m }, TotalTimeCost = new() { BeforeTaxes = 3m }, TotalParkingCost = null });
    }

    private static MeasuredPeriod Period(int from, int minutes, Rational? kwh = null, bool charging = false, bool parking = false, bool reserved = false) =>
        Make.Period(At(0, from).ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture), minutes, kwh, charging, parking, reserved);

    private static DateTimeOffset At(int hours, int minutes) => Make.At(Noon).AddHours(hours).AddMinutes(minutes);
}
