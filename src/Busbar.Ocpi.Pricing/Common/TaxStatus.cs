namespace Busbar.Ocpi.Pricing.Common;

/// <summary>What is known of the taxes on a price.</summary>
/// <remarks>OCPI chapter "Tariffs module / TaxIncluded enum"; policy D-TAX.</remarks>
public enum TaxStatus
{
    /// <summary>Both sides are known.</summary>
    Known,

    /// <summary>No tax applies: both sides are the same.</summary>
    NotApplicable,

    /// <summary>The price is without taxes and no rate is given (2.3.0): the side without taxes is known, taxes may come on top.</summary>
    UnknownNotIncluded,

    /// <summary>The price contains taxes and no rate is given (2.3.0): the side without taxes cannot be derived.</summary>
    UnknownIncluded,

    /// <summary>The version has no tax information at all (2.1.1): only the side without taxes is known.</summary>
    NotStated,
}
