namespace Busbar.Ocpi.Pricing.Common;

/// <summary>One tax inside an amount.</summary>
/// <param name="Name">What it is called: "VAT", or the name in the tax profile.</param>
/// <param name="Percentage">The rate in percent, on the amount before taxes.</param>
/// <param name="AccountNumber">Registration of the one who remits it.</param>
/// <param name="Amount">The tax itself, exact.</param>
public sealed record TaxShare(string Name, decimal? Percentage, string? AccountNumber, Rational Amount);
