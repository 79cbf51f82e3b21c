using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Wire.Validation;

/// <summary>Opening hours are either round the clock or listed, not both and not neither (LOC-143, LOC-144).</summary>
internal sealed class HoursRule : IObjectRule
{
    public string ObjectName => "Hours";

    public bool AppliesTo(OcpiVersion version) => true;

    public void Check(scoped ObjectView view, ref FindingLog log)
    {
        if (view.IsTrue("twentyfourseven"u8) && view.HasItems("regular_hours"u8))
        {
            log.AddAt("regular_hours", RuleName.Combination, Severity.Warning, "Hours open round the clock list no regular_hours.", Row(view.Version));
        }
        else if (view.IsFalse("twentyfourseven"u8) && !view.HasItems("regular_hours"u8))
        {
            log.AddAt(
                "regular_hours", RuleName.Combination, Severity.Warning, "Hours that are not round the clock list regular_hours; without, the place is read as closed.", Row(view.Version));
        }
        else if (!view.Has("twentyfourseven"u8) && !view.HasItems("regular_hours"u8) && view.Version == OcpiVersion.V211)
        {
            log.AddAt("regular_hours", RuleName.Combination, Severity.Warning, "Hours hold either twentyfourseven or regular_hours.", Row(view.Version));
        }
    }

    private static string Row(OcpiVersion version) => version == OcpiVersion.V211 ? "LOC-144" : "LOC-143";
}
