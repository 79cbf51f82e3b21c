namespace Busbar.Ocpi.Pricing.Common;

/// <summary>Something that a reader of a price should know.</summary>
/// <param name="Code">What it is; see <see cref="WarningCodes"/>.</param>
/// <param name="Period">The period it is about, counted from 0; null when it is about the whole session.</param>
/// <param name="Message">The same in words.</param>
public sealed record PricingWarning(string Code, int? Period, string Message);
