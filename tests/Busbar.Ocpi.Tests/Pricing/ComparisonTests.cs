using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Comparisons;
using Busbar.Ocpi.Pricing.Sessions;

namespace Busbar.Ocpi.Tests.Pricing;

public sealed class ComparisonTests
{
    private static readonly ComparisonOptions Amsterdam = new() { TimeZone = Make.Amsterdam };

    [Fact]
    public void Tariff_written_in_pieces_is_proved_to_cost_the_same()
    {
        var whole = Make.Tariff(Make.Element(Make.Energy(0.4m), Make.Time(2)));
        var pieces = Make.Tariff(
            Make.Element(new TariffRestrictions { StartTime = "22:00", EndTime = "06:00", MinKwh = 0 }, Make.Energy(0.4m)),
            Make.Element(new TariffRestrictions { DayOfWeek = [new("MONDAY"), new("TUESDAY")], MaxDuration = 3600 }, Make.Time(2), Make.Energy(0.4m)),
            Make.Element(new TariffRestrictions { StartTime = "06:00", EndTime = "22:00" }, Make.Energy(0.4m)),
            Make.Element(Make.Time(2)));
        var comparison = TariffComparer.Compare(whole, pieces, Amsterdam);
        Assert.Equal(ComparisonOutcome.Equivalent, comparison.Outcome);
        Assert.True(TariffComparer.AreEquivalent(whole, pieces));
        Assert.All(comparison.Typical, session => Assert.False(session.IsDifferent));
        Assert.Null(comparison.CounterExample);
    }

    [Fact]
    public void Update_tells_what_it_does_to_a_typical_night_session()
    {
        var before = Make.Tariff(Make.Element(new TariffRestrictions { StartTime = "20:00", EndTime = "08:00" }, Make.Energy(0.30m, vat: 21)), Make.Element(Make.Energy(0.50m, vat: 21)));
        var after = before with { Elements = [Make.Element(new TariffRestrictions { StartTime = "20:00", EndTime = "08:00" }, Make.Energy(0.34m, vat: 21)), before.Elements[1]] };
        var comparison = TariffComparer.Compare(before, after, Amsterdam);
        Assert.Equal(ComparisonOutcome.Different, comparison.Outcome);
        var night = Assert.Single(comparison.Typical, session => session.Name.StartsWith("30 kWh night", StringComparison.Ordinal));
        Assert.Equal(1.452m, night.Difference.ToDecimal(6));
        Assert.False(Assert.Single(comparison.Typical, session => session.Name.StartsWith("20 kWh day", StringComparison.Ordinal)).IsDifferent);
        Assert.True(comparison.Dearer!.Difference.Sign > 0);
        Assert.Null(comparison.Cheaper);
        Assert.Contains(comparison.Reasons, reason => reason.Contains("ENERGY costs 0.3 with 21 % VAT before and 0.34 with 21 % VAT after", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("power")]
    [InlineData("current")]
    [InlineData("energy")]
    [InlineData("duration")]
    [InlineData("parking")]
    [InlineData("reservation")]
    [InlineData("expired")]
    [InlineData("fee")]
    [InlineData("step")]
    [InlineData("maximum")]
    [InlineData("date")]
    public void Difference_in_one_corner_is_found_and_shown_by_a_session(string corner)
    {
        var rest = Make.Element(Make.Energy(0.4m), Make.Parking(1));
        TariffElement Only(TariffRestrictions when, params PriceComponent[] components) => Make.Element(when, components);
        var special = corner switch
        {
            "power" => Only(new() { MinPower = 142, MaxPower = 143 }, Make.Energy(0.9m)),
            "current" => Only(new() { MinCurrent = 31 }, Make.Energy(0.9m)),
            "energy" => Only(new() { MinKwh = 87.5m, MaxKwh = 88 }, Make.Energy(0.9m)),
            "duration" => Only(new() { MinDuration = 51_234, MaxDuration = 51_300 }, Make.Energy(0.9m)),
            "parking" => Only(new() { MinDuration = 30_000, DayOfWeek = [new("SUNDAY")], StartTime = "03:10", EndTime = "03:20" }, Make.Parking(9)),
            "reservation" => Only(new() { Reservation = ReservationRestrictionType.Reservation }, Make.Time(3)),
            "expired" => Only(new() { Reservation = ReservationRestrictionType.ReservationExpires }, Make.Flat(3)),
            "fee" => Only(new() { MinDuration = 40_000 }, Make.Flat(3)),
            "step" => Only(new() { StartTime = "04:00", EndTime = "04:01" }, Make.Energy(0.4m, step: 5000)),
            "date" => Only(new() { StartDate = "2027-12-24", EndDate = "2027-12-25" }, Make.Energy(0.9m)),
            _ => null,
        };
        var before = Make.Tariff(rest);
        var after = special is null ? before with { MaxPrice = new PriceLimit { BeforeTaxes = 10 } } : Make.Tariff(special, rest);
        var comparison = TariffComparer.Compare(before, after, Amsterdam);
        Assert.Equal(ComparisonOutcome.Different, comparison.Outcome);
        Assert.NotEmpty(comparison.Reasons);
        Assert.True(comparison.CounterExample!.IsDifferent);
    }

    [Fact]
    public void Translation_that_drops_a_restriction_is_seen_and_one_that_keeps_the_price_is_proved()
    {
        var canonical = Make.Tariff(Make.Element(new TariffRestrictions { Reservation = ReservationRestrictionType.Reservation }, Make.Time(5)), Make.Element(Make.Energy(0.4m), Make.Time(1)));
        var dropped = canonical with { Elements = [Make.Element(Make.Time(5)), canonical.Elements[1]] };
        Assert.Equal(ComparisonOutcome.Different, TariffComparer.Compare(canonical, dropped, Amsterdam with { AfterVersion = OcpiVersion.V221 }).Outcome);
        Assert.True(TariffComparer.AreEquivalent(canonical, canonical, Amsterdam with { AfterVersion = OcpiVersion.V221 }));

        // With taxes included and no rate the two versions mean different things.
        var included = canonical with { TaxIncluded = TaxIncluded.Yes };
        Assert.False(TariffComparer.AreEquivalent(included, included, Amsterdam with { AfterVersion = OcpiVersion.V221 }));
    }

    [Fact]
    public void What_is_proved_equivalent_costs_the_same_in_every_session()
    {
        var proofs = 0;
        for (var seed = 0; seed < 250; seed++)
        {
            var (session, chance) = (new RandomSession(seed), new Random(seed));
            var other = session.Tariff with { Elements = [.. session.Tariff.Elements.SelectMany(element => Rewrite(element, chance))] };
            if (!TariffComparer.AreEquivalent(session.Tariff, other))
            {
                continue;
            }

            proofs++;
            for (var more = 0; more < 6; more++)
            {
                var events = new RandomSession((seed * 31) + more).Events;
                var (left, right) = (Total(session, session.Tariff, events), Total(session, other, events));
                Assert.True(left.BeforeTaxes == right.BeforeTaxes && left.AfterTaxes == right.AfterTaxes, $"seed {seed}/{more}: {left.BeforeTaxes} and {right.BeforeTaxes}");
            }
        }

        Assert.True(proofs > 60, $"only {proofs} proofs");
    }

    private static Amount Total(RandomSession session, Tariff tariff, IReadOnlyList<SessionEvent> events) =>
        SessionEngine.Generate(session.Input with { Tariffs = [tariff], Events = events }).Result.Totals.TotalCost;

    /// <summary>Cuts an element in two by time of day or energy, leaves out what never acts, or does harm.</summary>
    private static IEnumerable<TariffElement> Rewrite(TariffElement element, Random chance)
    {
        var when = element.Restrictions ?? new TariffRestrictions();
        return chance.Next(6) switch
        {
            0 when when.StartTime is null && when.EndTime is null =>
                [element with { Restrictions = when with { StartTime = "09:00", EndTime = "17:00" } }, element with { Restrictions = when with { StartTime = "17:00", EndTime = "09:00" } }],
            1 when when.MinKwh is null && when.MaxKwh is null =>
                [element with { Restrictions = when with { MaxKwh = 7 } }, element with { Restrictions = when with { MinKwh = 7 } }],
            2 => [element with { Restrictions = when with { MinDuration = when.MinDuration ?? 0 } }],
            3 => [element, element with { Restrictions = when with { MinDuration = 900 } }],
            4 when chance.Next(3) == 0 => [element with { Restrictions = when with { MaxKwh = 3 } }],
            _ => [element],
        };
    }
}
