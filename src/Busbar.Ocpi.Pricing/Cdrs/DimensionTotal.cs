using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Pricing.Cdrs;

/// <summary>One dimension over the whole session.</summary>
/// <param name="Dimension">Which.</param>
/// <param name="Measured">What was recorded: kilowatt-hours or seconds as stated, or the number of fees.</param>
/// <param name="Billed">What is billed, in the same unit.</param>
/// <param name="Cost">What it costs; null when no price for it was ever active.</param>
public sealed record DimensionTotal(BilledDimension Dimension, Rational Measured, Rational Billed, Amount? Cost);
