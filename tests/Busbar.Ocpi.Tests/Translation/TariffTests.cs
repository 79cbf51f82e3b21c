using Busbar.Ocpi.Tests.Model;
using Busbar.Ocpi.Wire.Common;
using Busbar.Testing;
using static Busbar.Ocpi.Tests.Translation.Translations;

namespace Busbar.Ocpi.Tests.Translation;

public sealed class TariffTests
{
    [Fact]
    public void Tariff_of_221_goes_up_without_taxes_and_comes_back_the_same()
    {
        var up = Up(ObjectType.Tariff, Samples.TariffV22);

        Assert.Equal("\"NO\"", up.At("/tax_included"));
        Assert.Equal("""{"before_taxes":0.50,"after_taxes":0.605}""", up.At("/min_price"));
        Assert.Equal(Canonical(Samples.TariffV22), Canonical(Down(ObjectType.Tariff, up.Text()).Text()));
    }

    [Theory]
    [Requirement("TAR-044", "TAR-050", "TAR-051")]
    [InlineData("0.36", "20", "0.3")]
    [InlineData("0.35", "19", "0.2941")]
    [InlineData("0.00005", "0", "0.00005")]
    [InlineData("0", "19", "0")]
    public void Price_with_tax_goes_down_without_it(string price, string vat, string expected)
    {
        var down = Down(ObjectType.Tariff, Tariff("YES", $$"""{"type":"ENERGY","price":{{price}},"vat":{{vat}},"step_size":1}"""));

        Assert.Equal(expected, down.At("/elements/0/price_components/0/price"));
        Assert.Equal(vat, down.At("/elements/0/price_components/0/vat"));
        Assert.Null(down.At("/tax_included"));
        Assert.Contains("X-TAR-06 Dropped /tax_included", down.Rules());
    }

    [Fact]
    public void Price_with_a_tax_nobody_knows_goes_down_as_it_is_and_says_so()
    {
        var down = Down(ObjectType.Tariff, Tariff("YES", """{"type":"ENERGY","price":0.36,"step_size":1}"""));

        Assert.Equal("0.36", down.At("/elements/0/price_components/0/price"));
        Assert.Contains("X-TAR-06 Approximated /elements/0/price_components/0/price", down.Rules());
    }

    [Fact]
    public void Price_without_tax_goes_down_as_it_is_without_a_loss()
    {
        var down = Down(ObjectType.Tariff, Tariff("NO", """{"type":"ENERGY","price":0.3600,"vat":21.0,"step_size":1}"""));

        Assert.Equal("""{"type":"ENERGY","price":0.3600,"vat":21.0,"step_size":1}""", down.At("/elements/0/price_components/0"));
        Assert.Empty(down.Losses);
    }

    [Fact]
    public void Tariff_to_which_no_tax_applies_goes_down_without_a_rate()
    {
        var down = Down(ObjectType.Tariff, Tariff("N/A", """{"type":"FLAT","price":1,"vat":21.0,"step_size":0}"""));

        Assert.Equal("""{"type":"FLAT","price":1,"step_size":0}""", down.At("/elements/0/price_components/0"));
        Assert.Equal(["X-TAR-06 Dropped /elements/0/price_components/0/vat", "X-TAR-06 Dropped /tax_included"], down.Rules());
    }

    [Fact]
    public void Element_for_a_booking_is_left_out_and_never_sent_without_its_restriction()
    {
        var down = Down(ObjectType.Tariff, """
            {"id":"T1","tax_included":"NO","elements":[
             {"price_components":[{"type":"FLAT","price":5,"step_size":1}],"restrictions":{"booking":"BOOKING_OVERTIME"}},
             {"price_components":[{"type":"TIME","price":5,"step_size":1}],"restrictions":{"reservation":"RESERVATION"}}],
             "last_updated":"2025-03-01T10:00:00Z"}
            """);

        Assert.Equal("\"RESERVATION\"", down.At("/elements/0/restrictions/reservation"));
        Assert.Null(down.At("/elements/1"));
        Assert.Equal(["X-TAR-14 Dropped /elements/0"], down.Rules());
    }

    [Fact]
    public void Tariff_of_nothing_but_bookings_is_withheld() => Assert.True(Down(ObjectType.Tariff, """
        {"id":"T1","tax_included":"NO","elements":[{"price_components":[{"type":"FLAT","price":5,"step_size":1}],
        "restrictions":{"booking":"BOOKING"}}],"last_updated":"2025-03-01T10:00:00Z"}
        """).IsWithheld);

    [Fact]
    public void Tariff_of_a_type_that_221_does_not_know_is_withheld()
    {
        var down = Down(ObjectType.Tariff, Samples.Tariff);

        Assert.True(down.IsWithheld);
        Assert.Contains("NIGHT_OWL", down.Withheld, StringComparison.Ordinal);
        Assert.True(down.Utf8.IsEmpty);
    }

    [Fact]
    public void Amount_to_preauthorize_stays_behind() =>
        Assert.Contains(
            "X-TAR-10 Dropped /preauthorize_amount",
            Down(ObjectType.Tariff, """{"id":"T1","tax_included":"NO","preauthorize_amount":50,"elements":[]}""").Rules());

    private static string Tariff(string taxIncluded, string component) => $$"""
        {"country_code":"NL","party_id":"ABC","id":"T1","currency":"EUR","elements":[{"price_components":[{{component}}]}],
         "tax_included":"{{taxIncluded}}","last_updated":"2025-03-01T10:00:00Z"}
        """;
}
