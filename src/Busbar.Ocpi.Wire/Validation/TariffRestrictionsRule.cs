using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Wire.Validation;

/// <summary>Each lower limit of a restriction lies below its upper limit.</summary>
internal sealed class TariffRestrictionsRule : IObjectRule
{
    public string ObjectName => "TariffRestrictions";

    public bool AppliesTo(OcpiVersion version) => true;

    public void Check(scoped ObjectView view, ref FindingLog log)
    {
        foreach (var (least, greatest) in Pairs)
        {
            if (view.TryNumber(least, out var from) && view.TryNumber(greatest, out var until) && until <= from)
            {
                var name = System.Text.Encoding.UTF8.GetString(greatest);
                log.AddAt(name, RuleName.Order, Severity.Warning, $"TariffRestrictions.{name} is above its minimum; as it stands the element never applies.");
            }
        }

        var start = view.Raw("start_date"u8);
        var end = view.Raw("end_date"u8);
        if (start.Length == 12 && end.Length == 12 && end.SequenceCompareTo(start) <= 0)
        {
            log.AddAt("end_date", RuleName.Order, Severity.Warning, "TariffRestrictions.end_date is after start_date; it is exclusive.", "TAR-085");
        }
    }

    private static readonly (byte[] Least, byte[] Greatest)[] Pairs =
    [
        ("min_kwh"u8.ToArray(), "max_kwh"u8.ToArray()), ("min_power"u8.ToArray(), "max_power"u8.ToArray()),
        ("min_current"u8.ToArray(), "max_current"u8.ToArray()), ("min_duration"u8.ToArray(), "max_duration"u8.ToArray()),
    ];
}
