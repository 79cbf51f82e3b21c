using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Wire.Validation;

/// <summary>An entry of publish_allowed_to names a token by uid and type, visual number and issuer, or group (LOC-163 to LOC-165).</summary>
internal sealed class PublishTokenTypeRule : IObjectRule
{
    public string ObjectName => "PublishTokenType";

    public bool AppliesTo(OcpiVersion version) => true;

    public void Check(scoped ObjectView view, ref FindingLog log)
    {
        if (!view.Has("uid"u8) && !view.Has("visual_number"u8) && !view.Has("group_id"u8))
        {
            log.Add(RuleName.Combination, Severity.Warning, "PublishTokenType has uid, visual_number or group_id; without, it matches nobody.", "LOC-163");
        }

        if (view.Has("uid"u8) && !view.Has("type"u8))
        {
            log.AddAt("type", RuleName.Combination, Severity.Warning, "PublishTokenType.type is set when uid is.", "LOC-164");
        }

        if (view.Has("visual_number"u8) && !view.Has("issuer"u8))
        {
            log.AddAt("issuer", RuleName.Combination, Severity.Warning, "PublishTokenType.issuer is set when visual_number is.", "LOC-165");
        }
    }
}
