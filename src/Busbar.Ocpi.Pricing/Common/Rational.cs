using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;

namespace Busbar.Ocpi.Pricing.Common;

/// <summary>An exact fraction, in lowest terms. Thirds of an hour and prices that contain taxes have no exact decimal.</summary>
/// <remarks>Small values are computed without allocation; whatever outgrows 64 bits goes on with integers of any size.</remarks>
[SuppressMessage("Usage", "CA2225:Operator overloads have named alternates", Justification = "A number reads best with operators.")]
public readonly struct Rational : IEquatable<Rational>, IComparable<Rational>
{
    // Below this, a sum of two products stays inside 128 bits.
    private const long Small = 1L << 62;

    private readonly long _numerator;
    private readonly long _denominatorLessOne;
    private readonly Fraction? _large;

    private Rational(long numerator, long denominator)
    {
        _numerator = numerator;
        _denominatorLessOne = denominator - 1;
    }

    private Rational(Fraction large) => _large = large;

    /// <summary>Nothing.</summary>
    public static Rational Zero => default;

    /// <summary>One.</summary>
    public static Rational One => new(1, 1);

    /// <summary>What stands above the line; it carries the sign.</summary>
    public BigInteger Numerator => _large?.Numerator ?? _numerator;

    /// <summary>What stands below the line; positive.</summary>
    public BigInteger Denominator => _large?.Denominator ?? (BigInteger)_denominatorLessOne + 1;

    /// <summary>-1, 0 or 1.</summary>
    public int Sign => _large is null ? Math.Sign(_numerator) : _large.Numerator.Sign;

    /// <summary>Whether it is nothing.</summary>
    public bool IsZero => Sign == 0;

    private long SmallDenominator => _denominatorLessOne + 1;

    /// <summary>A whole number.</summary>
    public static implicit operator Rational(int value) => new(value, 1);

    /// <summary>A whole number.</summary>
    public static implicit operator Rational(long value) => Of((Int128)value, 1);

    /// <summary>A decimal, exactly.</summary>
    public static implicit operator Rational(decimal value) => FromDecimal(value);

    /// <summary>A fraction of two whole numbers.</summary>
    /// <exception cref="DivideByZeroException">The denominator is zero.</exception>
    public static Rational Of(long numerator, long denominator) => Of((Int128)numerator, denominator);

    /// <summary>The sum.</summary>
    public static Rational operator +(Rational left, Rational right)
    {
        if (left._large is null && right._large is null)
        {
            return left._denominatorLessOne == right._denominatorLessOne
                ? Of((Int128)left._numerator + right._numerator, left.SmallDenominator)
                : Of(
                    ((Int128)left._numerator * right.SmallDenominator) + ((Int128)right._numerator * left.SmallDenominator),
                    (Int128)left.SmallDenominator * right.SmallDenominator);
        }

        return Of((left.Numerator * right.Denominator) + (right.Numerator * left.Denominator), left.Denominator * right.Denominator);
    }

    /// <summary>The difference.</summary>
    public static Rational operator -(Rational left, Rational right) => left + (-right);

    /// <summary>The same amount with the other sign.</summary>
    public static Rational operator -(Rational value) =>
        value._large is null ? new(-value._numerator, value.SmallDenominator) : Of(-value.Numerator, value.Denominator);

    /// <summary>The product.</summary>
    public static Rational operator *(Rational left, Rational right) =>
        left._large is null && right._large is null
            ? Of((Int128)left._numerator * right._numerator, (Int128)left.SmallDenominator * right.SmallDenominator)
            : Of(left.Numerator * right.Numerator, left.Denominator * right.Denominator);

    /// <summary>The quotient.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static Rational operator /(Rational left, Rational right) =>
        left._large is null && right._large is null
            ? Of((Int128)left._numerator * right.SmallDenominator, (Int128)left.SmallDenominator * right._numerator)
            : Of(left.Numerator * right.Denominator, left.Denominator * right.Numerator);

    /// <summary>Whether both are the same number.</summary>
    public static bool operator ==(Rational left, Rational right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(Rational left, Rational right) => !left.Equals(right);

    /// <summary>Whether the left one is less.</summary>
    public static bool operator <(Rational left, Rational right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left one is greater.</summary>
    public static bool operator >(Rational left, Rational right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left one is not greater.</summary>
    public static bool operator <=(Rational left, Rational right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left one is not less.</summary>
    public static bool operator >=(Rational left, Rational right) => left.CompareTo(right) >= 0;

    /// <summary>The amount without its sign.</summary>
    public Rational Abs() => Sign < 0 ? -this : this;

    /// <summary>The smallest whole number that is not less.</summary>
    public BigInteger Ceiling() => -FloorOf(-Numerator, Denominator);

    /// <summary>The greatest whole number that is not greater.</summary>
    public BigInteger Floor() => FloorOf(Numerator, Denominator);

    /// <summary>The nearest number with so many decimals.</summary>
    public Rational Round(int decimals, RoundingMode mode)
    {
        var scale = BigInteger.Pow(10, decimals);
        return Of(RoundToInteger(Numerator * scale, Denominator, mode), scale);
    }

    /// <summary>The nearest decimal with so many decimals, halves away from zero.</summary>
    /// <exception cref="OverflowException">It is beyond what a decimal holds.</exception>
    public decimal ToDecimal(int decimals = 4)
    {
        var scaled = RoundToInteger(Numerator * BigInteger.Pow(10, decimals), Denominator, RoundingMode.HalfUp);
        var scale = 1m;
        for (var i = 0; i < decimals; i++)
        {
            scale *= 10;
        }

        return (decimal)scaled / scale;
    }

    /// <inheritdoc/>
    public int CompareTo(Rational other)
    {
        if (_large is null && other._large is null)
        {
            return ((Int128)_numerator * other.SmallDenominator).CompareTo((Int128)other._numerator * SmallDenominator);
        }

        return (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);
    }

    /// <inheritdoc/>
    public bool Equals(Rational other) =>
        _numerator == other._numerator && _denominatorLessOne == other._denominatorLessOne && Equals(_large, other._large);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Rational other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_numerator, _denominatorLessOne, _large);

    /// <summary>The shortest decimal where there is one of at most twelve decimals, else the fraction.</summary>
    public override string ToString()
    {
        var rounded = Round(12, RoundingMode.HalfUp);
        return rounded == this && Abs() < 1_000_000_000_000L
            ? ToDecimal(12).ToString("0.############", CultureInfo.InvariantCulture)
            : $"{Numerator}/{Denominator}";
    }

    private static Rational FromDecimal(decimal value)
    {
        Span<int> parts = stackalloc int[4];
        _ = decimal.GetBits(value, parts);
        var scale = (parts[3] >> 16) & 0xFF;
        if (parts[2] == 0 && parts[1] >= 0 && scale <= 18)
        {
            var digits = ((long)parts[1] << 32) | (uint)parts[0];
            var power = 1L;
            for (var i = 0; i < scale; i++)
            {
                power *= 10;
            }

            return Of((Int128)(parts[3] < 0 ? -digits : digits), power);
        }

        var large = ((BigInteger)(uint)parts[2] << 64) | ((BigInteger)(uint)parts[1] << 32) | (uint)parts[0];
        return Of(parts[3] < 0 ? -large : large, BigInteger.Pow(10, scale));
    }

    private static Rational Of(Int128 numerator, Int128 denominator)
    {
        if (denominator == 0)
        {
            throw new DivideByZeroException();
        }

        if (denominator < 0)
        {
            (numerator, denominator) = (-numerator, -denominator);
        }

        var divisor = Gcd((UInt128)(numerator < 0 ? -numerator : numerator), (UInt128)denominator);
        if (divisor > 1)
        {
            numerator /= (Int128)divisor;
            denominator /= (Int128)divisor;
        }

        return numerator > -Small && numerator < Small && denominator < Small
            ? new Rational((long)numerator, (long)denominator)
            : new Rational(new Fraction(numerator, denominator));
    }

    private static Rational Of(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero)
        {
            throw new DivideByZeroException();
        }

        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        (numerator, denominator) = (numerator / divisor, denominator / divisor);
        return BigInteger.Abs(numerator) < Small && denominator < Small
            ? new Rational((long)numerator, (long)denominator)
            : new Rational(new Fraction(numerator, denominator));
    }

    private static UInt128 Gcd(UInt128 left, UInt128 right)
    {
        while (left > ulong.MaxValue || right > ulong.MaxValue)
        {
            if (right == 0)
            {
                return left;
            }

            (left, right) = (right, left % right);
        }

        var (a, b) = ((ulong)left, (ulong)right);
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        return a;
    }

    private static BigInteger FloorOf(BigInteger numerator, BigInteger denominator)
    {
        var quotient = BigInteger.DivRem(numerator, denominator, out var rest);
        return rest.Sign < 0 ? quotient - 1 : quotient;
    }

    private static BigInteger RoundToInteger(BigInteger numerator, BigInteger denominator, RoundingMode mode)
    {
        var quotient = BigInteger.DivRem(BigInteger.Abs(numerator), denominator, out var rest);
        var half = (rest * 2).CompareTo(denominator);
        var away = mode switch
        {
            RoundingMode.Up => !rest.IsZero,
            RoundingMode.Down => false,
            RoundingMode.HalfEven => half > 0 || (half == 0 && !quotient.IsEven),
            _ => half >= 0,
        };
        return numerator.Sign * (away ? quotient + 1 : quotient);
    }

    private sealed record Fraction(BigInteger Numerator, BigInteger Denominator);
}
