using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;

namespace Busbar.Ocpi.Pricing.Common;

/// <summary>An exact fraction. Thirds of an hour and prices that contain taxes have no exact decimal.</summary>
/// <remarks>
/// Small values are computed without allocation and are not brought to lowest terms until they would outgrow 64 bits; whatever does so all the same
/// goes on with integers of any size.
/// </remarks>
[SuppressMessage("Usage", "CA2225:Operator overloads have named alternates", Justification = "A number reads best with operators.")]
public readonly struct Rational : IEquatable<Rational>, IComparable<Rational>
{
    // Below this, a sum of two products stays inside 128 bits, and a sum of two numerators inside 64.
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

    /// <summary>What stands above the line in lowest terms; it carries the sign.</summary>
    public BigInteger Numerator => _large?.Numerator ?? Reduced()._numerator;

    /// <summary>What stands below the line in lowest terms; positive.</summary>
    public BigInteger Denominator => _large?.Denominator ?? Reduced().SmallDenominator;

    /// <summary>-1, 0 or 1.</summary>
    public int Sign => _large is null ? Math.Sign(_numerator) : _large.Numerator.Sign;

    /// <summary>Whether it is nothing.</summary>
    public bool IsZero => _numerator == 0 && _large is null;

    private long SmallDenominator => _denominatorLessOne + 1;

    /// <summary>A whole number.</summary>
    public static implicit operator Rational(int value) => new(value, 1);

    /// <summary>A whole number.</summary>
    public static implicit operator Rational(long value) => Of(value, 1);

    /// <summary>A decimal, exactly.</summary>
    public static implicit operator Rational(decimal value) => FromDecimal(value);

    /// <summary>A fraction of two whole numbers.</summary>
    /// <exception cref="DivideByZeroException">The denominator is zero.</exception>
    public static Rational Of(long numerator, long denominator) =>
        numerator is > -Small and < Small && denominator is > 0 and < Small ? new(numerator, denominator) : Of((Int128)numerator, denominator);

    /// <summary>The sum.</summary>
    public static Rational operator +(Rational left, Rational right)
    {
        if (left._large is not null || right._large is not null)
        {
            return Of((left.Numerator * right.Denominator) + (right.Numerator * left.Denominator), left.Denominator * right.Denominator);
        }

        if (left._denominatorLessOne == right._denominatorLessOne)
        {
            // Two numerators below 2^62 add up inside 64 bits.
            return Of(left._numerator + right._numerator, left.SmallDenominator);
        }

        if (left._numerator == 0 || right._numerator == 0)
        {
            return left._numerator == 0 ? right : left;
        }

        // Denominators mostly are powers of ten: one divides the other.
        var (coarse, fine) = left._denominatorLessOne < right._denominatorLessOne ? (left, right) : (right, left);
        var factor = fine.SmallDenominator / coarse.SmallDenominator;
        return factor * coarse.SmallDenominator == fine.SmallDenominator
            ? Of(((Int128)coarse._numerator * factor) + fine._numerator, fine.SmallDenominator)
            : Of(
                ((Int128)left._numerator * right.SmallDenominator) + ((Int128)right._numerator * left.SmallDenominator),
                (Int128)left.SmallDenominator * right.SmallDenominator);
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
    public BigInteger Ceiling() => _large is null ? -FloorOf(-_numerator, SmallDenominator) : -FloorOf(-Numerator, Denominator);

    /// <summary>The greatest whole number that is not greater.</summary>
    public BigInteger Floor() => _large is null ? FloorOf(_numerator, SmallDenominator) : FloorOf(Numerator, Denominator);

    /// <summary>The smallest multiple of a step that is not less.</summary>
    public Rational UpToMultipleOf(Rational step)
    {
        var steps = this / step;
        return steps._large is null ? step * -FloorOf(-steps._numerator, steps.SmallDenominator) : step * Of(-FloorOf(-steps.Numerator, steps.Denominator), BigInteger.One);
    }

    /// <summary>The nearest number with so many decimals.</summary>
    public Rational Round(int decimals, RoundingMode mode)
    {
        if (_large is null && decimals is >= 0 and < 18 && Scaled(decimals, mode) is { } small)
        {
            return Of(small, PowersOfTen[decimals]);
        }

        var scale = BigInteger.Pow(10, decimals);
        return Of(RoundToInteger(Numerator * scale, Denominator, mode), scale);
    }

    /// <summary>The nearest decimal with so many decimals, halves away from zero.</summary>
    /// <exception cref="OverflowException">It is beyond what a decimal holds.</exception>
    public decimal ToDecimal(int decimals = 4)
    {
        if (_large is null && decimals is >= 0 and < 18 && Scaled(decimals, RoundingMode.HalfUp) is { } small)
        {
            return (decimal)small / PowersOfTen[decimals];
        }

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
            return _denominatorLessOne == other._denominatorLessOne
                ? _numerator.CompareTo(other._numerator)
                : ((Int128)_numerator * other.SmallDenominator).CompareTo((Int128)other._numerator * SmallDenominator);
        }

        return (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);
    }

    /// <inheritdoc/>
    public bool Equals(Rational other) => CompareTo(other) == 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Rational other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Numerator, Denominator);

    /// <summary>The shortest decimal where there is one of at most twelve decimals, else the fraction.</summary>
    public override string ToString()
    {
        var rounded = Round(12, RoundingMode.HalfUp);
        return rounded == this && Abs() < 1_000_000_000_000L
            ? ToDecimal(12).ToString("0.############", CultureInfo.InvariantCulture)
            : $"{Numerator}/{Denominator}";
    }

    private static ReadOnlySpan<long> PowersOfTen =>
    [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000, 100_000_000_000, 1_000_000_000_000,
        10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000, 10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000,
    ];

    private static Rational FromDecimal(decimal value)
    {
        Span<int> parts = stackalloc int[4];
        _ = decimal.GetBits(value, parts);
        var scale = (parts[3] >> 16) & 0xFF;
        if (parts[2] == 0 && parts[1] >= 0 && scale <= 18)
        {
            var digits = ((long)parts[1] << 32) | (uint)parts[0];
            return Of(parts[3] < 0 ? -digits : digits, PowersOfTen[scale]);
        }

        var large = ((BigInteger)(uint)parts[2] << 64) | ((BigInteger)(uint)parts[1] << 32) | (uint)parts[0];
        return Of(parts[3] < 0 ? -large : large, BigInteger.Pow(10, scale));
    }

    private static Rational Of(Int128 numerator, Int128 denominator)
    {
        if (denominator <= 0)
        {
            (numerator, denominator) = denominator == 0 ? throw new DivideByZeroException() : (-numerator, -denominator);
        }

        if (denominator < Small && numerator > -Small && numerator < Small)
        {
            return new((long)numerator, (long)denominator);
        }

        var divisor = Gcd((UInt128)(numerator < 0 ? -numerator : numerator), (UInt128)denominator);
        (numerator, denominator) = (numerator / (Int128)divisor, denominator / (Int128)divisor);
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

    private static long FloorOf(long numerator, long denominator)
    {
        var (quotient, rest) = Math.DivRem(numerator, denominator);
        return rest < 0 ? quotient - 1 : quotient;
    }

    private static BigInteger FloorOf(BigInteger numerator, BigInteger denominator)
    {
        var quotient = BigInteger.DivRem(numerator, denominator, out var rest);
        return rest.Sign < 0 ? quotient - 1 : quotient;
    }

    private static BigInteger RoundToInteger(BigInteger numerator, BigInteger denominator, RoundingMode mode)
    {
        var quotient = BigInteger.DivRem(BigInteger.Abs(numerator), denominator, out var rest);
        return numerator.Sign * (GoesAway((rest * 2).CompareTo(denominator), !rest.IsZero, quotient.IsEven, mode) ? quotient + 1 : quotient);
    }

    private static bool GoesAway(int half, bool hasRest, bool isEven, RoundingMode mode) => mode switch
    {
        RoundingMode.Up => hasRest,
        RoundingMode.Down => false,
        RoundingMode.HalfEven => half > 0 || (half == 0 && !isEven),
        _ => half >= 0,
    };

    private Rational Reduced()
    {
        var divisor = (long)Gcd((UInt128)Math.Abs(_numerator), (UInt128)SmallDenominator);
        return new(_numerator / divisor, SmallDenominator / divisor);
    }

    /// <summary>The value times a power of ten, rounded; null when that outgrows 64 bits.</summary>
    private long? Scaled(int decimals, RoundingMode mode)
    {
        var scaled = (Int128)Math.Abs(_numerator) * PowersOfTen[decimals];
        if (scaled >= Small)
        {
            return null;
        }

        var (quotient, rest) = Math.DivRem((long)scaled, SmallDenominator);
        quotient += GoesAway(rest.CompareTo(SmallDenominator - rest), rest != 0, (quotient & 1) == 0, mode) ? 1 : 0;
        return _numerator < 0 ? -quotient : quotient;
    }

    private sealed record Fraction(BigInteger Numerator, BigInteger Denominator);
}
