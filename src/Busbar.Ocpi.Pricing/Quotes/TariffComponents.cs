using Busbar.Ocpi.Pricing.Cdrs;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Pricing.Quotes;

/// <summary>Lists the prices that count for whoever plugs in at a moment: the list of components that drivers must be shown.</summary>
public static class TariffComponents
{
    private static readonly long LookAhead = TimeSpan.FromDays(8).Ticks;

    /// <summary>The components at a moment, per kWh first, then per minute, then per session.</summary>
    /// <param name="context">The tariffs; the one that a session starting then is priced by counts.</param>
    /// <param name="at">The moment.</param>
    /// <param name="power">The power that is expected, in kilowatts; null leaves limits on power aside as unknown.</param>
    public static ComponentList At(TariffContext context, DateTimeOffset at, decimal? power = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        var input = new PricingInput { Tariffs = context.Tariffs, TariffVersion = context.TariffVersion, TimeZone = context.TimeZone, Periods = [], Start = at };
        var warnings = new List<PricingWarning>();
        if (TariffChoice.Choose(input, context.Policy, at, warnings) is not { } tariff)
        {
            return new ComponentList("", "", [], null);
        }

        var list = List(tariff, context, at.UtcTicks, power);
        return new ComponentList(tariff.Source.Id, tariff.Source.Currency, list, NextChange(tariff, context, at.UtcTicks, power, list));
    }

    private static List<ComponentPrice> List(CompiledTariff tariff, TariffContext context, long at, decimal? power)
    {
        var local = new WallClock(context.TimeZone, at, at + 1).Local(at);
        var moment = Region.Everything
            .With(Axis.Time, local % TimeSpan.TicksPerDay, (local % TimeSpan.TicksPerDay) + 1)
            .With(Axis.Date, local / TimeSpan.TicksPerDay, (local / TimeSpan.TicksPerDay) + 1);
        var found = new List<ComponentPrice>();
        foreach (var part in Domain.Parts)
        {
            foreach (var dimension in Domain.Dimensions(part))
            {
                var domain = moment.And(Domain.Of(part, dimension));
                if (power is { } known && part == SessionPart.Session && dimension != CompiledElement.Parking)
                {
                    domain = domain.With(Axis.LowestPower, known, known + Region.Tiny).With(Axis.HighestPower, known, known + Region.Tiny);
                }

                var layer = Layer.Of(tariff, part, dimension, context.Policy, power is not null || dimension == CompiledElement.Parking, dimension == CompiledElement.Parking);
                foreach (var (region, counting) in new Exploration().Regions(domain, layer))
                {
                    if (counting[0] is { Component: { } component } entry && IsOwn(entry, part))
                    {
                        found.Add(Price(component, entry.Element, region, part, dimension, context));
                    }
                }
            }
        }

        return [.. found.OrderBy(Rank).ThenBy(price => price.FromSeconds).ThenBy(price => price.FromEnergy)];
    }

    /// <summary>What an expired reservation costs as any other does is listed once.</summary>
    private static bool IsOwn(Layer.Entry entry, SessionPart part) => part != SessionPart.ExpiredReservation || entry.Element.Use == ReservedUse.ReservationExpires;

    private static ComponentPrice Price(ActiveComponent component, CompiledElement element, Region region, SessionPart part, int dimension, TariffContext context)
    {
        var perMinute = dimension is CompiledElement.Time or CompiledElement.Parking;
        var (price, status) = Taxes.Of(perMinute ? component.Price / 60 : component.Price, component, context.TariffVersion, context.Policy);
        return new ComponentPrice
        {
            Dimension = (part, dimension) switch
            {
                (SessionPart.Session, CompiledElement.Energy) => BilledDimension.Energy,
                (SessionPart.Session, CompiledElement.Time) => BilledDimension.Time,
                (SessionPart.Session, CompiledElement.Parking) => BilledDimension.ParkingTime,
                (_, CompiledElement.Flat) => element.FlatCountsIn,
                _ => BilledDimension.ReservationTime,
            },
            Price = price,
            TaxStatus = status,
            Unit = perMinute ? "min" : dimension == CompiledElement.Energy ? "kWh" : "session",
            Element = element.Index,
            FromEnergy = region[Axis.Energy].From,
            ToEnergy = Limit(region[Axis.Energy].To, part),
            FromSeconds = region[Axis.Duration].From,
            ToSeconds = region[Axis.Duration].To == Region.NoLimit ? null : region[Axis.Duration].To,
            WhenReservationExpires = part == SessionPart.ExpiredReservation,
        };
    }

    private static decimal? Limit(decimal to, SessionPart part) => to == Region.NoLimit || part != SessionPart.Session ? null : to;

    private static int Rank(ComponentPrice price) => price.Dimension switch
    {
        BilledDimension.Energy => 0,
        BilledDimension.Time => 1,
        BilledDimension.Flat => 2,
        BilledDimension.ParkingTime => 3,
        BilledDimension.ParkingFlat => 4,
        BilledDimension.ReservationTime => 5,
        _ => 6,
    };

    /// <summary>The next instant from which on the list is another one; null when there is none within eight days.</summary>
    private static DateTimeOffset? NextChange(CompiledTariff tariff, TariffContext context, long at, decimal? power, List<ComponentPrice> now)
    {
        if (!tariff.ReadsClock)
        {
            return null;
        }

        var instants = new List<long>();
        new WallClock(context.TimeZone, at, at + LookAhead).AddInstants(tariff.TimesOfDay, at, at + LookAhead, instants);
        foreach (var instant in instants.Order().Distinct())
        {
            if (!Same(now, List(tariff, context, instant, power)))
            {
                return Ticks.Instant(instant);
            }
        }

        return null;
    }

    private static bool Same(List<ComponentPrice> left, List<ComponentPrice> right) =>
        left.Count == right.Count && left.Zip(right).All(pair =>
            pair.First.Dimension == pair.Second.Dimension && pair.First.Price.BeforeTaxes == pair.Second.Price.BeforeTaxes && pair.First.Price.AfterTaxes == pair.Second.Price.AfterTaxes
            && (pair.First.FromEnergy, pair.First.ToEnergy, pair.First.FromSeconds, pair.First.ToSeconds) == (pair.Second.FromEnergy, pair.Second.ToEnergy, pair.Second.FromSeconds, pair.Second.ToSeconds));
}

/// <summary>The prices that count at a moment.</summary>
/// <param name="TariffId">The tariff; empty when there is none.</param>
/// <param name="Currency">Its currency.</param>
/// <param name="Components">The prices.</param>
/// <param name="Until">When another price begins to count; null when none does within eight days.</param>
public sealed record ComponentList(string TariffId, string Currency, IReadOnlyList<ComponentPrice> Components, DateTimeOffset? Until);
