using System.Text.Json.Serialization;
using Busbar.Ocpi.Pricing.Cdrs;
using Busbar.Ocpi.Pricing.Common;

namespace Busbar.Core.Connections;

/// <summary>How a partner's CDRs are read where the standard leaves it open: what was agreed with the partner about rounding and fees.</summary>
[JsonConverter(typeof(CdrReadingConverter))]
public sealed record CdrReading
{
    /// <summary>What the engine does unless something is agreed.</summary>
    public static CdrReading Default { get; } = new();

    /// <summary>Where amounts are rounded on the way to the total.</summary>
    public RoundingPoint RoundingPoint { get; init; } = RoundingPoint.None;

    /// <summary>What becomes of what is cut off.</summary>
    public RoundingMode RoundingMode { get; init; } = RoundingMode.HalfUp;

    /// <summary>Decimals of that rounding; null is the currency's minor unit.</summary>
    public int? RoundingDecimals { get; init; }

    /// <summary>Which flat fees are billed.</summary>
    public FlatFees FlatFees { get; init; } = FlatFees.FirstOncePerSession;

    /// <summary>What a step size rounds.</summary>
    public StepScope StepScope { get; init; } = StepScope.Session;

    /// <summary>How far a stated amount may be off, in the currency.</summary>
    public decimal Tolerance { get; init; } = CdrTolerance.Default.Money;

    public PricingPolicy Policy => PricingPolicy.Default with
    {
        RoundingPoint = RoundingPoint, RoundingMode = RoundingMode, RoundingDecimals = RoundingDecimals, FlatFees = FlatFees, StepScope = StepScope,
    };

    public CdrTolerance CheckTolerance => CdrTolerance.Default with { Money = Tolerance };
}
