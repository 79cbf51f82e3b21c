using System.Text.Json;
using System.Text.Json.Nodes;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Tariffs;
using Busbar.Ocpi.Tests.Validation;
using Busbar.Ocpi.Wire.Json;
using Busbar.Testing;
using static Busbar.Ocpi.Tests.Pricing.Requirements.Words;

namespace Busbar.Ocpi.Tests.Pricing.Requirements;

/// <summary>Which element of a tariff counts.</summary>
public sealed class ElementTests
{
    private static readonly TariffRestrictions Evening = new() { StartTime = "18:00", EndTime = "22:00" };

    [Fact]
    [Requirement("TAR-025")]
    public void First_matching_element_in_list_order_counts_for_each_dimension()
    {
        var evening = Tariff(When(Evening, Energy(0.50m)), Always(Energy(0.30m), Time(1m)), Always(Energy(0.10m), Time(9m)));
        Visit.At("2025-01-14 19:00").Charge(60, 10).Costs(5m + 1m, null, evening);
        Visit.At("2025-01-14 12:00").Charge(60, 10).Costs(3m + 1m, null, evening);
    }

    [Fact]
    [Requirement("TAR-026")]
    public void Components_of_several_dimensions_count_together_from_several_elements_and_one_of_each()
    {
        var result = Visit.At("2025-01-14 19:00").Charge(60, 10)
            .Price(Tariff(Always(Energy(0.30m)), When(Evening, Time(1m), Energy(0.90m)), Always(Flat(2m), Time(7m))));
        Assert.Equal(
            [(BilledDimension.Energy, 0), (BilledDimension.Time, 1), (BilledDimension.Flat, 2)], result.Lines.Select(line => (line.Dimension, line.By.Element)));
        Assert.Equal((Rational)(3m + 1m + 2m), result.Totals.TotalCost.BeforeTaxes);
    }

    [Fact]
    [Requirement("TAR-028")]
    public void Dimension_that_no_element_prices_now_costs_nothing()
    {
        var result = Visit.At("2025-01-14 12:00").Charge(60, 10).Park(60).Price(Tariff(When(Evening, Energy(0.50m), Parking(3m)), Always(Time(1m))));
        Assert.Equal((Rational)1m, result.Totals.TotalCost.BeforeTaxes);
        Assert.Null(result.Totals.EnergyCost);
        Assert.Null(result.Totals.ParkingCost);
    }

    [Fact]
    [Requirement("TAR-030")]
    public void Free_of_charge_tariff_conforms_and_costs_nothing()
    {
        var free = Tariff(Always(Flat(0.00m)));
        var document = JsonSerializer.SerializeToNode(free, OcpiJson.Options.GetTypeInfo(typeof(Tariff)))!;
        Expect.Conformant(OcpiVersion.V230, "Tariff", document);
        var older = (JsonObject)document.DeepClone();
        older.Remove("tax_included");
        Expect.Conformant(OcpiVersion.V221, "Tariff", older);
        Visit.At("2025-01-14 12:00").Charge(600, 90).Park(600).Costs(0m, 0m, free);
        Assert.Equal(Rational.Zero, Visit.At("2025-01-14 12:00").Charge(60, 9).Price(free).Totals.FixedCost!.BeforeTaxes);
    }

    [Fact]
    [Requirement("TAR-080")]
    public void Element_counts_only_while_all_its_restrictions_hold()
    {
        var tariff = Tariff(When(new() { StartTime = "18:00", DayOfWeek = Weekend, MaxKwh = 20 }, Energy(0.10m)), Always(Energy(0.50m)));
        Visit.At("2025-01-18 19:00").Charge(60, 10).Costs(1m, null, tariff);
        Visit.At("2025-01-18 12:00").Charge(60, 10).Costs(5m, null, tariff);
        Visit.At("2025-01-14 19:00").Charge(60, 10).Costs(5m, null, tariff);
        Visit.At("2025-01-18 19:00").Charge(60, 20).Charge(60, 10).Costs(2m + 5m, null, tariff);
    }

    [Fact]
    [Requirement("TAR-081")]
    public void Restrictions_hold_or_not_moment_by_moment()
    {
        var tariff = Tariff(When(Evening, Time(2m)), Always(Time(1m)));
        Visit.At("2025-01-14 17:00").Charge(60).Charge(240).Charge(60).Costs(1m + 8m + 1m, null, tariff);
    }
}
