using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Cdrs;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Tariffs;
using Busbar.Testing;
using static Busbar.Ocpi.Tests.Pricing.Requirements.Words;

namespace Busbar.Ocpi.Tests.Pricing.Requirements;

/// <summary>Which of several tariffs counts for a session.</summary>
public sealed class TariffChoiceTests
{
    private static readonly Tariff[] OfEveryType =
    [
        Of(TariffType.ProfileCheap), Of(TariffType.ProfileFast), Of(TariffType.ProfileGreen), Of(TariffType.AdHocPayment), Of(TariffType.Regular),
    ];

    [Fact]
    [Requirement("TAR-033")]
    public void Tariff_without_a_type_counts_for_every_session()
    {
        var any = Of(null);
        Assert.Equal("ANY", Chosen(null, any));
        foreach (var tariff in OfEveryType)
        {
            Assert.Equal("ANY", Chosen(tariff.Type, any));
            Assert.Equal("ANY", Chosen(tariff.Type, Of(new TariffType("ANOTHER")), any));
        }
    }

    [Theory]
    [InlineData("2025-06-30 23:30", "OLD")]
    [InlineData("2025-07-01 01:30", "OLD")]
    [InlineData("2025-07-01 02:30", "NEW")]
    [Requirement("TAR-038")]
    public void Validity_is_in_utc(string local, string expected)
    {
        // Amsterdam is two hours ahead in July.
        var change = new DateTimeOffset(2025, 7, 1, 0, 0, 0, TimeSpan.Zero);
        var old = Tariff(Always(Energy(1m))) with { Id = "OLD", EndDateTime = change.AddSeconds(-1) };
        var next = Tariff(Always(Energy(2m))) with { Id = "NEW", StartDateTime = change };
        var result = Visit.At(local).Charge(10, 1).Price(next, old);
        Assert.Equal(expected, result.Lines.Single().By.Tariff.Id);
        Assert.DoesNotContain(result.Warnings, warning => warning.Code == WarningCodes.TariffNotValid);
    }

    [Fact]
    [Requirement("TAR-094")]
    public void Ad_hoc_tariff_counts_for_payment_at_the_station_and_for_nothing_else()
    {
        Assert.Equal("AD_HOC_PAYMENT", Chosen(TariffTypes.For(null, paidAtStation: true), OfEveryType));
        Assert.Equal("REGULAR", Chosen(TariffTypes.For(null), OfEveryType));
    }

    [Theory]
    [InlineData("CHEAP", "PROFILE_CHEAP")]
    [InlineData("FAST", "PROFILE_FAST")]
    [InlineData("GREEN", "PROFILE_GREEN")]
    [Requirement("TAR-095")]
    public void Tariff_of_a_profile_counts_when_that_profile_is_preferred(string profile, string tariff) =>
        Assert.Equal(tariff, Chosen(TariffTypes.For(new ProfileType(profile)), OfEveryType));

    [Fact]
    [Requirement("TAR-096")]
    public void Regular_tariff_counts_without_a_preference_or_with_the_regular_one()
    {
        Assert.Equal("REGULAR", Chosen(null, OfEveryType));
        Assert.Equal("REGULAR", Chosen(TariffTypes.For(null), OfEveryType));
        Assert.Equal("REGULAR", Chosen(TariffTypes.For(ProfileType.Regular), OfEveryType));
    }

    private static string Chosen(TariffType? type, params Tariff[] tariffs) => Visit.At("2025-01-14 12:00").Charge(10, 1)
        .Price(new PricingInput { Tariffs = [.. tariffs], Periods = [], TariffType = type }).Lines.Single().By.Tariff.Id;

    private static Tariff Of(TariffType? type) => Tariff(Always(Energy(1m))) with { Id = type?.Value ?? "ANY", Type = type };
}
