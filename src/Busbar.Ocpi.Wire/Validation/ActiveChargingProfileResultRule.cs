using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Wire.Validation;

/// <summary>Who accepts being asked for the active charging profile says it (CHP-028).</summary>
internal sealed class ActiveChargingProfileResultRule : IObjectRule
{
    public string ObjectName => "ActiveChargingProfileResult";

    public bool AppliesTo(OcpiVersion version) => version > OcpiVersion.V211;

    public void Check(scoped ObjectView view, ref FindingLog log)
    {
        if (view.IsText("result"u8, "ACCEPTED"u8) && !view.Has("profile"u8))
        {
            log.AddAt("profile", RuleName.Combination, Severity.Warning, "ActiveChargingProfileResult.profile is present when the result is ACCEPTED.", "CHP-028");
        }
    }
}
