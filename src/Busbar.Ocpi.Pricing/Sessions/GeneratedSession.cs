using Busbar.Ocpi.Pricing.Cdrs;

namespace Busbar.Ocpi.Pricing.Sessions;

/// <summary>What the engine made of the events of a session.</summary>
/// <param name="Periods">The fewest charging periods that begin at every moment that matters for the price.</param>
/// <param name="Result">Their price.</param>
public sealed record GeneratedSession(IReadOnlyList<MeasuredPeriod> Periods, PricingResult Result);
