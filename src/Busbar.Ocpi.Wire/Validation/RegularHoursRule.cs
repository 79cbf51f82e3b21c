using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Wire.Validation;

/// <summary>Regular hours end after they begin; hours over midnight are split over two days (LOC-151).</summary>
internal sealed class RegularHoursRule : IObjectRule
{
    public string ObjectName => "RegularHours";

    public bool AppliesTo(OcpiVersion version) => true;

    public void Check(scoped ObjectView view, ref FindingLog log)
    {
        var begin = view.Raw("period_begin"u8);
        var end = view.Raw("period_end"u8);
        if (begin.Length > 2 && end.Length > 2
            && TimeOfDay.TryParse(begin[1..^1], out var from, out _) && TimeOfDay.TryParse(end[1..^1], out var until, out _) && until <= from)
        {
            log.AddAt("period_end", RuleName.Order, Severity.Warning, "RegularHours.period_end is later than period_begin.", "LOC-151");
        }
    }
}
