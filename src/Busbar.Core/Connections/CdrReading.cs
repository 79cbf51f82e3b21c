using System.Text.Json.Serialization;
using Busbar.Ocpi.Pricing.Cdrs;
using Busbar.Ocpi.Pricing.Common;

namespace Busbar.Core.Connections;

/// <summary>How a partner's CDRs are read where the standard leaves it open: what was agreed with the partner.</summary>
[JsonConverter(typeof(CdrReadingConverter))]
public sealed record CdrReading
{
    /// <summary>What the engine does unless something is agreed.</summary>
    public static CdrReading Default { get; } = new();

    /// <summary>The decisions on what the standard leaves open: rounding, steps, fees, taxes of the place, what a hub adds to tariffs.</summary>
    public PricingPolicy Policy { get; init; } = PricingPolicy.Default;

    /// <summary>How far a stated amount may be off, in the currency.</summary>
    public decimal Tolerance { get; init; } = CdrTolerance.Default.Money;

    public CdrTolerance CheckTolerance => CdrTolerance.Default with { Money = Tolerance };
}
