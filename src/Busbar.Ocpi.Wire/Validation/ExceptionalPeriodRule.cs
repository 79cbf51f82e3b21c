using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Wire.Validation;

/// <summary>An exceptional period ends after it begins.</summary>
internal sealed class ExceptionalPeriodRule : IObjectRule
{
    public string ObjectName => "ExceptionalPeriod";

    public bool AppliesTo(OcpiVersion version) => true;

    public void Check(scoped ObjectView view, ref FindingLog log)
    {
        PeriodOrder.Check(view, ref log, "period_begin"u8, "period_end"u8, "period_end", null);
    }
}
