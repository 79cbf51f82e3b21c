using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Wire.Validation;

/// <summary>The limit of a stretch of a charging profile.</summary>
internal sealed class ChargingProfilePeriodRule : IObjectRule
{
    public string ObjectName => "ChargingProfilePeriod";

    public bool AppliesTo(OcpiVersion version) => version > OcpiVersion.V211;

    public void Check(scoped ObjectView view, ref FindingLog log)
    {
        OneDecimal.Check(view, ref log, "limit"u8, "limit");
        if (view.TryNumber("limit"u8, out var limit) && limit < 0)
        {
            log.AddAt("limit", RuleName.Range, Severity.Warning, "ChargingProfilePeriod.limit is negative.");
        }
    }
}
