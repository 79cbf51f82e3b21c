using System.Numerics;
using Busbar.Ocpi.Pricing.Common;

namespace Busbar.Ocpi.Tests.Pricing;

public sealed class RationalTests
{
    [Fact]
    public void Thirds_add_up_to_one() => Assert.Equal(Rational.One, Rational.Of(1, 3) + Rational.Of(1, 3) + Rational.Of(1, 3));

    [Fact]
    public void Default_is_zero() => Assert.Equal(0, default(Rational));

    [Theory]
    [InlineData("0.0000000000000000000000000001")]
    [InlineData("-79228162514264337593543950335")]
    [InlineData("7922816251426433759354395.0335")]
    [InlineData("-0.25")]
    public void Decimal_is_taken_exactly(string text)
    {
        var value = decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(value, ((Rational)value).ToDecimal(28 - Math.Max(0, text.TrimStart('-').Split('.')[0].Length - 1)));
    }

    [Fact]
    public void Large_values_agree_with_integers_of_any_size()
    {
        var chance = new Random(1);
        for (var i = 0; i < 20_000; i++)
        {
            var (a, b, c, d) = (Some(chance), Math.Abs(Some(chance)) + 1, Some(chance), Math.Abs(Some(chance)) + 1);
            var (left, right) = (Rational.Of(a, b), Rational.Of(c, d));
            AssertIs((BigInteger)a * d + (BigInteger)c * b, (BigInteger)b * d, left + right);
            AssertIs((BigInteger)a * d - (BigInteger)c * b, (BigInteger)b * d, left - right);
            AssertIs((BigInteger)a * c, (BigInteger)b * d, left * right);
            if (c != 0)
            {
                AssertIs((BigInteger)a * d, (BigInteger)b * c, left / right);
            }

            Assert.Equal(((BigInteger)a * d).CompareTo((BigInteger)c * b), left.CompareTo(right));
        }
    }

    [Theory]
    [InlineData(5, RoundingMode.HalfUp, 3)]
    [InlineData(-5, RoundingMode.HalfUp, -3)]
    [InlineData(5, RoundingMode.HalfEven, 2)]
    [InlineData(5, RoundingMode.Up, 3)]
    [InlineData(5, RoundingMode.Down, 2)]
    public void Halves_are_rounded_as_the_mode_says(int halves, RoundingMode mode, int expected) => Assert.Equal(expected, Rational.Of(halves, 2).Round(0, mode));

    [Fact]
    public void Ceiling_and_floor_go_towards_their_side()
    {
        Assert.Equal((3, 2, -2, -3), ((int)Rational.Of(5, 2).Ceiling(), (int)Rational.Of(5, 2).Floor(), (int)Rational.Of(-5, 2).Ceiling(), (int)Rational.Of(-5, 2).Floor()));
    }

    private static long Some(Random chance) => chance.NextInt64() >> chance.Next(0, 62) << chance.Next(0, 2) / 2 * chance.Next(0, 2);

    private static void AssertIs(BigInteger numerator, BigInteger denominator, Rational value)
    {
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        Assert.Equal((numerator / divisor, denominator / divisor), (value.Numerator, value.Denominator));
    }
}
