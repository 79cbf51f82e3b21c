namespace Busbar.Ocpi.Pricing.Common;

/// <summary>Instants are UTC ticks inside the engine; spans are exact seconds.</summary>
internal static class Ticks
{
    public const long Second = TimeSpan.TicksPerSecond;

    public static Rational Seconds(long ticks) => ticks % Second == 0 ? ticks / Second : Rational.Of(ticks, Second);

    public static DateTimeOffset Instant(long ticks) => new(ticks, TimeSpan.Zero);
}
