using Busbar.Ocpi.Model.Cdrs;
using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Cdrs;
using Busbar.Ocpi.Pricing.Common;

namespace Busbar.Ocpi.Pricing.Discrepancies;

/// <summary>The readings that are tried on a CDR, the likelier first.</summary>
internal static class ReadingCatalogue
{
    public static IReadOnlyList<Reading> For(Cdr cdr, PricingInput input, IReadOnlyList<Tariff> otherVersions) =>
    [
        .. Roundings(),
        .. StepReadings(),
        .. TaxReadings.For(cdr, input),
        .. Fees(),
        .. LimitReadings(input),
        .. VolumeReadings.For(cdr, input),
        .. Moments(),
        .. otherVersions.Select(OtherVersion),
    ];

    private static IEnumerable<Reading> Roundings()
    {
        (RoundingPoint Point, string Code)[] points =
        [
            (RoundingPoint.Line, ReadingCodes.RoundedPerLine), (RoundingPoint.Dimension, ReadingCodes.RoundedPerDimension), (RoundingPoint.Total, ReadingCodes.RoundedTotal),
        ];
        foreach (var (point, code) in points)
        {
            foreach (var mode in (RoundingMode[])[RoundingMode.HalfUp, RoundingMode.Up, RoundingMode.Down, RoundingMode.HalfEven])
            {
                yield return Policy(Aspect.Rounding, code, policy => policy with { RoundingPoint = point, RoundingMode = mode }, NameOf(mode));
            }
        }
    }

    private static IEnumerable<Reading> StepReadings() =>
    [
        Policy(Aspect.Steps, ReadingCodes.StepPerPeriod, policy => policy with { StepScope = StepScope.EveryPeriod }),
        Policy(Aspect.Steps, ReadingCodes.NoStep, policy => policy with { ApplyStepSize = false }),
        Policy(Aspect.Steps, ReadingCodes.StepOfAllVolume, policy => policy with { StepCountsUnpricedVolume = true }),
        Policy(Aspect.Times, ReadingCodes.HoursAsStated, policy => policy with { SnapHours = false }),
    ];

    private static IEnumerable<Reading> Fees() =>
    [
        Policy(Aspect.Fees, ReadingCodes.FeePerPeriod, policy => policy with { FlatFees = FlatFees.EveryPeriod }),
        Policy(Aspect.Fees, ReadingCodes.EveryFee, policy => policy with { FlatFees = FlatFees.EachElementOnce }),
        Tariffs(Aspect.Fees, ReadingCodes.NoFee, tariff => tariff with
        {
            Elements = [.. tariff.Elements.Select(element => element with { PriceComponents = [.. element.PriceComponents.Where(component => component.Type != TariffDimensionType.Flat)] })],
        }),
    ];

    private static IEnumerable<Reading> LimitReadings(PricingInput input)
    {
        if (input.Tariffs.Any(tariff => tariff.MinPrice is not null))
        {
            yield return Tariffs(Aspect.Limits, ReadingCodes.MinimumIgnored, tariff => tariff with { MinPrice = null });
            yield return Policy(Aspect.Limits, ReadingCodes.MinimumWithoutSession, policy => policy with { MinimumWithoutSession = true });
        }

        if (input.Tariffs is [{ MinPrice: { } minimum }])
        {
            yield return new(Aspect.Limits, new(ReadingCodes.MinimumAsFee), situation => WithTariffs(situation, tariff => tariff with { MinPrice = null }) with
            {
                Extra = Amount.Of(minimum.BeforeTaxes, minimum.AfterTaxes ?? minimum.BeforeTaxes),
            });
        }

        if (input.Tariffs.Any(tariff => tariff.MaxPrice is not null))
        {
            yield return Tariffs(Aspect.Limits, ReadingCodes.MaximumIgnored, tariff => tariff with { MaxPrice = null });
        }
    }

    private static IEnumerable<Reading> Moments() =>
    [
        new(Aspect.Clock, new(ReadingCodes.ClockInUtc), situation => situation.Input.TimeZone is null ? null : situation with { Input = situation.Input with { TimeZone = TimeZoneInfo.Utc } }),
        new(Aspect.Periods, new(ReadingCodes.PeriodsSplit), Split),
        Policy(Aspect.Elements, ReadingCodes.OneElement, policy => policy with { Selection = ElementSelection.PerElement }),
        Policy(Aspect.Clock, ReadingCodes.EqualTimesNever, policy => policy with { EqualTimes = EqualTimes.Never }),
        Policy(Aspect.Electrical, ReadingCodes.UnknownPowerFails, policy => policy with { UnknownElectricalValueMatches = false }),
        Policy(Aspect.Tariff, ReadingCodes.PeriodTariffFromSession, policy => policy with { PeriodWithoutTariffUsesSessionTariff = true }),
        new(Aspect.Tariff, new(ReadingCodes.PeriodTariffIgnored), situation => situation.Input.Periods.All(period => period.TariffId is null)
            ? null
            : situation with { Input = situation.Input with { Periods = [.. situation.Input.Periods.Select(period => period with { TariffId = null })] } }),
        new(Aspect.Reservation, new(ReadingCodes.ReservationExpired), situation => WithExpired(situation, true)),
        new(Aspect.Reservation, new(ReadingCodes.ReservationUsed), situation => WithExpired(situation, false)),
        Policy(Aspect.Volume, ReadingCodes.ExportUnpaid, policy => policy with { ExportedEnergy = ExportedEnergy.Unpriced }),
        new(Aspect.Statement, new(ReadingCodes.CreditNotNegated), situation => situation.Input.IsCredit ? situation with { Input = situation.Input with { IsCredit = false } } : null),
    ];

    private static Situation Split(Situation situation)
    {
        using var evaluation = new Evaluation(situation.Input, situation.Policy);
        return situation with { Input = Spans.Split(evaluation) };
    }

    private static Reading OtherVersion(Tariff other) => new(
        Aspect.Tariff,
        new(ReadingCodes.OtherTariffVersion, $"{other.Id}, {other.LastUpdated.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}"),
        situation => situation with
        {
            Input = situation.Input with
            {
                Tariffs = situation.Input.Tariffs.Any(tariff => Same(tariff, other))
                    ? [.. situation.Input.Tariffs.Select(tariff => Same(tariff, other) ? other : tariff)]
                    : [other],
            },
        });

    private static Situation? WithExpired(Situation situation, bool expired) =>
        situation.Input.Periods.Any(period => period.Reserved is not null) ? situation with { Input = situation.Input with { ReservationExpired = expired } } : null;

    private static bool Same(Tariff left, Tariff right) => string.Equals(left.Id, right.Id, StringComparison.OrdinalIgnoreCase);

    private static Reading Policy(Aspect aspect, string code, Func<PricingPolicy, PricingPolicy> change, string? argument = null) =>
        new(aspect, new(code, argument), situation => change(situation.Policy) is var policy && policy != situation.Policy ? situation with { Policy = policy } : null);

    private static Reading Tariffs(Aspect aspect, string code, Func<Tariff, Tariff> change) => new(aspect, new(code), situation => WithTariffs(situation, change));

    private static Situation WithTariffs(Situation situation, Func<Tariff, Tariff> change) =>
        situation with { Input = situation.Input with { Tariffs = [.. situation.Input.Tariffs.Select(change)] } };

    private static string NameOf(RoundingMode mode) => mode switch
    {
        RoundingMode.Up => "UP",
        RoundingMode.Down => "DOWN",
        RoundingMode.HalfEven => "HALF_EVEN",
        _ => "HALF_UP",
    };
}
