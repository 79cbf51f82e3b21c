using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Wire.Validation;

/// <summary>A limit after taxes is not below the limit before taxes.</summary>
internal sealed class PriceLimitRule : IObjectRule
{
    public string ObjectName => "PriceLimit";

    public bool AppliesTo(OcpiVersion version) => version == OcpiVersion.V230;

    public void Check(scoped ObjectView view, ref FindingLog log)
    {
        if (view.TryNumber("before_taxes"u8, out var before) && view.TryNumber("after_taxes"u8, out var after) && before >= 0 && after < before)
        {
            log.AddAt("after_taxes", RuleName.Order, Severity.Warning, "PriceLimit.after_taxes is below before_taxes.");
        }
    }
}
