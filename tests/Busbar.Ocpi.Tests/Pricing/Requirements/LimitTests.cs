using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Pricing.Cdrs;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Testing;
using static Busbar.Ocpi.Tests.Pricing.Requirements.Words;

namespace Busbar.Ocpi.Tests.Pricing.Requirements;

/// <summary>Minimum and maximum price: each side of the total has its own bound.</summary>
public sealed class LimitTests
{
    [Theory]
    [InlineData(OcpiVersion.V221)]
    [InlineData(OcpiVersion.V230)]
    [Requirement("TAR-034", "TAR-036")]
    public void Each_side_is_raised_to_its_own_minimum(OcpiVersion version)
    {
        // 2.00 and 2.20 before the limit.
        Total(version, 8, Tariff(Always(Energy(0.25m, vat: 10))) with { MinPrice = Limit(3m, 2.1m) }, 3m, 2.2m);
        Total(version, 8, Tariff(Always(Energy(0.25m, vat: 10))) with { MinPrice = Limit(1m, 2.5m) }, 2m, 2.5m);
        Total(version, 8, Tariff(Always(Energy(0.25m, vat: 10))) with { MinPrice = Limit(2m, 2.2m) }, 2m, 2.2m);
    }

    [Theory]
    [InlineData(OcpiVersion.V221)]
    [InlineData(OcpiVersion.V230)]
    [Requirement("TAR-035", "TAR-037")]
    public void Each_side_is_cut_at_its_own_maximum(OcpiVersion version)
    {
        Total(version, 8, Tariff(Always(Energy(0.25m, vat: 10))) with { MaxPrice = Limit(1.5m, 9m) }, 1.5m, 2.2m);
        Total(version, 8, Tariff(Always(Energy(0.25m, vat: 10))) with { MaxPrice = Limit(9m, 2.1m) }, 2m, 2.1m);
        Total(version, 8, Tariff(Always(Energy(0.25m, vat: 10))) with { MaxPrice = Limit(2m, 2.2m) }, 2m, 2.2m);
    }

    [Fact]
    [Requirement("TAR-067")]
    public void Worked_maximum_price()
    {
        var tariff = Tariff(Always(Flat(0.50m, 20), Energy(0.25m, vat: 10))) with { MaxPrice = Limit(10m, 11m) };
        Visit.At("2025-01-14 12:00").Charge(120, 50).Costs(10.00m, 11.00m, tariff);
        Visit.At("2025-01-14 12:00").Charge(120, 30).Costs(8.00m, 8.85m, tariff);
    }

    [Fact]
    [Requirement("TAR-068")]
    public void Worked_minimum_price()
    {
        var tariff = Tariff(Always(Energy(0.25m, vat: 10))) with { MinPrice = Limit(0.50m, 0.55m) };
        Visit.At("2025-01-14 12:00").Charge(120, 1.9m).Costs(0.50m, 0.55m, tariff);
        Visit.At("2025-01-14 12:00").Charge(120, 20).Costs(5.00m, 5.50m, tariff);
    }

    private static void Total(OcpiVersion version, decimal kwh, Ocpi.Model.Tariffs.Tariff tariff, decimal before, decimal after)
    {
        var total = Visit.At("2025-01-14 12:00").Charge(60, kwh).Price(version, tariff).Totals.TotalCost;
        Assert.Equal(((Rational?)before, (Rational?)after), (total.BeforeTaxes, total.AfterTaxes));
    }
}
