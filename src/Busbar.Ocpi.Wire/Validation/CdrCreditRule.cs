using System.Text.Json;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Wire.Validation;

/// <summary>A credit CDR names the CDR it takes back and carries its cost negated; other CDRs do neither (CDR-008, CDR-010, CDR-013).</summary>
internal sealed class CdrCreditRule : IObjectRule
{
    public string ObjectName => "CDR";

    public bool AppliesTo(OcpiVersion version) => version > OcpiVersion.V211;

    public void Check(scoped ObjectView view, ref FindingLog log)
    {
        var amount = view.Version == OcpiVersion.V230 ? "before_taxes"u8 : "excl_vat"u8;
        var negative = MemberNumber.TryRead(view.Raw("total_cost"u8), amount, out var cost) && cost < 0;
        if (!view.IsTrue("credit"u8))
        {
            if (view.Has("credit_reference_id"u8))
            {
                log.AddAt("credit_reference_id", RuleName.Combination, Severity.Warning, "CDR.credit_reference_id is only set when credit is true.", "CDR-011");
            }

            if (IsLongerThan36(view.Raw("id"u8)))
            {
                log.AddAt("id", RuleName.Length, Severity.Warning, "CDR.id has at most 36 characters; up to 39 are for credit CDRs.", "CDR-039");
            }
        }
        else
        {
            if (!view.Has("credit_reference_id"u8))
            {
                log.AddAt("credit_reference_id", RuleName.Combination, Severity.Error, "A credit CDR names the CDR it takes back in credit_reference_id.", "CDR-013");
            }
            else if (view.Raw("credit_reference_id"u8).SequenceEqual(view.Raw("id"u8)))
            {
                log.AddAt("id", RuleName.Unique, Severity.Error, "A credit CDR has another id than the CDR it takes back.", "CDR-006");
            }

            if (!negative && cost != 0)
            {
                log.AddAt("total_cost", RuleName.Combination, Severity.Warning, "The total_cost of a credit CDR is negative.", "CDR-010");
            }
        }
    }

    private static bool IsLongerThan36(ReadOnlySpan<byte> raw)
    {
        // Only escapes make a short text long in JSON.
        if (raw.Length <= 36 + 2)
        {
            return false;
        }

        var reader = new Utf8JsonReader(raw);
        return reader.Read() && reader.TokenType == JsonTokenType.String && reader.GetString()!.Length > 36;
    }
}
