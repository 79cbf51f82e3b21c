using Busbar.Ocpi.Wire.Common;
using static Busbar.Ocpi.Tests.Translation.Translations;

namespace Busbar.Ocpi.Tests.Translation;

public sealed class PriceTests
{
    [Theory]
    [InlineData("""{"excl_vat":1.00,"incl_vat":1.21}""", """{"before_taxes":1.00,"taxes":[{"name":"VAT","amount":0.21}]}""")]
    [InlineData("""{"excl_vat":1.00}""", """{"before_taxes":1.00}""")]
    [InlineData("""{"excl_vat":0,"incl_vat":0}""", """{"before_taxes":0,"taxes":[{"name":"VAT","amount":0}]}""")]
    [InlineData("""{"excl_vat":-1.000,"incl_vat":-1.210}""", """{"before_taxes":-1.000,"taxes":[{"name":"VAT","amount":-0.210}]}""")]
    [InlineData("""{"excl_vat":4.00,"note":"x"}""", """{"before_taxes":4.00,"note":"x"}""")]
    public void Price_of_221_goes_up_and_comes_back_with_every_digit(string given, string expected)
    {
        var up = Up(ObjectType.Session, Session(given));
        Assert.Equal(expected, up.At("/total_cost"));
        Assert.Empty(up.Losses);

        var down = Down(ObjectType.Session, up.Text());
        Assert.Equal(given, down.At("/total_cost"));
        Assert.Empty(down.Losses);
    }

    [Fact]
    public void Several_taxes_become_one_amount_and_the_detail_is_reported()
    {
        var down = Down(ObjectType.Session, Session(
            """{"before_taxes":1.00,"taxes":[{"name":"GST","amount":0.05},{"name":"PST","percentage":7,"amount":0.07}]}"""));

        Assert.Equal("""{"excl_vat":1.00,"incl_vat":1.12}""", down.At("/total_cost"));
        Assert.Equal(["X-TYP-3 Dropped /total_cost/taxes"], down.Rules());
    }

    [Fact]
    public void Empty_list_of_taxes_says_nothing_about_the_price_with_vat() =>
        Assert.Equal("""{"excl_vat":2.50}""", Down(ObjectType.Session, Session("""{"before_taxes":2.50,"taxes":[]}""")).At("/total_cost"));

    [Fact]
    public void Negative_tax_on_a_positive_amount_is_taken_and_flagged()
    {
        var up = Up(ObjectType.Session, Session("""{"excl_vat":2.00,"incl_vat":1.50}"""));

        Assert.Equal("""{"before_taxes":2.00,"taxes":[{"name":"VAT","amount":-0.50}]}""", up.At("/total_cost"));
        Assert.Equal(["X-TYP-5 Approximated /total_cost/incl_vat"], up.Rules());
    }

    [Fact]
    public void Optional_price_without_its_amount_is_left_out_and_never_made_up()
    {
        var up = Up(ObjectType.Session, Session("""{"incl_vat":1.21}"""));

        Assert.Null(up.At("/total_cost"));
        Assert.Equal(["X-TYP-2 Dropped /total_cost"], up.Rules());
    }

    [Fact]
    public void Quoted_amount_becomes_a_number() =>
        Assert.Equal("""{"before_taxes":1.50}""", Up(ObjectType.Session, Session("""{"excl_vat":"1.50"}""")).At("/total_cost"));

    [Fact]
    public void Price_that_has_the_wanted_shape_already_is_left_alone() =>
        Assert.Equal("""{"before_taxes":1.5}""", Up(ObjectType.Session, Session("""{"before_taxes":1.5}""")).At("/total_cost"));

    [Fact]
    public void Amount_with_more_digits_than_a_decimal_holds_is_passed_on_as_it_stands() =>
        Assert.Equal(
            """{"before_taxes":0.12345678901234567890123456789012345}""",
            Up(ObjectType.Session, Session("""{"excl_vat":0.12345678901234567890123456789012345}""")).At("/total_cost"));

    private static string Session(string price) => $$"""{"id":"S1","kwh":1.50,"total_cost":{{price}},"last_updated":"2025-03-01T10:00:00Z"}""";
}
