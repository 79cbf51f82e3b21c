using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Wire.Validation;

/// <summary>A period ends after it begins.</summary>
internal sealed class PeriodRule : IObjectRule
{
    public string ObjectName => "Period";

    public bool AppliesTo(OcpiVersion version) => version == OcpiVersion.V230;

    public void Check(scoped ObjectView view, ref FindingLog log)
    {
        PeriodOrder.Check(view, ref log, "start_date_time"u8, "end_date_time"u8, "end_date_time", null);
    }
}
