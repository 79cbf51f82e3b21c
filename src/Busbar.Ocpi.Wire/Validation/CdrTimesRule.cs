using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Wire.Validation;

/// <summary>A CDR ends after it begins, and its parking time is part of its total time (CDR-063).</summary>
internal sealed class CdrTimesRule : IObjectRule
{
    public string ObjectName => "CDR";

    public bool AppliesTo(OcpiVersion version) => true;

    public void Check(scoped ObjectView view, ref FindingLog log)
    {
        if (view.Version == OcpiVersion.V211)
        {
            PeriodOrder.Check(view, ref log, "start_date_time"u8, "stop_date_time"u8, "stop_date_time", null);
        }
        else
        {
            PeriodOrder.Check(view, ref log, "start_date_time"u8, "end_date_time"u8, "end_date_time", null);
        }

        if (view.TryNumber("total_time"u8, out var total) && view.TryNumber("total_parking_time"u8, out var parking) && parking > total)
        {
            log.AddAt("total_parking_time", RuleName.Order, Severity.Warning, "CDR.total_parking_time is part of total_time.", "CDR-063");
        }
    }
}
