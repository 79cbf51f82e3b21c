namespace Busbar.Core.Limits;

/// <summary>How fast one partner's requests are taken.</summary>
/// <param name="PerSecond">Requests per second in the long run.</param>
/// <param name="Burst">Requests that are taken at once before that rate holds; at least 1.</param>
public readonly record struct RequestRate(decimal PerSecond, int Burst)
{
    private const int LeastBurst = 10;

    /// <summary>The rate with the burst that goes with it where none is named: what comes in a second, and room for a handshake or a few pages.</summary>
    public static RequestRate Of(decimal perSecond, int? burst) => new(perSecond, burst ?? (int)Math.Max(LeastBurst, Math.Ceiling(perSecond)));
}
