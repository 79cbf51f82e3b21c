using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Wire.Validation;

/// <summary>A connector is named together with its EVSE (CMD-052).</summary>
internal sealed class StartSessionRule : IObjectRule
{
    public string ObjectName => "StartSession";

    public bool AppliesTo(OcpiVersion version) => version >= OcpiVersion.V221;

    public void Check(scoped ObjectView view, ref FindingLog log)
    {
        if (view.Has("connector_id"u8) && !view.Has("evse_uid"u8))
        {
            log.AddAt("evse_uid", RuleName.Combination, Severity.Error, "StartSession.evse_uid is present when connector_id is.", "CMD-052");
        }
    }
}
