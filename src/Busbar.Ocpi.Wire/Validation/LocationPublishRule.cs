using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Wire.Validation;

/// <summary>publish_allowed_to belongs to Locations that are not public (LOC-065).</summary>
internal sealed class LocationPublishRule : IObjectRule
{
    public string ObjectName => "Location";

    public bool AppliesTo(OcpiVersion version) => true;

    public void Check(scoped ObjectView view, ref FindingLog log)
    {
        if (view.IsTrue("publish"u8) && view.HasItems("publish_allowed_to"u8))
        {
            log.AddAt("publish_allowed_to", RuleName.Combination, Severity.Warning, "Location.publish_allowed_to is only used when publish is false.", "LOC-065");
        }
    }
}
