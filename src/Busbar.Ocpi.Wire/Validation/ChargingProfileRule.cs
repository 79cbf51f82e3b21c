using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Patching;

namespace Busbar.Ocpi.Wire.Validation;

/// <summary>A charging profile has stretches, the first from its start on, each later than the one before (AMB-102).</summary>
internal sealed class ChargingProfileRule : IObjectRule
{
    public string ObjectName => "ChargingProfile";

    public bool AppliesTo(OcpiVersion version) => version > OcpiVersion.V211;

    public void Check(scoped ObjectView view, ref FindingLog log)
    {
        OneDecimal.Check(view, ref log, "min_charging_rate"u8, "min_charging_rate");
        if (!view.HasItems("charging_profile_period"u8))
        {
            log.AddAt("charging_profile_period", RuleName.Plausibility, Severity.Info, "ChargingProfile without a charging_profile_period limits nothing.");
            return;
        }

        var periods = view.Raw("charging_profile_period"u8);
        var items = new JsonItems(periods);
        decimal? before = null;
        while (items.MoveNext())
        {
            if (!MemberNumber.TryRead(periods[items.Item], "start_period"u8, out var start))
            {
                continue;
            }

            if (before is null && start != 0)
            {
                log.AddAt("charging_profile_period", RuleName.Plausibility, Severity.Info, "The first charging_profile_period starts at 0: before it nothing is limited.", "CHP-034");
            }
            else if (start <= before)
            {
                log.AddAt("charging_profile_period", RuleName.Order, Severity.Warning, "Each charging_profile_period starts after the one before.", "CHP-034");
                return;
            }

            before = start;
        }
    }
}
