using Busbar.Ocpi.Pricing.Common;

namespace Busbar.Ocpi.Pricing.Cdrs;

/// <summary>Prices sessions by tariffs: the core that generating, checking, quoting and explaining share.</summary>
/// <remarks>
/// OCPI chapters "Tariffs module" and "CDRs module". Pure: no clock, no input or output, the same input gives the same result. Arithmetic is exact;
/// rounding happens where the policy says, or when a result is presented. The engine works on canonical (2.3.0) tariffs; tariffs of other versions are
/// translated first, and <see cref="PricingInput.TariffVersion"/> tells what they could not say.
/// </remarks>
public static class TariffEngine
{
    /// <summary>Prices a session whose periods are given. Each is priced as it starts; one that outlasts its price is reported.</summary>
    public static PricingResult Price(PricingInput input, PricingPolicy? policy = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        using var evaluation = new Evaluation(input, policy ?? PricingPolicy.Default);
        return new Calculation(evaluation).Run(checkSpans: true);
    }
}
