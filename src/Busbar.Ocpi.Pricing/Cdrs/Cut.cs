using Busbar.Ocpi.Pricing.Common;

namespace Busbar.Ocpi.Pricing.Cdrs;

/// <summary>A moment inside a stretch at which the price may change.</summary>
/// <param name="At">UTC ticks.</param>
/// <param name="EnergyInto">Kilowatt-hours of the stretch until then; exact at a threshold of energy.</param>
internal readonly record struct Cut(long At, Rational EnergyInto);
